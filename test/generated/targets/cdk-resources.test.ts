import { expect, test } from "vitest";
import { deploymentOf } from "../../../src/deployment/deployment.ts";
import { planProject } from "../../../src/plan/plan.ts";
import { limits } from "../../../src/targets/cdk/limits.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import type { TransportName, WorkflowWithTransport } from "../../../src/workflow/workflow.ts";
import { deployedWith } from "../../e2e/generated/install-project.ts";
import { type WorkflowName, workflows } from "../../fixtures/workflows.ts";
import { openProject } from "../run/load-project.ts";

const cases: [WorkflowName, TransportName][] = [
  ["once-for-each-order", "state-machine"],
  ["by-schedule", "state-machine"],
  ["by-event", "queue"],
  ["branches", "queue"],
  ["approvals-by-request", "state-machine"],
];

test.each(cases)("the resources of the stack of %s by %s are counted", async (name, transport) => {
  const text = setTransport(workflows[name], transport);
  const { workflow } = parseWorkflow(text, "workflow.yaml");
  const plan = planProject(workflow as WorkflowWithTransport, { packageManager: "npm" });
  const project = openProject(renderWorkflow(deployedWith("cdk", text)));
  const { synthesize } = await project.load("local/cdk/synthesize.ts");
  const { Resources } = (synthesize as () => { Resources: object })();
  // The CDK adds one of its own when it knows that it is deployed.
  expect(limits.resources?.count(deploymentOf(plan))).toBe(Object.keys(Resources).length + 1);
});
