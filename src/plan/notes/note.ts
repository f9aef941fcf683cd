/**
 * A note on what a change means for work that is under way when it is deployed, and what to do about it.
 */
export interface Note {
  /** Stable, upper case, e.g. `REMOVED_QUEUES`. */
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}
