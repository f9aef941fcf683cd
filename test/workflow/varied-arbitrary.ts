import fc from "fast-check";
import { type Finding, isWithin, type Path } from "../../src/workflow/finding.ts";
import { stateKey } from "../../src/workflow/forms.ts";
import { camelCase, tasksOf } from "../../src/workflow/names.ts";
import { checkRules } from "../../src/workflow/rules.ts";
import { transportLimits } from "../../src/workflow/transport-limits.ts";
import { hasFunction, placedSteps, sequencesIn } from "../../src/workflow/traversal.ts";
import type {
  Condition,
  MapStep,
  Ordering,
  Retry,
  RoutedWorkflow,
  Step,
  Task,
  Transport,
  Trigger,
  Workflow,
} from "../../src/workflow/workflow.ts";
import {
  claimCheckArbitrary,
  retryArbitrary,
  taskRules,
  triggerArbitrary,
  workflowArbitrary,
} from "./arbitrary.ts";
import { nestedWorkflows } from "./nested-arbitrary.ts";

/** Above this many retries the generated tests take too long to run hundreds of projects. */
const MOST_ATTEMPTS = 6;

const fewer = (retry: Retry): Retry => ({
  ...retry,
  maxAttempts: Math.min(retry.maxAttempts, MOST_ATTEMPTS),
});

const quick = (workflow: Workflow): Workflow =>
  JSON.parse(JSON.stringify(workflow), (key, value) => (key === "retry" ? fewer(value) : value));

/** Nor do larger workflows show more kinds of mistakes. */
const MOST_FUNCTIONS = 12;

type TaskRules = Partial<Pick<Task, "timeoutSeconds" | "retry" | "concurrency" | "idempotency">>;

/** What is drawn for a step besides its form and its failure routes. */
interface Variation {
  readonly rules: TaskRules;
  readonly claimCheck: true | undefined;
  /** Where a map finds its list, and what a condition looks at. */
  readonly source: "input" | "item" | "result" | "resultOfItem" | "wholeResult";
  readonly which: number;
}

const variation: fc.Arbitrary<Variation> = fc.record({
  rules: fc.record(
    {
      timeoutSeconds: fc.oneof(fc.integer({ min: 1, max: 10 }), taskRules.timeoutSeconds),
      retry: retryArbitrary.map(fewer),
      concurrency: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 21, max: 1_200 })),
      idempotency: taskRules.idempotency,
    },
    { requiredKeys: [] },
  ),
  claimCheck: claimCheckArbitrary,
  source: fc.constantFrom<Variation["source"][]>(
    ...(["input", "item", "result", "resultOfItem", "wholeResult"] as const),
  ),
  which: fc.nat({ max: 9 }),
});

/** What is drawn for a whole workflow besides its steps. */
interface Surroundings {
  readonly transport: Transport;
  readonly queue: Ordering | undefined;
  readonly trigger: Trigger | undefined;
}

const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  transport: fc.constantFrom<Transport[]>("queue", "state-machine"),
  queue: fc.option(
    fc
      .constantFrom("input.a", "input.c.g", "input.customerId")
      .map((groupBy): Ordering => ({ fifo: true, groupBy })),
    { nil: undefined },
  ),
  trigger: fc.option(triggerArbitrary, { nil: undefined }),
});

/** Any valid workflow: every form of step, every rule, every trigger, by both transports. */
export const validWorkflows: fc.Arbitrary<RoutedWorkflow> = fc
  .record({
    workflow: fc.oneof(
      { arbitrary: workflowArbitrary, weight: 1 },
      { arbitrary: nestedWorkflows(["wait", "choice"]), weight: 1 },
      { arbitrary: nestedWorkflows(["choice"]), weight: 1 },
      { arbitrary: nestedWorkflows(["wait", "choice", "parallel", "map", "approval"]), weight: 3 },
      { arbitrary: nestedWorkflows(["choice", "map"]), weight: 2 },
    ),
    variations: fc.array(variation, { minLength: 10, maxLength: 10 }),
    around: surroundings,
  })
  .map(({ workflow, variations, around }) => valid(workflow, variations, around))
  .filter(
    (workflow): workflow is RoutedWorkflow =>
      workflow !== undefined && tasksOf(workflow).length <= MOST_FUNCTIONS,
  );

/** The workflow with all that is drawn for it, but for what a rule forbids. */
function valid(
  workflow: Workflow,
  variations: readonly Variation[],
  { transport, queue, trigger }: Surroundings,
): RoutedWorkflow | undefined {
  const plain = { ...quick(workflow), transport } as RoutedWorkflow;
  const usual = findingsIn(plain).length === 0 ? plain : { ...plain, transport: other(transport) };
  if (findingsIn(usual).length > 0) return undefined;
  const refused: Path[] = [];
  for (let tries = 0; tries < 100; tries++) {
    const isRefused = (...at: Path) => refused.some((path) => path.join() === at.join());
    const varied: RoutedWorkflow = {
      ...usual,
      ...(queue && !isRefused("queue") && { queue }),
      ...(trigger && !isRefused("trigger") && { trigger }),
      steps: variedSteps(usual.steps, ["steps"], variations, isRefused),
    };
    const [finding] = findingsIn(varied);
    if (!finding) return varied;
    const more = refusedBy(finding, varied, isRefused);
    if (!more) return usual;
    refused.push(more);
  }
  return usual;
}

const other = (transport: Transport): Transport =>
  transport === "queue" ? "state-machine" : "queue";

function findingsIn(workflow: RoutedWorkflow): Finding[] {
  return [...checkRules(workflow), ...transportLimits(workflow, workflow.transport)];
}

/** What has to be left out because of a finding: of a step or fallback, or of the workflow. */
function refusedBy(
  { at }: Finding,
  workflow: Workflow,
  isRefused: (...at: Path) => boolean,
): Path | undefined {
  if (at[0] === "steps") {
    const owner = placedSteps(workflow).findLast((placed) => isWithin(at, placed.at));
    const path = owner && [
      ...owner.at,
      ...(at[owner.at.length] === "fallback" ? ["fallback"] : []),
    ];
    if (path && !isRefused(...path)) return path;
    if (owner && !isRefused(...owner.at)) return owner.at;
  }
  return (["queue", "trigger"] as const).map((key) => [key]).find((key) => !isRefused(...key));
}

function variedSteps(
  steps: readonly Step[],
  at: Path,
  variations: readonly Variation[],
  isRefused: (...at: Path) => boolean,
  before: readonly Step[] = [],
  isInMap = false,
): Step[] {
  const done: Step[] = [];
  let count = at.length;
  for (const [index, step] of steps.entries()) {
    const here = [...at, index];
    count += 1 + index * 3;
    const drawn = variations[count % variations.length];
    const one =
      drawn && !isRefused(...here) ? varied(step, drawn, [...before, ...done], isInMap) : step;
    const inside = sequencesIn(step).map((inner) =>
      variedSteps(
        inner.steps,
        [...here, ...inner.at],
        variations,
        isRefused,
        [...before, ...done],
        isInMap || step.form === "map",
      ),
    );
    const other = variations[(count + 5) % variations.length];
    const fallback =
      "fallback" in one && one.fallback && other && !isRefused(...here, "fallback")
        ? { fallback: { ...one.fallback, ...other.rules } }
        : {};
    done.push({ ...withInside(one, inside), ...fallback } as Step);
  }
  return done;
}

function withInside(step: Step, inside: readonly Step[][]): Step {
  switch (step.form) {
    case "map":
      return { ...step, steps: inside[0] ?? step.steps };
    case "choice":
    case "parallel":
      return {
        ...step,
        branches: step.branches.map((branch, index) => ({ ...branch, steps: inside[index] })),
      } as Step;
    default:
      return step;
  }
}

function varied(
  step: Step,
  { rules, claimCheck, ...from }: Variation,
  before: readonly Step[],
  isInMap: boolean,
): Step {
  switch (step.form) {
    case "task":
      return { ...step, ...rules, ...(claimCheck && { claimCheck }) };
    case "approval": {
      const { idempotency, ...others } = rules;
      return { ...step, ...others };
    }
    case "map":
      return { ...step, items: listPath(from, before, isInMap) };
    case "choice": {
      const [first, ...rest] = step.branches;
      if (!first?.when) return step;
      return {
        ...step,
        branches: [{ ...first, when: lookingAt(first.when, from, before, isInMap) }, ...rest],
      };
    }
    default:
      return step;
  }
}

function listPath(
  { source, which }: Pick<Variation, "source" | "which">,
  before: readonly Step[],
  isInMap: boolean,
): string {
  const pick = <T>(all: readonly T[]) => all[which % all.length];
  const task = pick(before.filter(hasFunction));
  const map = pick(before.filter((one): one is MapStep => one.form === "map"));
  switch (source) {
    case "item":
      return isInMap
        ? (pick(["item", "item.list", "item.some.parts", "item.list[1].parts"]) ?? "")
        : "input.some.list";
    case "result":
      return task
        ? `results.${stateKey(task)}.${pick(["list", "some.list", "lists[1].list"])}`
        : "input.lists[0]";
    case "resultOfItem":
      if (!map) return "input.list";
      return `results.${stateKey(map)}[${which % 2}].${stateKey(map.steps.find(hasFunction) ?? map)}.list`;
    case "wholeResult": {
      const step = pick([map, task].filter((one) => one !== undefined));
      return step ? `results.${stateKey(step)}` : "input.list";
    }
    default:
      return isInMap && which % 2 ? "item.list" : "input.list";
  }
}

/** The same condition about something else. */
function lookingAt(
  condition: Condition,
  from: Pick<Variation, "source" | "which">,
  before: readonly Step[],
  isInMap: boolean,
): Condition {
  if ("all" in condition)
    return { all: condition.all.map((one) => lookingAt(one, from, before, isInMap)) };
  if ("any" in condition)
    return { any: condition.any.map((one) => lookingAt(one, from, before, isInMap)) };
  if ("not" in condition) return { not: lookingAt(condition.not, from, before, isInMap) };
  const [, rest = ""] = /^input(.*)$/.exec(condition.path) ?? [];
  if (rest === "") return condition;
  const task =
    before.filter(hasFunction)[from.which % Math.max(1, before.filter(hasFunction).length)];
  switch (from.source) {
    case "item":
      return isInMap ? { ...condition, path: `item${rest}` } : condition;
    case "result":
      return task ? { ...condition, path: `results.${camelCase(task.name)}${rest}` } : condition;
    default:
      return condition;
  }
}
