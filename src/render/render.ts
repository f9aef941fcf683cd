import { deploymentOf } from "../deployment/deployment.ts";
import type { Deployment } from "../deployment/model.ts";
import { ownTimelineSvg } from "../explain/page/timeline-svg.ts";
import type { Plan, PlannedStep, StateMachinePlan } from "../plan/plan.ts";
import { versions } from "../plan/versions.ts";
import { descriptions } from "../targets/descriptions.ts";
import { targetOf } from "../targets/registry.ts";
import type { Target } from "../targets/target.ts";
import { keepsItems } from "../transports/state-machine/state-fields.ts";
import { camelCase } from "../workflow/names.ts";
import { exampleInput, spacedJson } from "./code/example-input.ts";
import { importOrder } from "./code/import-order.ts";
import { isOrdered, orderData } from "./code/order.ts";
import { stateTypes, sureErrorLines, sureResultLines } from "./code/state-types.ts";
import { triggerData, triggerFolders } from "./code/trigger.ts";
import { deployedData } from "./deployed-data.ts";
import { failureRulesData } from "./failure-rules/failure-rules.ts";
import { projectPath } from "./handlebars.ts";
import { fitItems, fitLists, fitLiteral } from "./layout.ts";
import { packageJson } from "./package-json.ts";
import { packageManagerData, packageManagerFolders } from "./package-manager.ts";
import { posixString } from "./quote.ts";
import { itemLimits } from "./readme/item-limits.ts";
import { readmeData } from "./readme/readme.ts";
import { stepData } from "./step-data.ts";
import { templatesUnder } from "./templates.ts";
import { type Owner, PICTURE_PATH, type Tree, type TreeFile } from "./tree.ts";

/** The folder of a target with the parts of the README that are in its words. */
const README_PARTS = "_readme";

/**
 * Renders the whole project.
 *
 * @param workflowText the `workflow.yaml` of the project, word for word
 */
export function renderProject(plan: Plan, workflowText: string): Tree {
  const deployment = deploymentOf(plan);
  const target = targetOf(plan.workflow.infrastructure);
  const data = withParts(plan, projectData(plan, deployment));
  const targetData = { ...data, ...target.templateData(deployment, plan) };
  const steps = plan.steps.map((step) => stepData(plan, step));
  const folders = [
    "project",
    `transport/${plan.transport}`,
    ...packageManagerFolders(plan),
    ...(isOrdered(plan) ? ["feature/fifo"] : []),
    ...triggerFolders(plan),
    ...(plan.keyed ? ["feature/idempotency-key"] : []),
    ...(plan.forms.approvals ? ["feature/approval"] : []),
    ...(plan.claimCheckDays === undefined ? [] : ["feature/claim-check"]),
  ];
  const files: [path: string, content: string][] = [
    ["workflow.yaml", workflowText],
    ["package.json", packageJson(plan)],
    [PICTURE_PATH, ownTimelineSvg(plan.workflow)],
    ...(plan.transport === "state-machine"
      ? [["workflow.asl.json", definitionText(plan)] as [string, string]]
      : []),
    ...target.files(deployment, plan).map(([path, content]): [string, string] => [path, content]),
    ...target
      .folders(deployment, plan)
      .flatMap((folder) => rendered(`infrastructure/${folder}`, plan, targetData, steps)),
    ...folders.flatMap((folder) => rendered(folder, plan, data, steps)),
  ];
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    files.map(([path, content]): [string, TreeFile] => [
      path,
      { content, owner: ownerOf(path, target) },
    ]),
  );
}

/**
 * The state machine's definition. CloudFormation and Terraform put resources in the place of `${…}` wherever it stands
 * in the text, and Terraform looks for `%{…}` too: both are escaped but where they refer to a function.
 */
function definitionText({ definition }: StateMachinePlan): string {
  const isReference = (key: string) => key === "Resource" || key === "FunctionName";
  const text = JSON.stringify(
    definition,
    (key, value) =>
      typeof value === "string" && !isReference(key) ? value.replaceAll("${", "\0{") : value,
    2,
  );
  return `${fitLists(text).replaceAll("\\u0000{", "\\u0024{").replaceAll("%{", "\\u0025{")}\n`;
}

/** The owner of a file: business logic, its tests, the input, its example and what the editor does are the user's. */
function ownerOf(path: string, { yours }: Target): Owner {
  return yours.includes(path) ||
    /^(?:(?:src\/steps|test\/steps|events|\.vscode)\/|src\/input\.ts$)/.test(path)
    ? "yours"
    : "managed";
}

/** Adds the parts of the README that speak of what the project is deployed with, by their names in camelCase. */
function withParts({ workflow: { infrastructure } }: Plan, data: object): object {
  const parts = templatesUnder(`infrastructure/${infrastructure}/${README_PARTS}`);
  const part = Object.fromEntries(
    parts.map(({ path, render }) => [camelCase(path.replace(/\.md$/, "")), render(data).trimEnd()]),
  );
  return { ...data, part };
}

/** A template whose name holds `[step]` is rendered once for each. */
function rendered(
  folder: string,
  plan: Plan,
  data: object,
  steps: readonly { readonly name: string }[],
): [path: string, content: string][] {
  return templatesUnder(folder).flatMap(({ path, render }): [string, string][] => {
    if (path.startsWith(projectPath(README_PARTS))) return [];
    if (path.includes("[step]")) {
      return steps.map((step) => [path.replace("[step]", step.name), render(step)]);
    }
    if (!isNeeded(path, plan)) return [];
    return [[path, render(data)]];
  });
}

/** Files that only some workflows have a use for. */
function isNeeded(path: string, plan: Plan): boolean {
  if (path === "local/joins.ts") return plan.forms.joins;
  if (path === "local/json-paths.ts") return plan.forms.joins || plan.forms.choices;
  if (plan.transport !== "queue") return true;
  if (path === "src/runtime/condition.ts") return plan.functions.hasChoices;
  return path !== "src/functions/begin.ts" || plan.functions.begin !== undefined;
}

/** Returns the forms of steps that the templates have to reckon with. */
function formsData(plan: Plan) {
  const functions = plan.transport === "queue" ? plan.functions : undefined;
  const begin = functions?.begin;
  return {
    hasJoins: plan.forms.joins,
    hasMaps: plan.forms.maps,
    itemLimits: itemLimits(plan),
    undoesItems: keepsItems(plan.workflow),
    hasApprovals: plan.forms.approvals,
    hasChoices: functions?.hasChoices ?? false,
    readsPaths: plan.transport === "state-machine" && (plan.forms.joins || plan.forms.choices),
    hasWaits: functions?.hasWaits ?? false,
    hasWaitStates: hasWaitStates(plan),
    needsClock: plan.forms.joins || hasWaitStates(plan),
    mayEnd: functions?.mayEnd ?? false,
    hasBegin: begin !== undefined,
    beginLine: begin ? fitLiteral("export const begin: Transition = ", begin.transition, ";") : "",
  };
}

function hasWaitStates({ transport, forms }: Plan): boolean {
  return transport === "state-machine" && forms.waits;
}

/** Returns lines of generated code that name steps, laid out. */
function stepLines({ steps }: Plan) {
  const limited = steps.filter(({ task }) => task.concurrency !== undefined);
  const approvals = steps.flatMap(({ task: { name }, answerSeconds: seconds }) =>
    seconds === undefined ? [] : [{ name, seconds }],
  );
  const compensations = steps.filter(({ role }) => role === "compensation");
  const quoted = (some: readonly PlannedStep[]) => some.map(({ task }) => `"${task.name}"`);
  return {
    concurrency: limited.map(({ task }) => ({ step: task.name, limit: task.concurrency })),
    limitedLine: fitItems("const limited: string[] = [", quoted(limited), "];"),
    resultImports: steps
      .filter(({ answerSeconds }) => answerSeconds === undefined)
      .toSorted((a, b) => importOrder(a.task.name, b.task.name))
      .map(({ task, resultType }) =>
        fitItems("import type { ", [resultType], ` } from "./steps/${task.name}.ts";`),
      ),
    approvalListLine: fitLiteral("  const approvals = ", approvals, ";"),
    approvalsLine: fitItems(
      "const approvals = [",
      approvals.map(({ name }) => `"${name}"`),
      "] as const;",
    ),
    compensationsLine: fitItems(
      "const compensations: readonly string[] = [",
      quoted(compensations),
      "];",
    ),
    stepsLine: fitItems("export const steps = [", quoted(steps), "] as const;"),
  };
}

function projectData(plan: Plan, deployment: Deployment) {
  const example = exampleInput(plan);
  return {
    ...formsData(plan),
    ...deployedData(plan, deployment),
    ...failureRulesData(plan),
    queue: plan.transport === "queue",
    ...readmeData(plan),
    ...orderData(plan),
    ...triggerData(plan),
    exampleInput: JSON.stringify(example, null, 2),
    exampleMessage: posixString(`{ "id": "example-1", "input": ${spacedJson(example)} }`),
    nodeVersion: versions.nodeVersion,
    errorClasses: plan.errorClasses,
    keyed: plan.keyed,
    claimCheck: plan.claimCheckDays !== undefined,
    namesKeys: plan.transport === "state-machine" || plan.claimCheckDays !== undefined,
    ...stepLines(plan),
    ...stateTypes(plan),
    sureResultLines: sureResultLines(plan),
    sureErrorLines: sureErrorLines(plan),
    ...packageManagerData(plan),
    infrastructureSetup: descriptions[plan.workflow.infrastructure].setupSteps,
    infrastructureIgnored: descriptions[plan.workflow.infrastructure].ignored,
  };
}
