import { DEFAULTS } from "../defaults.ts";
import { formatDuration } from "../duration.ts";
import { formatExpectedDuration, formatRate } from "../expected.ts";
import type {
  CatchRule,
  ChoiceBranch,
  Condition,
  ExpectedStep,
  FailureRules,
  Fallback,
  Retry,
  Step,
  Task,
  TaskStep,
  Trigger,
  Workflow,
} from "../workflow.ts";
import {
  differing,
  entry,
  flowEntry,
  flowScalar,
  flowValue,
  indented,
  item,
  nested,
  scalar,
} from "./yaml-lines.ts";

/** A workflow as `workflow.yaml`: only what differs from the defaults. */
export function writeWorkflow(workflow: Workflow): string {
  const { infrastructure, queue, timeoutSeconds, expected } = workflow;
  const lines = [
    ...entry("name", workflow.name),
    ...entry("description", workflow.description),
    ...entry("transport", workflow.transport),
    ...entry("infrastructure", differing(infrastructure, DEFAULTS.infrastructure)),
    ...entry("as", workflow.as),
    ...(queue ? [`queue: { fifo: true, groupBy: ${scalar(queue.groupBy)} }`] : []),
    ...triggerLines(workflow.trigger),
    ...entry("timeout", timeoutSeconds && formatDuration(timeoutSeconds)),
    ...(expected ? [`expected: { rate: ${formatRate(expected.rate)} }`] : []),
    ...listed("steps", workflow.steps),
  ];
  return `${lines.join("\n")}\n`;
}

function triggerLines(trigger: Trigger | undefined): string[] {
  switch (trigger?.kind) {
    case undefined:
      return [];
    case "api":
      return ["trigger:", ...entry("api", `${trigger.method} ${trigger.path}`).map(indented)];
    case "schedule":
      return ["trigger:", ...entry("schedule", trigger.expression).map(indented)];
    case "event":
      return [
        "trigger:",
        indented("event:"),
        ...[...entry("source", trigger.source), ...entry("detailType", trigger.detailType)]
          .map(indented)
          .map(indented),
      ];
  }
}

/** The lines of one step, as they follow its dash. */
export function stepYaml(step: Step): string[] {
  const named = [...entry("name", step.name), ...entry("description", step.description)];
  switch (step.form) {
    case "task":
      return taskStepLines(step);
    case "wait":
      return [...named, ...entry("wait", formatDuration(step.seconds))];
    case "approval":
      return [
        ...named,
        `approval: { timeout: ${formatDuration(step.answerSeconds)} }`,
        ...routeLines(step),
      ];
    case "choice":
      return [...named, ...branchesUnder("choice", step.branches.map(branchLines))];
    case "parallel":
      return [
        ...named,
        ...branchesUnder(
          "parallel",
          step.branches.map(({ steps }) => listed("steps", steps)),
        ),
        ...routeLines(step),
      ];
    case "map":
      return [
        ...named,
        "map:",
        ...[
          ...entry("items", step.items),
          ...entry("maxConcurrency", step.maxConcurrency),
          ...listed("steps", step.steps),
        ].map(indented),
        ...routeLines(step),
      ];
  }
}

/** A workflow that is still being described may have none yet. */
const branchesUnder = (key: string, branches: readonly string[][]): string[] =>
  branches.length === 0 ? [`${key}: []`] : [`${key}:`, ...branches.flatMap(item)];

function listed(key: string, steps: readonly Step[]): string[] {
  return steps.length === 0
    ? [`${key}: []`]
    : [`${key}:`, ...steps.flatMap((step) => item(stepYaml(step)))];
}

function branchLines({ when, steps }: ChoiceBranch): string[] {
  return when === undefined
    ? listed("otherwise", steps)
    : [`when: ${conditionText(when)}`, ...listed("steps", steps)];
}

function conditionText(condition: Condition): string {
  const list = (conditions: readonly Condition[]) => conditions.map(conditionText).join(", ");
  if ("all" in condition) return `{ all: [${list(condition.all)}] }`;
  if ("any" in condition) return `{ any: [${list(condition.any)}] }`;
  if ("not" in condition) return `{ not: ${conditionText(condition.not)} }`;
  const { path, operator, value } = condition;
  return `{ path: ${flowScalar(path)}, ${operator}: ${flowValue(value)} }`;
}

function routeLines(step: FailureRules): string[] {
  return [
    ...failureLines(step),
    ...nested("fallback", step.fallback && fallbackLines(step.fallback)),
    ...nested("compensation", step.compensation && compensationLines(step.compensation)),
  ];
}

function taskStepLines(step: TaskStep): string[] {
  return [
    ...taskLines(step, DEFAULTS.retry),
    ...failureLines(step),
    ...nested("fallback", step.fallback && fallbackLines(step.fallback)),
    ...nested("compensation", step.compensation && compensationLines(step.compensation)),
    ...guardLines(step),
    ...expectedLines(step.expected),
  ];
}

function expectedLines({ durationMs, memoryMb }: ExpectedStep = {}): string[] {
  const lines = [
    ...(durationMs === undefined ? [] : [`duration: ${formatExpectedDuration(durationMs)}`]),
    ...entry("memory", memoryMb),
  ];
  return lines.length > 0 ? [`expected: { ${lines.join(", ")} }`] : [];
}

function fallbackLines(fallback: Fallback): string[] {
  return [
    ...taskLines(fallback, DEFAULTS.retry),
    ...failureLines(fallback),
    ...nested("compensation", fallback.compensation && compensationLines(fallback.compensation)),
    ...guardLines(fallback),
  ];
}

function compensationLines(compensation: Task): string[] {
  return [...taskLines(compensation, DEFAULTS.compensationRetry), ...guardLines(compensation)];
}

function taskLines(task: Task, retry: Retry): string[] {
  const timeout = differing(task.timeoutSeconds, DEFAULTS.timeoutSeconds);
  return [
    ...entry("name", task.name),
    ...entry("description", task.description),
    ...entry("timeout", timeout && formatDuration(timeout)),
    ...retryLines(task.retry, retry),
  ];
}

function retryLines(retry: Retry, defaults: Retry): string[] {
  const interval = differing(retry.intervalSeconds, defaults.intervalSeconds);
  const maxDelay = differing(retry.maxDelaySeconds, defaults.maxDelaySeconds);
  const lines = [
    ...entry("maxAttempts", differing(retry.maxAttempts, defaults.maxAttempts)),
    ...entry("interval", interval && formatDuration(interval)),
    ...entry("backoffRate", differing(retry.backoffRate, defaults.backoffRate)),
    ...entry("maxDelay", maxDelay && formatDuration(maxDelay)),
    ...entry("jitter", differing(retry.jitter, defaults.jitter)),
  ];
  if (lines.length === 0) return [];
  return lines.length > 2 ? ["retry:", ...lines.map(indented)] : [`retry: { ${lines.join(", ")} }`];
}

function failureLines(task: FailureRules | Fallback): string[] {
  const rules = task.catch.flatMap((rule: CatchRule) =>
    item([
      `errors: [${rule.errors.map(scalar).join(", ")}]`,
      ...entry("onFailure", rule.onFailure),
    ]),
  );
  return [
    ...(rules.length > 0 ? ["catch:", ...rules] : []),
    ...entry("onFailure", differing(task.onFailure, DEFAULTS.onFailure)),
  ];
}

function guardLines(task: Task): string[] {
  return [
    ...entry("concurrency", task.concurrency),
    ...idempotencyLines(task),
    ...(task.claimCheck ? ["claimCheck: true"] : []),
  ];
}

function idempotencyLines({ idempotency }: Task): string[] {
  if (typeof idempotency === "string") {
    return idempotency === DEFAULTS.idempotency ? [] : entry("idempotency", idempotency);
  }
  const window = differing(idempotency.windowSeconds, DEFAULTS.windowSeconds);
  const lines = [
    ...flowEntry("key", idempotency.key),
    ...entry("window", window && formatDuration(window)),
  ];
  return [`idempotency: { ${lines.join(", ")} }`];
}
