import type { Status } from "../../semantics/trace.ts";
import type { RunStory } from "../stories/run-story.ts";
import type { StepStories, StoryEvent } from "../stories/stories.ts";
import type { Ending } from "../stories/words.ts";

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

/** Returns the stories as the page's script is given them. */
export function pageData(all: readonly StepStories[], run?: RunStory): PageData {
  return {
    ...(run && {
      run: { label: "", status: run.status, ...run.ending, events: run.events },
    }),
    first: firstStory(all),
    steps: all.map(({ step, stories }) => ({
      step,
      usual: Math.max(
        0,
        stories.findIndex(({ fault }) => fault.kind === "always"),
      ),
      stories: stories.map(({ fault, status, ending, events }) => ({
        label: fault.label,
        status,
        ...ending,
        events,
      })),
    })),
  };
}

/** Returns the story that says most about a workflow: the one in which most is undone, else of the last step. */
function firstStory(all: readonly StepStories[]): PageData["first"] {
  let best: (PageData["first"] & { readonly undone: number }) | undefined;
  for (const { step, stories } of all.filter(({ isUndo }) => !isUndo)) {
    for (const [story, { fault, status, events }] of stories.entries()) {
      const isUndone = status === "compensated";
      const undone = isUndone ? events.filter(({ kind }) => kind === "undo").length : 0;
      if (fault.kind === "always" && undone >= (best?.undone ?? 0)) best = { step, story, undone };
    }
  }
  return { step: best?.step ?? "", story: best?.story ?? 0 };
}
