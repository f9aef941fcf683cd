/** Describes one try of a step. */
export interface StoryTry {
  readonly what: string;
  readonly works: boolean;
  /** Says how long it is until the next one, and why. */
  readonly pause?: string;
}

/** Describes something that happens; events are listed in their order. */
export type StoryEvent =
  | {
      /** `undo`: a compensation runs. */
      readonly kind: "run" | "undo";
      readonly step: string;
      readonly works: boolean;
      /** The step that a compensation undoes. */
      readonly undoes?: string;
      /** Its tries, left out where nothing goes wrong with it. */
      readonly tries?: readonly StoryTry[];
    }
  | { readonly kind: "wait" | "rule"; readonly step: string; readonly text: string };

/** Says how a workflow ends. */
export interface Ending {
  /** In two or three words. */
  readonly title: string;
  readonly text: string;
}
