import { DEFAULTS } from "../defaults.ts";
import { parseDuration } from "../duration.ts";
import { parseExpectedDuration, parseRate } from "../expected.ts";
import { formOf, OPERATORS } from "../forms.ts";
import type { PartialDocument } from "../grammar/structure.ts";
import { LIMITS } from "../limits.ts";
import { toTrigger } from "../trigger.ts";
import type {
  CatchRule,
  ChoiceBranch,
  Comparison,
  Compensation,
  Condition,
  ExpectedStep,
  FailureRules,
  Fallback,
  Ordering,
  Retry,
  Step,
  Task,
  Workflow,
} from "../workflow.ts";

type StepDocument = NonNullable<NonNullable<PartialDocument["steps"]>[number]>;
type BranchDocument = NonNullable<NonNullable<StepDocument["choice"]>[number]>;
type ConditionDocument = NonNullable<BranchDocument["when"]>;
type FallbackDocument = Exclude<StepDocument["fallback"], string | undefined>;
type CompensationDocument = Exclude<StepDocument["compensation"], string | undefined>;
type RetryDocument = NonNullable<StepDocument["retry"]>;
type CatchDocument = NonNullable<StepDocument["catch"]>;

/** The workflow a document describes, every default filled in; what is missing is taken as empty. */
export function toWorkflow(document: PartialDocument): Workflow {
  return {
    name: document.name ?? "",
    ...optional("description", document.description?.trim()),
    ...optional("transport", document.transport),
    infrastructure: document.infrastructure ?? DEFAULTS.infrastructure,
    ...optional("as", document.as),
    ...optional("queue", toOrdering(document.queue)),
    ...optional("trigger", toTrigger(document.trigger)),
    ...optional("timeoutSeconds", seconds(document.timeout)),
    ...optional("expected", toExpected(document.expected)),
    steps: toSteps(document.steps),
  };
}

function toOrdering(queue: PartialDocument["queue"]): Ordering | undefined {
  return queue && { fifo: true, groupBy: queue.groupBy ?? "" };
}

function toExpected(expected: PartialDocument["expected"]): Workflow["expected"] {
  const rate = expected?.rate === undefined ? undefined : parseRate(expected.rate);
  return rate && { rate };
}

function toExpectedStep(expected: StepDocument["expected"]): ExpectedStep | undefined {
  const { duration, memory } = expected ?? {};
  if (duration === undefined && memory === undefined) return undefined;
  return {
    ...optional("durationMs", duration === undefined ? undefined : parseExpectedDuration(duration)),
    ...optional("memoryMb", memory),
  };
}

function toStep(step: StepDocument): Step {
  const named = { name: step.name ?? "", ...optional("description", step.description?.trim()) };
  switch (formOf(step)) {
    case "task":
      return {
        form: "task",
        ...toTask(step, DEFAULTS.retry),
        ...toClaimCheck(step),
        ...toFailureRules(step),
        ...optional("expected", toExpectedStep(step.expected)),
      };
    case "wait":
      return { form: "wait", ...named, seconds: seconds(step.wait) ?? LIMITS.minWaitSeconds };
    case "approval":
      return {
        form: "approval",
        ...toTask({ ...named, idempotency: "natural" }, DEFAULTS.retry),
        answerSeconds: seconds(step.approval?.timeout) ?? LIMITS.minAnswerSeconds,
        ...toFailureRules(step),
      };
    case "choice":
      return { form: "choice", ...named, branches: (step.choice ?? []).map(toChoiceBranch) };
    case "parallel":
      return {
        form: "parallel",
        ...named,
        branches: (step.parallel ?? []).map((branch) => ({ steps: toSteps(branch?.steps) })),
        ...toFailureRules(step),
      };
    case "map":
      return {
        form: "map",
        ...named,
        items: step.map?.items ?? "",
        ...optional("maxConcurrency", step.map?.maxConcurrency),
        steps: toSteps(step.map?.steps),
        ...toFailureRules(step),
      };
  }
}

function toSteps(steps: PartialDocument["steps"]): Step[] {
  return (steps ?? []).map((step) => toStep(step ?? {}));
}

function toChoiceBranch(branch: BranchDocument | undefined): ChoiceBranch {
  if (branch?.otherwise !== undefined) return { steps: toSteps(branch.otherwise) };
  return { when: toCondition(branch?.when ?? {}), steps: toSteps(branch?.steps) };
}

/** Returns the condition that a document describes. */
export function toCondition(condition: ConditionDocument): Condition {
  const { path = "", all, any, not } = condition;
  if (all) return { all: all.map((one) => toCondition(one ?? {})) };
  if (any) return { any: any.map((one) => toCondition(one ?? {})) };
  if (not) return { not: toCondition(not) };
  const operator = OPERATORS.find((one) => condition[one] !== undefined) ?? "isPresent";
  return { path, operator, value: (condition[operator] ?? null) as Comparison["value"] };
}

function toFailureRules(step: StepDocument): FailureRules {
  return {
    catch: toCatchRules(step.catch ?? []),
    onFailure: step.onFailure ?? DEFAULTS.onFailure,
    ...optional("compensation", toCompensation(step.compensation)),
    ...optional("fallback", toFallback(step.fallback)),
  };
}

function toFallback(document: StepDocument["fallback"]): Fallback | undefined {
  if (document === undefined) return undefined;
  const fallback: FallbackDocument = typeof document === "string" ? { name: document } : document;
  return {
    ...toTask(fallback, DEFAULTS.retry),
    ...toClaimCheck(fallback),
    catch: toCatchRules(fallback.catch ?? []),
    onFailure: fallback.onFailure ?? DEFAULTS.onFailure,
    ...optional("compensation", toCompensation(fallback.compensation)),
  };
}

function toCompensation(document: StepDocument["compensation"]): Compensation | undefined {
  if (document === undefined) return undefined;
  return toTask(
    typeof document === "string" ? { name: document } : document,
    DEFAULTS.compensationRetry,
  );
}

function toTask(task: CompensationDocument, retry: Retry): Task {
  return {
    name: task.name ?? "",
    ...optional("description", task.description?.trim()),
    timeoutSeconds: seconds(task.timeout) ?? DEFAULTS.timeoutSeconds,
    retry: toRetry(task.retry ?? {}, retry),
    ...optional("concurrency", task.concurrency),
    idempotency: toIdempotency(task.idempotency),
  };
}

function toIdempotency(document: StepDocument["idempotency"]): Task["idempotency"] {
  if (document === undefined) return DEFAULTS.idempotency;
  if (typeof document === "string") return document;
  const { key = "", window } = document;
  return { key, windowSeconds: seconds(window) ?? DEFAULTS.windowSeconds };
}

function toClaimCheck({ claimCheck }: Pick<StepDocument, "claimCheck">): Pick<Task, "claimCheck"> {
  return claimCheck ? { claimCheck } : {};
}

function toRetry(retry: RetryDocument, defaults: Retry): Retry {
  return {
    // A YAML or JSON `-0` is 0.
    maxAttempts: (retry.maxAttempts ?? defaults.maxAttempts) + 0,
    intervalSeconds: seconds(retry.interval) ?? defaults.intervalSeconds,
    backoffRate: retry.backoffRate ?? defaults.backoffRate,
    maxDelaySeconds: seconds(retry.maxDelay) ?? defaults.maxDelaySeconds,
    jitter: retry.jitter ?? defaults.jitter,
  };
}

function toCatchRules(rules: CatchDocument): CatchRule[] {
  return rules.map((rule) => ({
    errors: (rule?.errors ?? []).map((name) => name ?? ""),
    onFailure: rule?.onFailure ?? DEFAULTS.onFailure,
  }));
}

function seconds(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseDuration(duration);
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}
