import { expect } from "vitest";
import type { Deployment } from "../../../src/deployment/model.ts";
import { limits } from "../../../src/targets/cdk/limits.ts";
import type { Queue, Statement } from "../../../templates/project/local/resources.ts";
import type { LoadedProject } from "../run/load-project.ts";
import { testAgreement } from "./targets-agree.ts";

testAgreement(
  "cdk",
  10,
  (model) => ({ ...model, queues: model.queues.map(withOwnPolicy) }),
  expectLimits,
);

/** Expects as many resources as are counted, and functions with names no longer than those that are measured. */
async function expectLimits(project: LoadedProject, model: Deployment): Promise<void> {
  const { synthesize } = await project.load("local/cdk/synthesize.ts");
  const { Resources } = (synthesize as () => Template)();
  const metadata = 1;
  expect(Object.keys(Resources).length + metadata).toBe(limits.resources?.count(model));

  // Only the role of a state machine names functions.
  if (model.stateMachines.length === 0) return;
  const functions = Object.entries(Resources).filter(([, { Type }]) => Type === LAMBDA);
  const lengths = functions.map(([id]) => `stack-${id}-123456789012`.length);
  const measured = model.functions.map(
    ({ name }) => limits.longestName("stack", "function", name).length,
  );
  expect(lengths.toSorted()).toEqual(measured.toSorted());
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

const LAMBDA = "AWS::Lambda::Function";

/** Each queue has a policy of its own, which names it. */
function withOwnPolicy(queue: Queue): Queue {
  const resources = [`\${queue.${queue.name}.arn}`];
  return {
    ...queue,
    policy: queue.policy.map((statement) => ({ ...statement, resources, ...ofRule(statement) })),
  };
}

/** A rule may send what it could not deliver: it is known by its ARN, not only by how its name begins. */
function ofRule({ principal }: Statement): Partial<Statement> {
  return principal === "events.amazonaws.com"
    ? { condition: { ArnEquals: { "aws:SourceArn": "${WorkflowStartEvent65F8F5B4.Arn}" } } }
    : {};
}
