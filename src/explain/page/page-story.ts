import type { Status } from "../../semantics/status.ts";
import type { Ending, StoryEvent } from "../stories/story-event.ts";

/** Holds what the script of the page is given: every story, worked out when the page is made. */
export interface PageData {
  /** The story that is shown first. */
  readonly first: { readonly step: string; readonly story: number };
  readonly steps: readonly PageStep[];
  /** A run that happened, which is shown before all that can happen. */
  readonly run?: PageStory;
}

export interface PageStep {
  readonly step: string;
  /** The story that is shown first of it: it fails on every try. */
  readonly usual: number;
  readonly stories: readonly PageStory[];
}

export interface PageStory extends Ending {
  readonly label: string;
  readonly status: Status;
  readonly events: readonly StoryEvent[];
}
