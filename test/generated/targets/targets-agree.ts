import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deploymentOf } from "../../../src/deployment/deployment.ts";
import type { Deployment } from "../../../src/deployment/model.ts";
import { planProject } from "../../../src/plan/plan.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import type {
  Infrastructure,
  PartOf,
  WorkflowWithTransport,
} from "../../../src/workflow/workflow.ts";
import type * as read from "../../../templates/project/local/resources.ts";
import { deployedWith } from "../../e2e/generated/install-project.ts";
import { workflows } from "../../e2e/generated/workflows.ts";
import { exampleNames, readExample } from "../../examples.ts";
import { asRead, comparable } from "../../targets/agree.ts";
import { validWorkflows } from "../../workflow/arbitrary/varied-arbitrary.ts";
import { seed } from "../random/random-projects.ts";
import { type LoadedProject, openProject } from "../run/load-project.ts";
import { combinations } from "../run/projects.ts";

/** What a project is that is no app of its own. */
const parts: Readonly<Partial<Record<Infrastructure, PartOf>>> = {
  cdk: "construct",
  terraform: "module",
};

/** All that is deployed, at least once. */
const ofParts = combinations.filter(([workflow, transport]) =>
  [
    "order by queue",
    "approvals by request by state-machine",
    "by schedule by queue",
    "by event by state-machine",
    "once for each order by state-machine",
  ].includes(`${workflow} by ${transport}`),
);

/**
 * Declares that what a target deploys is what the model says: of every fixture and example, and of some random workflows.
 *
 * @param forced makes of a deployment of the model what the tool makes of it that it cannot do otherwise
 * @param alsoExpect what else is to hold of each project
 */
export function testAgreement(
  infrastructure: Infrastructure,
  randomWorkflows: number,
  forced: (model: read.Deployment) => read.Deployment = (model) => model,
  alsoExpect: (project: LoadedProject, model: Deployment) => Promise<void> = async () => {},
): void {
  const expectAgreement = async (text: string, as?: PartOf) => {
    const project = openProject(renderWorkflow(deployedWith(infrastructure, text, as)));
    const { readDeployment } = await project.load("local/deployment.ts");
    const deployed = await (readDeployment as () => Promise<read.Deployment>)();
    const { workflow } = parseWorkflow(text, "workflow.yaml");
    const plan = planProject(workflow as WorkflowWithTransport, { packageManager: "npm" });
    const model = deploymentOf(plan);
    expect(comparable(deployed)).toEqual(comparable(forced(asRead(model))));
    if (!as) await alsoExpect(project, model);
  };

  const part = parts[infrastructure];

  describe(`what ${infrastructure} deploys is what the model says`, () => {
    test.each(combinations)("of %s by %s", (workflow, transport) =>
      expectAgreement(setTransport(workflows[workflow], transport)),
    );

    test.runIf(part).each(ofParts)("of %s by %s as a part of an app", (workflow, transport) =>
      expectAgreement(setTransport(workflows[workflow], transport), part),
    );

    test.each(exampleNames)("of the example %s", (name) => expectAgreement(readExample(name)));

    const drawn = fc.sample(validWorkflows, { seed, numRuns: randomWorkflows });
    test.each(drawn.map((workflow, index) => [index, workflow] as const))(
      `of random workflow %i of seed ${seed}`,
      (_, workflow) => expectAgreement(writeWorkflow(workflow)),
    );
  });
}
