import { deploymentOf } from "../../deployment/deployment.ts";
import { longestFunctionName } from "../../deployment/functions.ts";
import { hasFunction, isApproval } from "../../forms/traits.ts";
import { enumerated } from "../../messages/words.ts";
import { longestStackName } from "../../plan/deployed-names.ts";
import { runTests, scriptRunner, unchainRunner } from "../../plan/package-manager.ts";
import type { Plan, QueuePlan } from "../../plan/plan.ts";
import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { BEGIN } from "../../transports/queue/queue-functions.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import { camelCase, pascalCase } from "../../workflow/names.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { RoutedWorkflow } from "../../workflow/workflow.ts";
import { fold } from "../fold.ts";
import { markdown } from "../quote.ts";
import { endLines, limited } from "./ends-in-readme.ts";
import { about, rows } from "./failure-table.ts";
import { formLines } from "./form-lines.ts";
import { mermaid } from "./mermaid.ts";
import { runbookRows } from "./runbook.ts";
import { branchLines, tryLines } from "./try-lines.ts";

/** The data of the generated README; free text is escaped already. */
export interface ReadmeData {
  readonly name: string;
  readonly summary: string;
  readonly diagram: readonly string[];
  readonly rows: readonly string[];
  /** Rows about what an operator sees of each failure rule. */
  readonly runbook: readonly string[];
  /** Lines about the steps that are no functions. */
  readonly formLines: readonly string[];
  /** Lines about starting a workflow without its trigger, if it has one. */
  readonly byHand: readonly string[];
  /** Characters of the name of a stage for which there is room. */
  readonly longestStage: number;
  readonly run: string;
  /** The words before the arguments of a script. */
  readonly dashes: "" | " --";
  readonly test: string;
  readonly local: string;
  readonly deploy: string;
  /**
   * Tells that it is no part of an app that is deployed with it; else what adds it to one, and what that needs.
   */
  readonly deployedAlone: boolean;
  readonly addTo: string;
  readonly addLanguage: string;
  readonly addLines: readonly string[];
  readonly addNeeds: readonly string[];
  /** The beginning of the names of a part's resources, and the way to take it out of its app. */
  readonly prefix: string;
  readonly partRemoval: readonly string[];
  readonly partRemoveCommand: string;
  /** The words that run Unchain, which the project does not depend on. */
  readonly unchain: string;
  /** About the dead-letter queues that hold what no failure rule sends there; empty for none. */
  readonly otherDeadLetters: readonly string[];
  /** Tells that work that another delivery is doing is sent to its own queue again. */
  readonly putsBack: boolean;
  /**
   * The resources that stay when all is removed, and a paragraph about them where a stack is deleted; empty where
   * nothing stays.
   */
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
  /** The permissions that the commands need to look after the work. */
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

/** Returns what happens when each step fails, in words and as a picture. */
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

/** Returns the words about what is deployed, in the language of the target. */
function deployed(plan: Plan) {
  const { declaredIn, outputCommand, functionName, alarmName, commandsRead } = wordsOf(
    plan.workflow,
  );
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
