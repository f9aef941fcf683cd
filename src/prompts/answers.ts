import { type Finding, valueAt } from "../workflow/findings/finding.ts";
import type { StepDocument } from "../workflow/grammar/step-keys.ts";
import type { PartialDocument } from "../workflow/grammar/structure.ts";
import type { WorkflowDocument } from "../workflow/grammar/workflow-keys.ts";
import { checkDocument } from "../workflow/text/check.ts";
import { toWorkflow } from "../workflow/text/document.ts";
import { LIST_KEYS, stepsIn } from "../workflow/text/edit/step-lists.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { sentence } from "./spoken.ts";

/**
 * The step that undoes another or runs in its place: its name, with rules of its own only where somebody has written
 * them.
 */
export type TaskAnswers = NonNullable<StepDocument["compensation"]>;

/** Returns the name of what undoes a step or runs in its place. */
export const nameOf = (task: TaskAnswers): string => (typeof task === "string" ? task : task.name);

/** A step as it is written in `workflow.yaml`. */
export type StepAnswers = StepDocument;

/** The answers given so far, in the form of `workflow.yaml`: what checks them is what checks the file. */
export type WorkflowAnswers = WorkflowDocument;

/** Returns whether a later answer can put it right: only it may ask for a compensation, or add a function to a map. */
export const isOpen = ({ code }: Pick<Finding, "code">): boolean =>
  isUnusedCompensation({ code }) || code === "NO_TASK";

const isUnusedCompensation = ({ code }: Pick<Finding, "code">): boolean =>
  code === "COMPENSATION_NEVER_RUN";

/** Verdicts on answers, as going back asks for the same ones again and again. */
const verdicts = new Map<string, true | string>();

/**
 * Returns `true` if the answers so far can become a workflow, else what is wrong with them.
 *
 * @returns `true`, or one line that says what is wrong and what would work
 */
export function validateDraft(answers: WorkflowAnswers): true | string {
  const key = JSON.stringify(answers);
  const known = verdicts.get(key) ?? newVerdict(answers);
  verdicts.set(key, known);
  return known;
}

function newVerdict(answers: WorkflowAnswers): true | string {
  const steps = [...answers.steps.map(withStandIns), { name: "more-to-come" }];
  const finding = checkDocument({ ...answers, steps }).findings.find((found) => !isOpen(found));
  return finding ? sentence(finding) : true;
}

/** Returns a step with a function in the place of each branch and item that is still to come. */
export function withStandIns(step: StepAnswers, index = 0): StepAnswers {
  let count = 0;
  const standIn = () => [{ name: `step-to-come-${index + 1}-${++count}` }];
  const filled = (steps: readonly StepAnswers[]) => (steps.length === 0 ? standIn() : steps);
  return mapStep(step, (inner) => {
    const { choice, parallel, map } = inner;
    if (choice?.length === 0) return { ...inner, choice: [{ otherwise: [] }] };
    if (map) return { ...inner, map: { ...map, steps: filled(map.steps) } };
    if (parallel === undefined) return inner;
    const branches = [...parallel, { steps: [] }, { steps: [] }];
    const all = branches.slice(0, Math.max(2, parallel.length));
    return { ...inner, parallel: all.map(({ steps }) => ({ steps: filled(steps) })) };
  });
}

/** Counts the steps inside of a step, at any depth. */
export const countInside = (step: StepAnswers): number => stepsIn(step).length;

/** A step in which it and each that is inside of it have been changed. */
function mapStep(step: StepAnswers, change: (step: StepAnswers) => StepAnswers): StepAnswers {
  const inside = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) {
      return value.map((one) => (LIST_KEYS.includes(key) ? mapStep(one, change) : inside(one)));
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, inside(one, name)]),
    );
  };
  return change(inside(step) as StepAnswers);
}

/**
 * Returns what is wrong with answers that are complete, compensations left aside; `undefined` where nothing is.
 */
export function problemWith(answers: WorkflowAnswers): string | undefined {
  const finding = checkDocument(answers).findings.find((found) => !isUnusedCompensation(found));
  return finding && sentence(finding);
}

/** The workflow so far: it may lack what is still to come. */
export function draft(answers: WorkflowAnswers): Workflow {
  return toWorkflow(answers as PartialDocument);
}

/** The names of the steps whose compensation no failure asks for. */
export function notAskedFor(document: unknown): string[] {
  return checkDocument(document)
    .findings.filter(isUnusedCompensation)
    .map(({ at }) => valueAt(document, [...at.slice(0, -1), "name"]))
    .filter((name) => typeof name === "string");
}

/** A step without its compensation, and those inside of it, where they are these steps'. */
export const withoutCompensations = (step: StepAnswers, names: readonly string[]): StepAnswers =>
  mapStep(step, ({ compensation, ...inner }) =>
    compensation === undefined || names.includes(inner.name) ? inner : { ...inner, compensation },
  );
