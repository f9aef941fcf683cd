import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deploymentOf } from "../../src/deployment/deployment.ts";
import type { Deployment } from "../../src/deployment/model.ts";
import { chooseTransport } from "../../src/plan/choose-transport.ts";
import { planProject } from "../../src/plan/plan.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { parseWorkflow } from "../../src/workflow/parse.ts";
import { setTransport } from "../../src/workflow/set-keys.ts";
import { writeWorkflow } from "../../src/workflow/write.ts";
import type * as read from "../../templates/project/local/resources.ts";
import { workflows as generated } from "../e2e/generated/workflows.ts";
import { exampleNames, readExample } from "../examples.ts";
import { workflows as fixtures } from "../fixtures/workflows.ts";
import { asRead, comparable } from "../targets/agree.ts";
import { validWorkflows } from "../workflow/varied-arbitrary.ts";
import { openProject } from "./load-project.ts";
import { seed } from "./random-projects.ts";
import { withTerraform } from "./terraform-projects.ts";

/** What Terraform has to do in another way than the model says. */
function forced({ tables, queues, ...model }: Deployment): Deployment {
  return {
    ...model,
    // Terraform has no name of its own for a table.
    tables: tables.map((table) => ({ ...table, physicalName: `\${stack}-${table.name}` })),
    // The rule is known by its ARN, not only by how its name begins.
    queues: queues.map(({ policy, ...queue }) => ({
      ...queue,
      policy: policy.map((statement) =>
        statement.principal === "events.amazonaws.com"
          ? {
              ...statement,
              condition: {
                ArnEquals: { "aws:SourceArn": "${aws_cloudwatch_event_rule.start.arn}" },
              },
            }
          : statement,
      ),
    })),
  };
}

/** Terraform goes through steps by their names, so that the lines of a widget are in another order. */
function withSortedLines({ dashboards, ...others }: read.Deployment): read.Deployment {
  const text = (line: read.Metric) => JSON.stringify([line.namespace, line.name, line.dimensions]);
  return {
    ...others,
    dashboards: dashboards.map(({ widgets, ...dashboard }) => ({
      ...dashboard,
      widgets: widgets.map(({ title, metrics }) => ({
        title,
        metrics: metrics.toSorted((one, other) => (text(one) < text(other) ? -1 : 1)),
      })),
    })),
  };
}

async function expectAgreement(text: string): Promise<void> {
  const { workflow } = parseWorkflow(withTerraform(text), "workflow.yaml");
  if (!workflow) throw new Error("The workflow is not valid.");
  const transport = workflow.transport ?? chooseTransport(workflow).transport;
  const plan = planProject({ ...workflow, transport }, { packageManager: "npm" });
  const project = openProject(renderWorkflow(withTerraform(text)));
  const { readDeployment } = await project.load("local/deployment.ts");
  const deployment = await (readDeployment as () => Promise<read.Deployment>)();
  expect(comparable(withSortedLines(deployment))).toEqual(
    comparable(withSortedLines(asRead(forced(deploymentOf(plan))))),
  );
}

const sources = [
  ...Object.entries(fixtures).map(([name, text]) => [`fixture ${name}`, text] as const),
  ...Object.entries(generated),
  ...exampleNames.map((name) => [`example ${name}`, readExample(name)] as const),
];

describe.each(["queue", "state-machine"] as const)("by %s", (transport) => {
  const carried = sources
    .map(([name, text]) => [name, setTransport(text, transport)] as const)
    .filter(([, text]) => parseWorkflow(text, "workflow.yaml").workflow !== undefined);

  test.each(carried)("%s deploys what the model says", async (_, text) => {
    await expectAgreement(text);
  });
});

const random = fc.sample(validWorkflows, { seed, numRuns: 30 }).map(writeWorkflow);

test.each(random.map((text, index) => [index, text] as const))(
  `random workflow %i of seed ${seed} deploys what the model says`,
  async (_, text) => {
    await expectAgreement(text);
  },
);
