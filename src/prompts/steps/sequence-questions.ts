import type { FormName } from "../../forms/form.ts";
import { hasFunction } from "../../forms/traits.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import { draft, type StepAnswers } from "../answers.ts";
import { type Ask, type Choice, choicesIn } from "../ask.ts";
import { ABOUT_KINDS } from "../jargon.ts";
import { ofItself } from "../spoken.ts";
import { askAgain, askStep, kindsAt } from "./kind-questions.ts";
import { askMoreRules, rulesInWords } from "./more-rules.ts";
import type { AskedSequence, Sequence, StepPlace } from "./place.ts";

type Next = FormName | "done" | "rules" | "again" | "more";

/** Asks for steps one after the other, behind those that are there, and shows the workflow after each. */
export async function askSequence(
  ask: Ask,
  sequence: Sequence,
  start: readonly StepAnswers[],
): Promise<AskedSequence> {
  let steps = start;
  for (;;) {
    const next = await askWhatNext(ask, sequence, steps);
    if (next === "done" || next === "more") return { steps, next };
    steps = await withAnswer(ask, sequence, steps, next);
    sequence.note(steps);
    sequence.show(steps);
  }
}

async function withAnswer(
  ask: Ask,
  sequence: Sequence,
  steps: readonly StepAnswers[],
  next: FormName | "rules" | "again",
): Promise<readonly StepAnswers[]> {
  if (next !== "rules" && next !== "again") {
    return [...steps, await askStep(ask, placeBehind(sequence, steps), next)];
  }
  const last = steps.at(-1);
  if (last === undefined) return steps;
  const before = steps.slice(0, -1);
  const change = next === "again" ? askAgain : askMoreRules;
  return [...before, await change(ask, placeBehind(sequence, before), last)];
}

function placeBehind(sequence: Sequence, before: readonly StepAnswers[]): StepPlace {
  const inside = sequence.within === undefined ? "" : ` of ${sequence.within}`;
  return {
    title: `Step ${before.length + 1}${inside}`,
    check: ofItself((step) => sequence.check([...before, step])),
    note: (step) => sequence.note([...before, step]),
    show: (step) => sequence.show([...before, step]),
    askSequence,
  };
}

/** Asks with the same first choice each time, so that Enter always means the same. */
function askWhatNext(ask: Ask, sequence: Sequence, steps: readonly StepAnswers[]): Promise<Next> {
  const { within, mayBeEmpty = false, more } = sequence;
  const inside = within === undefined ? "" : ` in ${within}`;
  const question = steps.length === 0 ? "What is the first step" : "What next";
  const kinds = kindsAt((step) => sequence.check([...steps, step]));
  return ask.choice<Next>({
    message: `${question}${inside}?`,
    ...(steps.length === 0 && { about: ABOUT_KINDS }),
    choices:
      steps.length === 0
        ? [...kinds, ...(mayBeEmpty ? NOTHING_TO_DO : []), ...(more ? [more] : [])]
        : inOrderOfUse(kinds, sequence, steps),
    default: "task",
  });
}

const NOTHING_TO_DO = choicesIn({
  done: ["nothing to do here", "The workflow goes on behind it."],
});

function inOrderOfUse(
  kinds: readonly Choice<FormName>[],
  sequence: Sequence,
  steps: readonly StepAnswers[],
): readonly Choice<Next>[] {
  const { within, more } = sequence;
  const last = steps.at(-1) ?? { name: "" };
  const [task, ...others] = kinds.map((kind) => ({ ...kind, name: `add ${kind.name}` }));
  const reason = reasonToGoOn(sequence, steps);
  return [
    ...(task ? [task] : []),
    {
      value: "done",
      name: "that is all",
      description: `${sentence(within ?? "the workflow")} is complete.`,
      ...(reason !== undefined && { disabled: reason }),
    },
    ...choicesIn({
      rules: [`more rules for ${last.name}`, rulesInWords(last)],
      again: [
        `answer ${last.name} again`,
        "Its answers are kept: Enter goes past what is to stay.",
      ],
    }),
    ...others,
    ...(more ? [more] : []),
  ];
}

/** Returns why the steps are not complete; `undefined` where they are. */
function reasonToGoOn(
  { needsTask = false }: Sequence,
  steps: readonly StepAnswers[],
): string | undefined {
  const isIdle = needsTask && !allSteps(draft({ name: "", steps })).some(hasFunction);
  return isIdle ? "no step so far is a function" : undefined;
}
