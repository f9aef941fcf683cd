import { deploymentOf } from "../../deployment/deployment.ts";
import { hasFunction, isApproval } from "../../forms/traits.ts";
import { compact } from "../../lists.ts";
import { enumerated } from "../../messages/words.ts";
import { longestFunctionName, longestStackName } from "../../plan/deployed-names.ts";
import { runTests, scriptRunner, unchainRunner } from "../../plan/package-manager.ts";
import type { Plan } from "../../plan/plan.ts";
import { markdown } from "../../quote.ts";
import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { transportOf } from "../../transports/registry.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import { camelCase, pascalCase } from "../../workflow/letter-case.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { fold } from "../fold.ts";
import { endLines } from "./ends-in-readme.ts";
import { rows } from "./failure-table.ts";
import { formLines } from "./form-lines.ts";
import { about } from "./in-markdown.ts";
import { mermaid } from "./mermaid.ts";
import { runbookRows } from "./runbook.ts";
import { branchLines, tryLines } from "./try-lines.ts";

/** Returns what adds the project to an app of which it is a part, and takes it out again. */
function partData({ name, infrastructure, as }: WorkflowWithTransport) {
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

/**
 * Returns what the README and the runbook say: what happens when each step fails, in words and as a picture. Free text
 * is escaped; what is about steps of one kind is empty where there are none.
 */
export function readmeData(plan: Plan) {
  const { workflow, packageManager, steps } = plan;
  const run = scriptRunner(packageManager);
  /** The words before the arguments of a script. */
  const dashes = packageManager === "npm" ? " --" : "";
  const local = `${run} local${dashes}`;
  const approvals = allSteps(workflow).filter(isApproval);
  const functions = allSteps(workflow).filter(hasFunction);
  const names = functions.map(({ name }) => name);
  return {
    name: workflow.name,
    /** Characters of the name of a stage for which there is room. */
    longestStage: Math.max(0, longestStackName(plan) - workflow.name.length - 1),
    summary: markdown(workflow.description ?? ""),
    diagram: mermaid(workflow),
    rows: rows(plan),
    runbook: runbookRows(plan),
    formLines: formLines(workflow),
    byHand: byHand(plan),
    run,
    dashes,
    test: runTests(packageManager),
    deploy: `${run} deploy${dashes}`,
    ...partData(workflow),
    unchain: unchainRunner(packageManager),
    local,
    ...removal(plan),
    ...deployed(plan),
    exampleApproval: approvals[0]?.name ?? "",
    approveCommand: `${run} approve${dashes}`,
    rejectCommand: `${run} reject${dashes}`,
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
      (names) => `- Declared as safe to repeat, so a second delivery runs them again: ${names}.`,
    ),
    claimChecked: about(
      plan,
      ({ task }) => task.claimCheck === true,
      (names) =>
        `- The result of ${names} is stored in S3 for ${plan.claimCheckDays} days, and a reference is passed on.`,
    ),
    shared: steps.flatMap(({ task }) => {
      const key = keyOf(task);
      if (!key) return [];
      return [`\`${task.name}\`: \`${key.key}\`, within ${spacedDuration(key.windowSeconds)}`];
    }),
    limited: transportOf(plan).readme.limited(plan),
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

/** Returns what stays when all is removed, and a paragraph about that. */
function removal({ guarded, claimCheckDays, workflow }: Plan) {
  const { trigger } = workflow;
  const { hasDeadLetters } = transportOf(workflow);
  const remove = wordsOf(workflow).removeCommand("$stack");
  const keepsQueues = hasDeadLetters || (trigger !== undefined && trigger.kind !== "api");
  const kept = compact([
    keepsQueues && "the queues with the work in them",
    guarded && "the idempotency table",
    claimCheckDays !== undefined && "the bucket of results",
  ]);
  const ofSteps = hasDeadLetters ? ", and so do those of a removed step" : "";
  const again = keepsQueues
    ? " While a queue exists, no other with its name can be deployed: check its content, then delete it."
    : "";
  const verb = keepsQueues || kept.length > 1 ? "stay" : "stays";
  const text = `${sentence(enumerated(kept))} ${verb} when the stack is deleted (\`${remove}\`)${ofSteps}.${again} To list what remains after a deletion, and delete it:`;
  return {
    kept: enumerated(kept),
    removal: kept.length > 0 ? fold(text) : [],
    removeCommand: remove,
    keepsQueues,
    keepsTable: guarded,
  };
}

function byHand(plan: Plan): string[] {
  const { trigger } = plan.workflow;
  const begin = trigger?.kind === "api" ? "Without the API, " : "By hand, ";
  const text = transportOf(plan).readme.byHand(plan);
  return fold(trigger ? `${begin}${text}` : sentence(text));
}
