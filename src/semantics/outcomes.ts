import { compact } from "../lists.ts";

/** The ends that a workflow may come to, besides that it succeeds, as far as our own code or a state tells them apart. */
export interface Outcomes {
  readonly compensated: boolean;
  /** It came to a stop, and nothing is undone. */
  readonly failed: boolean;
  readonly compensationFailed: boolean;
}

/** Returns the names of the ends that a workflow may come to, as they are counted. */
export const endNames = ({ compensated, compensationFailed, failed }: Outcomes): string[] =>
  compact([
    "Succeeded",
    compensated && "Compensated",
    compensationFailed && "CompensationFailed",
    failed && "Failed",
  ]);
