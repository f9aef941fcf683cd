import { deploymentOf } from "../deployment/deployment.ts";
import type { Deployment } from "../deployment/model.ts";
import { ownTimelineSvg } from "../explain/page/timeline-svg.ts";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { versions } from "../plan/versions.ts";
import { posixString, spacedJson } from "../quote.ts";
import { undoesItems } from "../semantics/compensation-order.ts";
import { descriptions } from "../targets/descriptions.ts";
import { targetOf } from "../targets/registry.ts";
import type { Target } from "../targets/target.ts";
import { transportOf } from "../transports/registry.ts";
import { camelCase } from "../workflow/letter-case.ts";
import { exampleInput } from "./code/example-input.ts";
import { importOrder } from "./code/import-order.ts";
import { isOrdered, orderData } from "./code/order.ts";
import { stateTypes, sureErrorLines, sureResultLines } from "./code/state-types.ts";
import { triggerData, triggerFolders } from "./code/trigger.ts";
import { deployedData } from "./deployed-data.ts";
import { failureRulesData } from "./failure-rules/failure-rules.ts";
import { projectPath } from "./handlebars.ts";
import { fitItems, fitLiteral } from "./layout.ts";
import { packageJson } from "./package-json.ts";
import { packageManagerData, packageManagerFolders } from "./package-manager.ts";
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
  const { rendering: transport } = transportOf(plan);
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
    ...transport.files(plan),
    ...target.files(deployment, plan),
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
    if (!transportOf(plan).rendering.isNeeded(path, plan)) return [];
    return [[path, render(data)]];
  });
}

/** Returns the forms of steps that the templates have to reckon with. */
function formsData({ forms, workflow }: Plan) {
  return {
    hasJoins: forms.joins,
    hasMaps: forms.maps,
    undoesItems: undoesItems(workflow),
  };
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
    ...transportOf(plan).rendering.templateData(plan),
    ...readmeData(plan),
    ...orderData(plan),
    ...triggerData(plan),
    exampleInput: JSON.stringify(example, null, 2),
    exampleMessage: posixString(`{ "id": "example-1", "input": ${spacedJson(example)} }`),
    nodeVersion: versions.nodeVersion,
    errorClasses: plan.errorClasses,
    keyed: plan.keyed,
    claimCheck: plan.claimCheckDays !== undefined,
    ...stepLines(plan),
    ...stateTypes(plan),
    sureResultLines: sureResultLines(plan),
    sureErrorLines: sureErrorLines(plan),
    ...packageManagerData(plan),
    infrastructureSetup: descriptions[plan.workflow.infrastructure].setupSteps,
    infrastructureIgnored: descriptions[plan.workflow.infrastructure].ignored,
  };
}
