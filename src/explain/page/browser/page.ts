import type { StoryEvent, StoryTry } from "../../stories/story-event.ts";
import type { PageData, PageStep, PageStory } from "../page-story.ts";

// The texts of a workflow only ever become text: nothing here writes markup.
const data: PageData = JSON.parse(byId("data").textContent ?? "");
const steps = new Map(data.steps.map((step) => [step.step, step]));
const buttons = [...document.querySelectorAll<HTMLButtonElement>(".picture button[data-step]")];

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no ${id}`);
  return element;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function show({ step, stories }: PageStep, index: number): void {
  byId("story-title").textContent = `What if ${step} …`;
  byId("faults").replaceChildren(
    ...stories.map(({ label }, at) => faultButton(step, label, at, at === index)),
  );
  tell(step, stories[index]);
}

function showRun(run: PageStory): void {
  byId("story-title").textContent = "What happened";
  byId("faults").replaceChildren();
  tell("", run);
}

function tell(chosen: string, story: PageStory | undefined): void {
  const ending = byId("ending");
  ending.className = `ending ${story?.status ?? ""}`;
  ending.replaceChildren(
    ...(story
      ? [element("strong", "", `${story.title}.`), ` ${story.text}`]
      : ["Unchain found no input that leads to this step."]),
  );
  byId("events").replaceChildren(...(story ? story.events.map(eventItem) : []));
  byId("story").hidden = false;
  mark(chosen, story);
}

function faultButton(step: string, label: string, at: number, isShown: boolean): HTMLElement {
  const button = element("button", "", label);
  button.type = "button";
  button.setAttribute("aria-pressed", String(isShown));
  button.addEventListener("click", () => {
    open(step, at);
    byId("faults").querySelectorAll("button")[at]?.focus();
  });
  return button;
}

function eventItem(event: StoryEvent): HTMLElement {
  const name = element("b", "", event.step);
  if (!("works" in event)) {
    return event.kind === "rule"
      ? element("li", "rule", event.text)
      : element("li", "pause", name, ` ${event.text}`);
  }
  const { step, works, undoes, tries } = event;
  const [outcome, text] = !works
    ? ["fails", "fails permanently"]
    : undoes === undefined
      ? ["works", "works"]
      : ["undoes", `undoes ${undoes}`];
  const item = element("li", outcome ?? "", name, ` ${text}`);
  item.dataset.step = step;
  if (tries) item.append(element("ol", "tries", ...tries.map(tryItem)));
  return item;
}

function tryItem({ what, works, pause }: StoryTry): HTMLElement {
  const gap = pause === undefined ? [] : [element("span", "gap", pause)];
  return element("li", works ? "works" : "fails", what, ...gap);
}

/** Shows in the picture what each step came to. */
function mark(chosen: string, story: PageStory | undefined): void {
  const outcomes = new Map<string, string>();
  const order = new Map<string, number>();
  for (const event of story?.events ?? []) {
    if (!("works" in event)) continue;
    if (!order.has(event.step)) order.set(event.step, order.size + 1);
    const was = outcomes.get(event.step);
    outcomes.set(event.step, event.works && was !== "failed" ? "done" : "failed");
  }
  for (const button of buttons) {
    const name = button.dataset.step ?? "";
    const outcome = outcomes.get(name) ?? "idle";
    button.dataset.outcome = outcome;
    button.setAttribute("aria-pressed", String(name === chosen));
    const words = STATES[button.classList.contains("undo") ? "undo" : "run"][outcome] ?? "";
    const place = order.get(name);
    button
      .querySelector("em")
      ?.replaceChildren(
        ...(place === undefined ? [] : [element("i", "", String(place)), " "]),
        words,
      );
  }
}

const STATES: Record<"run" | "undo", Record<string, string>> = {
  run: { done: "✓ done", failed: "✗ failed permanently", idle: "does not run" },
  undo: { done: "↩ undoes it", failed: "✗ failed permanently", idle: "not needed" },
};

function open(name: string, index: number): void {
  const step = steps.get(name);
  if (step) show(step, index);
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const name = button.dataset.step ?? "";
    open(name, steps.get(name)?.usual ?? 0);
    const story = byId("story");
    if (story.getBoundingClientRect().top > window.innerHeight - 80) {
      const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      story.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
    }
  });
}

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});

const { run } = data;
if (run) {
  showRun(run);
  byId("run").addEventListener("click", () => showRun(run));
} else open(data.first.step, data.first.story);
