import { closest } from "../../../cli/arguments/closest.ts";
import type { Message } from "../../../messages/message.ts";
import { labelOf, messageOf, type Path, quote, valueAt } from "../../findings/finding.ts";
import { checkDocument } from "../check.ts";
import { lostComments } from "../comments.ts";
import { stepData } from "../workflow-data.ts";
import { documentOf } from "../workflow-text.ts";
import { deleteStep, insertStep } from "./edit-steps.ts";
import { NotEditable } from "./not-editable.ts";
import {
  findStep,
  type Position,
  pathOf,
  stepsIn,
  withoutStepAt,
  withStepAt,
} from "./step-lists.ts";

/** The new text of a workflow, or why there is none. */
export type Edited =
  | {
      readonly text: string;
      readonly problems: readonly [];
      /** Problems that came with the edit and need attention. */
      readonly warnings?: readonly Message[];
    }
  | { readonly text?: undefined; readonly problems: readonly Message[] };

/**
 * The text of a valid workflow with one more step.
 *
 * @param step in the form of `workflow.yaml`, not checked yet
 * @returns what is wrong with the step, without positions: it is in no file yet
 */
export function addStep(text: string, position: Position, step: unknown): Edited {
  const document = documentOf(text);
  const at = pathOf(document, position);
  if (at === undefined) return { problems: positionProblems(text, position) };
  const name = String(valueAt(step, ["name"]));
  const taken = findStep(document, name);
  if (taken) {
    const suggestion = "Choose another name, or change the existing step:";
    const run = { words: ["edit", "step", name] };
    return refuse({ ...nameTaken(document, taken, suggestion), run });
  }
  const { findings } = checkDocument(withStepAt(document, at, step));
  if (findings.length > 0) return refuse(...findings.map(messageOf));
  const [planned] = checkDocument({ steps: [step] }).workflow.steps;
  if (planned === undefined) throw new TypeError("A checked step is none");
  return edited(() => insertStep(text, at, stepData(planned)), "Add the step to");
}

/** Says that a step has a name already that another one shall get. */
export function nameTaken(document: unknown, at: Path, suggestion: string): Message {
  const name = String(valueAt(document, [...at, "name"]));
  const where =
    at.length === 2 ? `step ${Number(at[1]) + 1}` : `in ${labelOf(document, at.slice(0, 2))}`;
  return {
    code: "DUPLICATE_NAME",
    message: `There is already a step ${quote(name)}: ${where}.`,
    suggestion,
  };
}

/** Reports a position that names no step. */
export function positionProblems(text: string, position: Position): Message[] {
  const document = documentOf(text);
  const [name] = Object.values(position);
  return pathOf(document, position) === undefined ? [unknownStep(document, String(name))] : [];
}

/** The text of a valid workflow without one of its steps, and so without what undoes or replaces it. */
export function removeStep(text: string, name: string): Edited {
  const document = documentOf(text);
  const at = findStep(document, name);
  if (at === undefined) return refuse(unknownStep(document, name));
  if ((valueAt(document, at.slice(0, -1)) as unknown[]).length === 1) {
    const isTop = at.length === 2;
    return refuse({
      code: "LAST_STEP",
      message: `${quote(name)} is the only step of ${isTop ? "the workflow" : labelOf(document, at.slice(0, 2))}.`,
      suggestion: isTop
        ? "Add another one first, e.g.:"
        : `Remove ${labelOf(document, at.slice(0, 2))}, or change workflow.yaml by hand and run:`,
      run: { words: isTop ? ["add", "step", "send-parcel"] : ["sync"] },
    });
  }
  const { findings } = checkDocument(withoutStepAt(document, at));
  if (findings.length > 0) {
    return refuse(
      ...findings.map((finding) => ({
        ...messageOf(finding),
        message: `Without ${quote(name)} the workflow is not valid. ${finding.message}`,
      })),
    );
  }
  const done = edited(() => deleteStep(text, at), "Remove the step from");
  return withLost(text, done, name);
}

/** Returns an edit with a warning of the comments that it has taken out with what they were about. */
export function withLost(text: string, done: Edited, name: string): Edited {
  if (done.text === undefined) return done;
  const lost = lostComments(text, done.text);
  return lost.length === 0 ? done : { ...done, warnings: [commentsRemoved(name, lost)] };
}

const commentsRemoved = (name: string, comments: readonly string[]): Message => ({
  code: "COMMENTS_REMOVED",
  message: `Removing ${quote(name)} also removes its comments:\n${comments.map((comment) => `  ${comment}`).join("\n")}`,
  suggestion: "Restore those that are not about that step.",
  path: "workflow.yaml",
});

/** Returns an edit that is none. */
export const refuse = (...problems: Message[]): Edited => ({ problems });

/** Returns what becomes of the text, or says what to do by hand. */
export function edited(edit: () => string, byHand: string): Edited {
  try {
    return { text: edit(), problems: [] };
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error;
    return refuse({
      code: "NOT_EDITABLE",
      message: `Unchain would have to rewrite the file for this. ${error.message}.`,
      suggestion: `${byHand} workflow.yaml by hand, then run:`,
      run: { words: ["sync"] },
      path: "workflow.yaml",
    });
  }
}

/** Says what is wrong with a name that no step has, and which was meant. */
export function unknownStep(document: unknown, name: string): Message {
  const names = stepsIn(document).map((step) => step.name);
  const role = roleOf(document, name);
  if (role !== undefined) {
    return {
      code: "NOT_A_STEP",
      message: `${quote(name)} is ${role.label}, and is not a step in the sequence.`,
      suggestion: `Name that step (${role.of}); or change workflow.yaml by hand, then run:`,
      run: { words: ["sync"] },
    };
  }
  const near = closest(name, names);
  return {
    code: "UNKNOWN_STEP",
    message: `The workflow has no step ${quote(name)}.`,
    suggestion: near ? `Did you mean ${near}?` : `Its steps are: ${names.join(", ")}`,
  };
}

/** The step that has this name as its compensation or fallback. */
function roleOf(document: unknown, name: string): { label: string; of: string } | undefined {
  for (const step of stepsIn(document)) {
    for (const keys of [["compensation"], ["fallback"], ["fallback", "compensation"]]) {
      const at = [...step.at, ...keys];
      const value = valueAt(document, at);
      if (value === name || valueAt(value, ["name"]) === name) {
        return { label: `the ${keys.at(-1)} of step ${quote(step.name)}`, of: step.name };
      }
    }
  }
  return undefined;
}
