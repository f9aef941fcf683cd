import { expect, test } from "vitest";
import { deploymentOf } from "../../src/deployment/deployment.ts";
import { planProject } from "../../src/plan/plan.ts";
import { dashboardLines } from "../../src/targets/sam/dashboard-lines.ts";
import { intrinsic, substituted } from "../../src/targets/sam/references.ts";
import { checked } from "../plan/checked.ts";

test.each([
  ["${queue.pay.url}", "!Ref PayQueue"],
  ["${queue.pay-dlq.arn}", "!GetAtt PayDeadLetterQueue.Arn"],
  ["${queue.pay.name}", "!GetAtt PayQueue.QueueName"],
  ["${function.pay.version}", "!Ref PayFunction.Version"],
  ["${function.pay.arn}:*", "!Sub ${PayFunction.Arn}:*"],
  ["${table.approvals.name}", "!Ref ApprovalTable"],
  ["${stateMachine.workflow.arn}", "!Ref StateMachine"],
  ["${stack}-${region}", "!Sub ${AWS::StackName}-${AWS::Region}"],
  ["dist/pay", "dist/pay"],
])("%s is %s in the template", (text, expected) => {
  expect(intrinsic(text)).toBe(expected);
});

test("what the template has not is an error, and no reference to nothing", () => {
  expect(() => intrinsic("${table.orders.arn}")).toThrow("no table orders");
});

test("the dashboard is JSON with every metric of the model", () => {
  const steps = [
    { name: "pay", compensation: "refund" },
    { name: "ship", onFailure: "compensate" as const },
  ];
  for (const transport of ["queue", "state-machine"] as const) {
    const plan = planProject(checked(steps, transport), { packageManager: "npm" });
    const { dashboard } = deploymentOf(plan);
    const { widgets } = JSON.parse(dashboardLines(dashboard).join("\n")) as {
      widgets: { properties: { title: string; stat: string; metrics: unknown[][] } }[];
    };
    expect(
      widgets.map(({ properties: { title, stat, metrics } }) => ({ title, stat, metrics })),
    ).toEqual(
      dashboard.widgets.map(({ title, statistic, metrics }) => ({
        title,
        stat: statistic,
        metrics: metrics.map((metric) =>
          "expression" in metric
            ? [metric]
            : [
                substituted(metric.namespace),
                metric.name,
                ...Object.entries(metric.dimensions).flat().map(substituted),
                ...optionsOf(metric),
              ],
        ),
      })),
    );
  }
});

function optionsOf(metric: { id?: string; label?: string; hidden?: boolean }): object[] {
  const { id, label, hidden } = metric;
  const options = { ...(id && { id }), ...(label && { label }), ...(hidden && { visible: false }) };
  return Object.keys(options).length === 0 ? [] : [options];
}
