import fc from "fast-check";
import { canFail } from "../../../src/forms/traits.ts";
import { type Finding, isWithin } from "../../../src/workflow/findings/finding.ts";
import { tasksOf } from "../../../src/workflow/names.ts";
import { checkRules, transportLimits } from "../../../src/workflow/rules/rules.ts";
import { placedSteps } from "../../../src/workflow/steps/traversal.ts";
import type {
  Ordering,
  Retry,
  TransportName,
  Trigger,
  Workflow,
  WorkflowWithTransport,
} from "../../../src/workflow/workflow.ts";
import {
  claimCheckArbitrary,
  retryArbitrary,
  taskRules,
  triggerArbitrary,
  workflowArbitrary,
} from "./arbitrary.ts";
import { nestedWorkflows } from "./nested-arbitrary.ts";
import { type Variation, variedSteps } from "./varied-steps.ts";

/** Above this many retries the generated tests take too long to run hundreds of projects. */
const MOST_ATTEMPTS = 6;

/** Nor do larger workflows show more kinds of mistakes. */
const MOST_FUNCTIONS = 6;

const fewer = (retry: Retry): Retry => ({
  ...retry,
  maxAttempts: Math.min(retry.maxAttempts, MOST_ATTEMPTS),
});

const quick = (workflow: Workflow): Workflow =>
  JSON.parse(JSON.stringify(workflow), (key, value) => (key === "retry" ? fewer(value) : value));

const variation: fc.Arbitrary<Variation> = fc.record({
  rules: fc.record(
    {
      timeoutSeconds: fc.oneof(fc.integer({ min: 1, max: 10 }), taskRules.timeoutSeconds),
      retry: retryArbitrary.map(fewer),
      concurrency: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 21, max: 1_200 })),
      idempotency: taskRules.idempotency,
    },
    { requiredKeys: [] },
  ),
  claimCheck: claimCheckArbitrary,
  source: fc.constantFrom("input", "item", "result", "resultOfItem", "wholeResult"),
  which: fc.nat({ max: 9 }),
  isGuarded: fc.boolean(),
});

/** What is drawn for a whole workflow besides its steps. */
interface Surroundings {
  readonly transport: TransportName;
  readonly queue: Ordering | undefined;
  readonly trigger: Trigger | undefined;
}

const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  transport: fc.constantFrom<TransportName[]>("queue", "state-machine"),
  queue: fc.option(
    fc
      .constantFrom("input.a", "input.c.g", "input.customerId")
      .map((groupBy): Ordering => ({ fifo: true, groupBy })),
    { nil: undefined },
  ),
  trigger: fc.option(triggerArbitrary, { nil: undefined }),
});

/** Any valid workflow: every form of step, every rule, every trigger, by both transports. */
export const validWorkflows: fc.Arbitrary<WorkflowWithTransport> = fc
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
    (workflow): workflow is WorkflowWithTransport =>
      workflow !== undefined && tasksOf(workflow).length <= MOST_FUNCTIONS,
  );

/** The workflow with all that is drawn for it, but for what a rule forbids. */
function valid(
  workflow: Workflow,
  variations: readonly Variation[],
  { transport, queue, trigger }: Surroundings,
): WorkflowWithTransport | undefined {
  const plain: WorkflowWithTransport = { ...quick(workflow), transport };
  const isPossible = findingsIn(plain).length === 0;
  const usual = isPossible ? plain : { ...plain, transport: other(transport) };
  if (findingsIn(usual).length > 0) return undefined;
  const names = placedSteps(usual).flatMap(({ step }) =>
    canFail(step) && step.fallback ? [step.name, step.fallback.name] : [step.name],
  );
  const refused = new Set<string>();
  const variationOf = (name: string) =>
    refused.has(name) ? undefined : variations[names.indexOf(name) % variations.length];
  for (;;) {
    const varied: WorkflowWithTransport = {
      ...usual,
      ...(queue && !refused.has("the queue") && { queue }),
      ...(trigger && !refused.has("the trigger") && { trigger }),
      steps: variedSteps(usual.steps, variationOf),
    };
    const [finding] = findingsIn(varied);
    if (!finding) return varied;
    const more = causesOf(finding, varied).find((name) => !refused.has(name));
    if (more === undefined) return usual;
    refused.add(more);
  }
}

const other = (transport: TransportName): TransportName =>
  transport === "queue" ? "state-machine" : "queue";

function findingsIn(workflow: WorkflowWithTransport): Finding[] {
  return [...checkRules(workflow), ...transportLimits(workflow, workflow.transport)];
}

/** What may have to stay as it is because of a finding, by its name. */
function causesOf({ at }: Finding, workflow: Workflow): string[] {
  const owners = placedSteps(workflow).filter((placed) => isWithin(at, placed.at));
  const inside = owners.toReversed().flatMap(({ step, at: here }) => {
    const isInFallback = canFail(step) && step.fallback && at[here.length] === "fallback";
    return isInFallback ? [step.fallback.name, step.name] : [step.name];
  });
  return [...inside, "the queue", "the trigger"];
}
