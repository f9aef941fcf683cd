import { isApproval } from "../plan/approval.ts";
import {
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failing,
  type ForwardTask,
  failing,
  isForwardTask,
} from "../plan/compensation-order.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { longestDelays, SHOWN_RETRIES } from "../plan/retry-delays.ts";
import { handlerOf } from "../plan/trace.ts";
import { formatDuration } from "../workflow/duration.ts";
import { keyOf } from "../workflow/idempotency.ts";
import { allSteps, hasFunction } from "../workflow/traversal.ts";
import type {
  CatchRule,
  CompositeStep,
  OnFailure,
  Retry,
  RoutedWorkflow,
  Task,
} from "../workflow/workflow.ts";
import { formLines } from "./form-lines.ts";
import { mermaid } from "./mermaid.ts";
import { markdown } from "./quote.ts";
import { runbookRows } from "./runbook.ts";

/**
 * Receives below which AWS warns that throttling may use them up ("Configuring a queue to use as an
 * event source", AWS Lambda Developer Guide).
 */
const ADVISED_RECEIVES = 5;

/** What the generated README mentions; free text is escaped already. */
export interface ReadmeData {
  readonly name: string;
  readonly summary: string;
  readonly diagram: readonly string[];
  readonly rows: readonly string[];
  /** What an operator sees of each failure rule. */
  readonly runbook: readonly string[];
  /** What the steps do that are no functions. */
  readonly formLines: readonly string[];
  readonly run: string;
  readonly test: string;
  readonly local: string;
  readonly deploy: string;
  /** What runs Unchain, which the project does not depend on. */
  readonly unchain: string;
  /** Steps that are received less often than AWS advises; empty where there are none. */
  readonly fewReceives: string;
  readonly hasRedrive: boolean;
  readonly hasCompensation: boolean;
  readonly exampleStep: string;
  readonly exampleFailure: string;
  readonly limited: string;
  readonly natural: string;
  /** A step that asks for an approval, and the commands that answer it. */
  readonly exampleApproval: string;
  readonly approveCommand: string;
  readonly rejectCommand: string;
  /** Steps whose results are kept in S3; empty where there are none. */
  readonly claimChecked: string;
  /** A line for each step that is done once for all workflows with the same key. */
  readonly shared: readonly string[];
}

/** How each package manager runs a package that is not installed. */
const RUN_PACKAGE = {
  npm: "npx",
  pnpm: "pnpm dlx",
  yarn: "yarn dlx",
  bun: "bunx",
} as const satisfies Record<PackageManager, string>;

/** What happens when each step fails, in words and as a picture. */
export function readmeData(plan: Plan): ReadmeData {
  const { workflow, packageManager, steps } = plan;
  const run = packageManager === "npm" ? "npm run" : `${packageManager} run`;
  const approvals = allSteps(workflow).filter(isApproval);
  const functions = allSteps(workflow).filter(hasFunction);
  const names = functions.map(({ name }) => name);
  return {
    name: workflow.name,
    summary: markdown(workflow.description ?? ""),
    diagram: mermaid(workflow),
    rows: rows(plan),
    runbook: runbookRows(plan),
    formLines: formLines(workflow),
    run,
    test: packageManager === "bun" ? "bun run test" : `${packageManager} test`,
    deploy: packageManager === "npm" ? "npm run deploy --" : `${run} deploy`,
    unchain: `${RUN_PACKAGE[packageManager]} create-unchain@latest`,
    local: packageManager === "npm" ? "npm run local --" : `${run} local`,
    fewReceives:
      plan.transport === "queue"
        ? listed(
            steps.flatMap(({ task }) =>
              1 + task.retry.maxAttempts < ADVISED_RECEIVES ? [task.name] : [],
            ),
          )
        : "",
    exampleApproval: approvals[0]?.name ?? "",
    approveCommand: packageManager === "npm" ? "npm run approve --" : `${run} approve`,
    rejectCommand: packageManager === "npm" ? "npm run reject --" : `${run} reject`,
    hasRedrive: functions.some(({ onFailure }) => onFailure === "fail"),
    hasCompensation: steps.some(({ role }) => role === "compensation"),
    exampleStep: names[0] ?? "",
    exampleFailure: names.at(-1) ?? "",
    natural: listed(
      steps.flatMap(({ task, answerSeconds }) =>
        task.idempotency === "natural" && answerSeconds === undefined ? [task.name] : [],
      ),
    ),
    claimChecked: listed(steps.flatMap(({ task }) => (task.claimCheck ? [task.name] : []))),
    shared: steps.flatMap(({ task }) => {
      const key = keyOf(task);
      if (!key) return [];
      return [`\`${task.name}\`: \`${key.key}\`, within ${duration(key.windowSeconds)}`];
    }),
    limited: listed(
      steps.flatMap(({ task }) => (task.concurrency === undefined ? [] : [task.name])),
    ),
  };
}

/** A row for whatever can fail, in the order in which it is tried or joined. */
function rows({ workflow, steps }: Plan): string[] {
  return failing(workflow).flatMap((one) => {
    const own = steps.filter(({ task }) => task === one || task === one.compensation);
    return [
      ...(isForwardTask(one) ? [] : [cells(one.name, "", "", joinFailure(workflow, one))]),
      ...own.map((step) => row(workflow, step)),
    ];
  });
}

function row(workflow: RoutedWorkflow, step: PlannedStep): string {
  const { task } = step;
  return cells(
    task.name,
    duration(task.timeoutSeconds),
    retries(task.retry),
    forGood(workflow, step),
  );
}

function cells(name: string, ...others: readonly string[]): string {
  return `| ${[`\`${name}\``, ...others].join(" | ")} |`;
}

/** What follows when a branch or an item has failed. */
function joinFailure(workflow: RoutedWorkflow, step: CompositeStep): string {
  const part = step.form === "map" ? "an item" : "a branch";
  return `When ${part} has failed, and the others have come to rest: ${routes(workflow, step)}`;
}

/** `3 times, up to 2 s, 4 s, 8 s apart`. */
function retries(retry: Retry): string {
  const { maxAttempts, maxDelaySeconds, jitter } = retry;
  if (maxAttempts === 0) return "never";
  const shown = longestDelays(retry).map(duration).join(", ");
  const rest = maxAttempts > SHOWN_RETRIES ? `, …, ${duration(maxDelaySeconds)}` : "";
  const times = maxAttempts === 1 ? "once" : `${maxAttempts} times`;
  const apart = maxAttempts === 1 ? "later" : "apart";
  return `${times}, ${jitter === "full" ? "up to " : ""}${shown}${rest} ${apart}`;
}

function forGood(workflow: RoutedWorkflow, { task, role, of }: PlannedStep): string {
  if (role === "compensation") {
    return `Undoes \`${of}\`. Where it fails, a person must look`;
  }
  const forward = task as Task & ForwardTask;
  const text = routes(workflow, forward);
  const place = role === "fallback" ? `runs in the place of \`${of}\`; ${text}` : text;
  return place.charAt(0).toUpperCase() + place.slice(1);
}

function routes(workflow: RoutedWorkflow, one: Failing): string {
  const otherwise = consequence(workflow, one, one.onFailure, undefined);
  const different = one.catch.filter((rule) => rule.onFailure !== one.onFailure);
  const alike = one.catch.filter((rule) => rule.onFailure === one.onFailure);
  return [
    ...different.map(
      (rule) => `${named([rule])}: ${consequence(workflow, one, rule.onFailure, rule.errors[0])}`,
    ),
    different.length > 0 ? `otherwise: ${otherwise}` : otherwise,
    ...(alike.length > 0 ? [`at once on ${named(alike)}`] : []),
  ].join("; ");
}

function named(rules: readonly CatchRule[]): string {
  return listed(rules.flatMap(({ errors }) => errors));
}

function consequence(
  workflow: RoutedWorkflow,
  task: Failing,
  onFailure: OnFailure,
  error: string | undefined,
): string {
  const handler = handlerOf(error, compositesAround(workflow, task));
  switch (onFailure) {
    case "fail":
      if (handler) return `what follows is up to \`${handler.name}\``;
      if (workflow.transport === "queue") {
        return `the work waits in \`${task.name}-dlq\` and can be redriven`;
      }
      return task.onFailure === "fail"
        ? "the execution fails and can be redriven"
        : "the execution fails; mend the cause and start it again under another name";
    case "compensate": {
      const chain = compensationsIn(compensationsFrom(workflow, task)).map(
        ({ compensation, ifTried }) =>
          ifTried === undefined
            ? `\`${compensation}\``
            : `\`${compensation}\` if \`${ifTried}\` ran`,
      );
      return `${chain.join(", then ")}; the workflow ends as compensated`;
    }
    case "continue":
      return `the error is noted under \`errors\`, the workflow goes on`;
    case "fallback":
      return `\`${"fallback" in task ? task.fallback?.name : ""}\` runs in its place`;
  }
}

/** `90` as `90 s`, `3600` as `1 h`. */
function duration(seconds: number): string {
  if (!Number.isInteger(seconds)) return `${Math.round(seconds * 100) / 100} s`;
  return formatDuration(seconds).replace(/([a-z])$/, (unit) => ` ${unit === "m" ? "min" : unit}`);
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
