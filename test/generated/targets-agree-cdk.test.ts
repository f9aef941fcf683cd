import type { Queue, Statement } from "../../templates/project/local/resources.ts";
import { testAgreement } from "./targets-agree.ts";

testAgreement("cdk", 10, (model) => ({ ...model, queues: model.queues.map(withOwnPolicy) }));

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
