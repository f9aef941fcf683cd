import type { RunStory } from "../stories/run-story.ts";
import type { StepStories } from "../stories/stories.ts";
import type { PageData } from "./page-story.ts";

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
