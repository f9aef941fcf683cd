import { deploymentOf } from "../deployment/deployment.ts";
import { longestFunctionName } from "../deployment/function-names.ts";
import { isApproval } from "../plan/approval.ts";
import {
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failable,
  type ForwardTask,
  failableSteps,
  isForwardTask,
} from "../plan/compensation-order.ts";
import { longestStackName } from "../plan/deployed-names.ts";
import { handlerOf, routeFor } from "../plan/failure-route.ts";
import { enumerated, times } from "../plan/in-words.ts";
import { outcomesOf } from "../plan/outcomes.ts";
import { runTests, scriptRunner, unchainRunner } from "../plan/package-manager.ts";
import type { Plan, PlannedStep, QueuePlan, StateMachinePlan } from "../plan/plan.ts";
import { BEGIN, deadLetterQueue } from "../plan/queue-functions.ts";
import { longestDelays, SHOWN_RETRIES } from "../plan/retry-delays.ts";
import { descriptions, wordsOf } from "../targets/descriptions.ts";
import { DEFAULTS } from "../workflow/defaults.ts";
import { sentence } from "../workflow/finding.ts";
import { keyOf } from "../workflow/idempotency.ts";
import { camelCase, pascalCase } from "../workflow/names.ts";
import { allSteps, hasFunction } from "../workflow/traversal.ts";
import type {
  CatchRule,
  CompositeStep,
  OnFailure,
  Retry,
  RoutedWorkflow,
  Task,
} from "../workflow/workflow.ts";
import { fold } from "./fold.ts";
import { formLines } from "./form-lines.ts";
import { mermaid } from "./mermaid.ts";
import { markdown } from "./quote.ts";
import { runbookRows } from "./runbook.ts";
import { spacedDuration } from "./spaced-duration.ts";
import { branchLines, tryLines } from "./try-lines.ts";

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
  /** How a workflow is started without its trigger, if it has one. */
  readonly byHand: readonly string[];
  /** Characters of the name of a stage for which there is room. */
  readonly longestStage: number;
  readonly run: string;
  /** What goes before the arguments of a script. */
  readonly dashes: "" | " --";
  readonly test: string;
  readonly local: string;
  readonly deploy: string;
  /** Whether it is no part of an app that is deployed with it; else what adds it to one, and what that needs. */
  readonly deployedAlone: boolean;
  readonly addTo: string;
  readonly addLanguage: string;
  readonly addLines: readonly string[];
  readonly addNeeds: readonly string[];
  /** What the names of a part's resources begin with, and how it is taken out of its app. */
  readonly prefix: string;
  readonly partRemoval: readonly string[];
  readonly partRemoveCommand: string;
  /** What runs Unchain, which the project does not depend on. */
  readonly unchain: string;
  /** About the dead-letter queues that hold what no failure rule sends there; empty for none. */
  readonly otherDeadLetters: readonly string[];
  /** Whether work that another delivery is doing is sent to its own queue again. */
  readonly putsBack: boolean;
  /** What stays when all is removed, and a paragraph about it where a stack is deleted; empty where nothing does. */
  readonly kept: string;
  readonly removal: readonly string[];
  /** Removes all that is deployed: a command, or one in each line. */
  readonly removeCommand: string;
  /** The file or folder in which what is deployed is declared. */
  readonly declaredIn: string;
  /** Commands that print what was deployed, each with the indentation of its place. */
  readonly apiUrl: string;
  readonly stateMachineArn: string;
  readonly startQueueUrl: string;
  readonly startFunction: string;
  readonly startErrorsAlarm: string;
  /** What the commands that look after the work read. */
  readonly commandsRead: string;
  readonly keepsQueues: boolean;
  readonly keepsTable: boolean;
  /** About how ends are counted, and which raise an alarm. */
  readonly endLines: readonly string[];
  readonly hasCompensation: boolean;
  readonly exampleStep: string;
  readonly exampleName: string;
  /** Its logical id. */
  readonly exampleFunction: string;
  /** Commands that show the rules, and those for the branches that the example does not lead to. */
  readonly tryLines: readonly string[];
  readonly branchLines: readonly string[];
  /** About the steps of which only some run at once; empty where there are none. */
  readonly limited: readonly string[];
  /** About the steps that are safe to repeat as they are; empty where there are none. */
  readonly natural: readonly string[];
  /** A step that asks for an approval, and the commands that answer it. */
  readonly exampleApproval: string;
  readonly approveCommand: string;
  readonly rejectCommand: string;
  /** About the steps whose results are kept in S3; empty where there are none. */
  readonly claimChecked: readonly string[];
  /** A line for each step that is done once for all workflows with the same key. */
  readonly shared: readonly string[];
}

function partData({ name, infrastructure, as }: RoutedWorkflow) {
  const { part } = descriptions[infrastructure];
  return {
    deployedAlone: as === undefined,
    addTo: part?.of ?? "",
    addLanguage: part?.language ?? "",
    addLines: part?.linesToAdd(name, `../${name}`) ?? [],
    addNeeds: part ? fold(part.needs) : [],
    prefix: part?.prefix(name) ?? name,
    partRemoval: part ? fold(part.removal) : [],
    partRemoveCommand: part?.removeCommand(name) ?? "",
  };
}

/** What happens when each step fails, in words and as a picture. */
export function readmeData(plan: Plan): ReadmeData {
  const { workflow, packageManager, steps } = plan;
  const run = scriptRunner(packageManager);
  const local = packageManager === "npm" ? "npm run local --" : `${run} local`;
  const approvals = allSteps(workflow).filter(isApproval);
  const functions = allSteps(workflow).filter(hasFunction);
  const names = functions.map(({ name }) => name);
  return {
    name: workflow.name,
    longestStage: Math.max(0, longestStackName(plan) - workflow.name.length - 1),
    summary: markdown(workflow.description ?? ""),
    diagram: mermaid(workflow),
    rows: rows(plan),
    runbook: runbookRows(plan),
    formLines: formLines(workflow),
    byHand: byHand(plan),
    run,
    dashes: packageManager === "npm" ? " --" : "",
    test: runTests(packageManager),
    deploy: packageManager === "npm" ? "npm run deploy --" : `${run} deploy`,
    ...partData(workflow),
    unchain: unchainRunner(packageManager),
    local,
    otherDeadLetters: plan.transport === "queue" ? otherDeadLetters(plan) : [],
    putsBack:
      plan.transport === "queue" &&
      plan.functions.steps.some(({ task, sendsTo }) => sendsTo.includes(task.name)),
    ...removal(plan),
    ...deployed(plan),
    exampleApproval: approvals[0]?.name ?? "",
    approveCommand: packageManager === "npm" ? "npm run approve --" : `${run} approve`,
    rejectCommand: packageManager === "npm" ? "npm run reject --" : `${run} reject`,
    endLines: endLines(plan),
    hasCompensation: steps.some(({ role }) => role === "compensation"),
    exampleStep: names[0] ?? "",
    exampleName: camelCase(names[0] ?? ""),
    exampleFunction: `${pascalCase(names[0] ?? "")}Function`,
    tryLines: tryLines(plan, local),
    branchLines: branchLines(plan, local),
    natural: about(
      plan,
      ({ task, answerSeconds }) => task.idempotency === "natural" && answerSeconds === undefined,
      (names) =>
        `- Safe to repeat, so that nothing keeps a second delivery from running it again: ${names}.`,
    ),
    claimChecked: about(
      plan,
      ({ task }) => task.claimCheck === true,
      (names) =>
        `- The result of ${names} is kept in S3 for ${plan.claimCheckDays} days, and a reference passed on.`,
    ),
    shared: steps.flatMap(({ task }) => {
      const key = keyOf(task);
      if (!key) return [];
      return [`\`${task.name}\`: \`${key.key}\`, within ${spacedDuration(key.windowSeconds)}`];
    }),
    limited: limited(plan),
  };
}

function limited(plan: Plan): string[] {
  const isLimited = ({ task }: PlannedStep) => task.concurrency !== undefined;
  if (plan.transport === "state-machine") {
    return about(
      plan,
      isLimited,
      (names) =>
        `Reserved concurrency limits ${names}. What exceeds it is throttled and waits its turn; the account needs as much unreserved concurrency left as Lambda asks for, which a new account, with 10 in all, has not.`,
    );
  }
  const most = `A step takes at most ${DEFAULTS.queueConcurrency} messages at once (\`MaximumConcurrency\` of its event source mapping), as many as a new account lets run; \`concurrency\` in \`workflow.yaml\` says otherwise`;
  const counted =
    "Work that Lambda throttles waits its turn: what counts as a try is what a function has begun.";
  const own = about(plan, isLimited, (names) => `${most}, as it does for ${names}. ${counted}`);
  return own.length > 0 ? own : fold(`${most}. ${counted}`);
}

/** Paragraphs about how ends are counted, and which raise an alarm. */
function endLines(plan: Plan): string[] {
  const { compensated, failed, compensationFailed } = outcomesOf(plan);
  const { alarmName, shareSetting } = wordsOf(plan.workflow);
  const alarm = (name: string) => `\`${alarmName(name)}\``;
  const ends = [
    "`Succeeded`",
    ...(compensated ? ["`Compensated`"] : []),
    ...(failed ? ["`Failed`"] : []),
    ...(compensationFailed ? ["`CompensationFailed`"] : []),
  ];
  const alarmed = failed || compensationFailed ? "The failures raise an alarm at once. " : "";
  const paragraphs = [
    ...(plan.transport === "queue"
      ? [
          `How workflows end is counted in the namespace of the stack: ${enumerated(ends)}. ${alarmed}What is redriven counts again when it ends. Lines of the log are what counts, so leave its level at \`INFO\` or below. What SQS itself has moved, because no function could take it, has no such line: there the alarm of its dead-letter queue tells.`,
        ]
      : []),
    ...(plan.transport === "state-machine" && compensated
      ? [
          `For Step Functions an execution that is compensated has succeeded: it ends in \`Compensated\`, and its output has the error under \`failure\`. What it counts as failed needs a person, and ${alarm("executions-failed")} goes off at once, whatever becomes of logs.`,
        ]
      : []),
    ...(plan.transport === "state-machine" && compensationFailed
      ? [
          `A workflow that is half undone is such a failed execution. Step Functions does not say which state failed; each compensation has an alarm that does, which goes off when its function and an execution failed within the same 15 minutes. The execution's history is what is certain.`,
        ]
      : []),
    ...(plan.transport === "state-machine"
      ? [
          `${alarm("executions-aborted")} goes off when somebody stops an execution: nothing of it is undone then, and it can be redriven.`,
          timeoutLine(plan),
        ]
      : []),
    ...(plan.guarded || plan.forms.approvals
      ? [
          "Steps cannot run without their table: it has alarms for when DynamoDB throttles it (`ThrottledRequests`) and for errors of DynamoDB (`SystemErrors`).",
        ]
      : []),
    ...(compensated
      ? [
          `One compensated workflow is business, such as a declined card; many are an outage. ${alarm("compensated")} goes off when more than half of the workflows that ended within 15 minutes were compensated, and at least five ended. ${shareSetting}`,
        ]
      : []),
  ];
  return paragraphs.flatMap((text) => [...fold(text), ""]);
}

function timeoutLine({ workflow, definition }: StateMachinePlan): string {
  const { timeoutSeconds } = workflow;
  const rule =
    timeoutSeconds === undefined
      ? "more than its steps take with all of their retries, waits and turns; `timeout` in `workflow.yaml` says otherwise"
      : "by the `timeout` in `workflow.yaml`";
  return `A workflow may take ${spacedDuration(definition.TimeoutSeconds)} as a whole, ${rule}. Then Step Functions ends it, nothing more of it is done or undone, and \`${wordsOf(workflow).alarmName("executions-timed-out")}\` goes off. Redriven, it goes on where it was and has as long again.`;
}

/** What is deployed, in the words of what deploys it. */
function deployed(plan: Plan) {
  const { workflow } = plan;
  const { declaredIn, functionName, alarmName, commandsRead, ...words } = wordsOf(workflow);
  const ofPart = workflow.as && descriptions[workflow.infrastructure].part?.outputCommand;
  const outputCommand = (output: string) =>
    ofPart ? ofPart(workflow.name, output) : words.outputCommand(output);
  return {
    declaredIn,
    apiUrl: outputCommand("ApiUrl").join("\n"),
    stateMachineArn: outputCommand("StateMachineArn").join("\n  "),
    startQueueUrl: outputCommand("StartQueueUrl").join("\n  "),
    startFunction: functionName("start", longestFunctionName(plan, deploymentOf(plan))).join(
      "\n  ",
    ),
    startErrorsAlarm: alarmName("start-function-errors"),
    commandsRead,
  };
}

function removal({
  transport,
  guarded,
  claimCheckDays,
  workflow,
}: Plan): Pick<ReadmeData, "kept" | "removal" | "removeCommand" | "keepsQueues" | "keepsTable"> {
  const { trigger } = workflow;
  const remove = wordsOf(workflow).removeCommand("$stack");
  const keepsQueues = transport === "queue" || (trigger !== undefined && trigger.kind !== "api");
  const kept = [
    ...(keepsQueues ? ["the queues with the work in them"] : []),
    ...(guarded ? ["the table of what was done"] : []),
    ...(claimCheckDays === undefined ? [] : ["the bucket of results"]),
  ];
  const ofSteps = transport === "queue" ? ", and so do those of a step that is taken out" : "";
  const again = keepsQueues
    ? " While a queue is there, none of its name can be deployed again: look into it, then delete it."
    : "";
  const verb = keepsQueues || kept.length > 1 ? "stay" : "stays";
  const text = `${sentence(enumerated(kept))} ${verb} when the stack is deleted (\`${remove}\`)${ofSteps}.${again} What a deletion has left:`;
  return {
    kept: enumerated(kept),
    removal: kept.length > 0 ? fold(text) : [],
    removeCommand: remove,
    keepsQueues,
    keepsTable: guarded,
  };
}

function otherDeadLetters({ functions: { begin } }: QueuePlan): string[] {
  if (!begin) return [];
  const text = `The dead-letter queue of \`${BEGIN}\` holds what could not be led to its first step: the log says why. Send it back in the same way.`;
  return fold(text);
}

function byHand({ transport, workflow: { trigger, queue } }: Plan): string[] {
  const begin = trigger?.kind === "api" ? "Without the API, " : "By hand, ";
  const text =
    transport === "state-machine"
      ? "start an execution. Its name is the id of the workflow: the same name and input do not start it twice."
      : queue
        ? `send a message with an id of your own, in the group of its \`${queue.groupBy}\`: whatever is sent twice with the same id within five minutes is delivered once, whatever arrives twice has its effect once.`
        : "send a message with an id of your own: whatever arrives twice with the same id has its effect once.";
  return fold(trigger ? `${begin}${text}` : sentence(text));
}

/** A row for whatever can fail, in the order in which it is tried or joined. */
function rows({ workflow, steps }: Plan): string[] {
  return failableSteps(workflow).flatMap((one) => {
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
    spacedDuration(task.timeoutSeconds),
    retries(task.retry),
    forGood(workflow, step),
  );
}

function cells(name: string, ...others: readonly string[]): string {
  return `| ${[`\`${name}\``, ...others].join(" | ")} |`;
}

/**
 * Says what follows when a branch or an item has failed. The others come to rest first, unless no
 * rule does anything about the error: then Step Functions stops them.
 */
function joinFailure(workflow: RoutedWorkflow, step: CompositeStep): string {
  const part = step.form === "map" ? "an item" : "a branch";
  const errors = [undefined, ...step.catch.flatMap((rule) => rule.errors)];
  const isStopping = (error: string | undefined) => isUnhandled(workflow, step, error);
  if (errors.every(isStopping)) return `When ${part} has failed, ${routes(workflow, step)}`;
  if (errors.some(isStopping))
    return `When ${part} has failed:<br>${routes(workflow, step, AT_REST)}`;
  const then = routes(workflow, step);
  const begin = then.includes("<br>") ? "<br>" : " ";
  return `When ${part} has failed, and the others have come to rest:${begin}${then}`;
}

const AT_REST = "once the others have come to rest, ";

/** Whether an error of a step ends the execution at once. */
function isUnhandled(workflow: RoutedWorkflow, one: Failable, error: string | undefined): boolean {
  const around = compositesAround(workflow, one);
  return routeFor(one, error) === "fail" && handlerOf(error, around) === undefined;
}

/** `3 times, up to 2 s, 4 s, 8 s apart`. */
function retries(retry: Retry): string {
  const { maxAttempts, maxDelaySeconds, jitter } = retry;
  if (maxAttempts === 0) return "never";
  const shown = longestDelays(retry).map(spacedDuration).join(", ");
  const rest = maxAttempts > SHOWN_RETRIES ? `, …, ${spacedDuration(maxDelaySeconds)}` : "";
  const apart = maxAttempts === 1 ? "later" : "apart";
  return `${times(maxAttempts)}, ${jitter === "full" ? "up to " : ""}${shown}${rest} ${apart}`;
}

function forGood(workflow: RoutedWorkflow, { task, role, of }: PlannedStep): string {
  if (role === "compensation") {
    return `Undoes \`${of}\`. Where it fails, a person must look`;
  }
  const forward = task as Task & ForwardTask;
  const text = routes(workflow, forward);
  const own = sentence(text);
  return role === "fallback" ? `Runs in the place of \`${of}\`.<br>${own}` : own;
}

/** @param atRest what is said before each consequence of a failure that does not end the execution at once */
function routes(workflow: RoutedWorkflow, one: Failable, atRest = ""): string {
  const then = (onFailure: OnFailure, error?: string) =>
    (isUnhandled(workflow, one, error) ? "" : atRest) +
    consequence(workflow, one, onFailure, error);
  const otherwise = then(one.onFailure);
  const different = one.catch.filter((rule) => rule.onFailure !== one.onFailure);
  const alike = one.catch.filter((rule) => rule.onFailure === one.onFailure);
  return [
    ...different.map((rule) => `${named([rule])}: ${then(rule.onFailure, rule.errors[0])}`),
    different.length > 0 ? `otherwise: ${otherwise}` : otherwise,
    ...(alike.length > 0 ? [`at once on ${named(alike)}`] : []),
  ].join("<br>");
}

function named(rules: readonly CatchRule[]): string {
  return listed(rules.flatMap(({ errors }) => errors));
}

function consequence(
  workflow: RoutedWorkflow,
  task: Failable,
  onFailure: OnFailure,
  error: string | undefined,
): string {
  const handler = handlerOf(error, compositesAround(workflow, task));
  switch (onFailure) {
    case "fail":
      if (handler) return `what follows is up to \`${handler.name}\``;
      if (workflow.transport === "queue") {
        return `the work waits in \`${deadLetterQueue(task.name)}\` and can be redriven`;
      }
      return `${isForwardTask(task) ? "" : "the others are stopped at once, and "}${
        task.onFailure === "fail"
          ? "the execution fails and can be redriven"
          : "the execution fails; mend the cause and start it again under another name"
      }`;
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

function listed(names: readonly string[]): string {
  return names.map(inCode).join(", ");
}

const inCode = (name: string) => `\`${name}\``;

/** A sentence about the steps that something is true of, folded; nothing where there are none. */
function about(
  { steps }: Plan,
  isTrueOf: (step: PlannedStep) => boolean,
  said: (names: string) => string,
): string[] {
  const names = steps.filter(isTrueOf).map(({ task }) => inCode(task.name));
  return names.length === 0 ? [] : fold(said(enumerated(names)));
}
