import { describe, expect, test } from "vitest";
import { hundredSteps } from "../../bench/hundred-steps.ts";
import { deploymentOf } from "../../src/deployment/deployment.ts";
import { type Plan, planProject } from "../../src/plan/plan.ts";
import { deployedText } from "../../src/quotas/deployed-text.ts";
import { functionQuotaProblems, planWithinQuotas, quotaProblems } from "../../src/quotas/quotas.ts";
import { renderProject } from "../../src/render/render.ts";
import { limits } from "../../src/targets/sam/limits.ts";
import { deployedDefinition } from "../../src/transports/state-machine/deployment/definition-size.ts";
import { stateMachinePolicy } from "../../src/transports/state-machine/deployment/role-policy.ts";
import type { StateMachinePlan } from "../../src/transports/state-machine/plan.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import { checkWorkflow, parseWorkflow } from "../../src/workflow/text/parse.ts";
import { setTransport } from "../../src/workflow/text/set-keys.ts";
import type {
  Infrastructure,
  TransportName,
  Trigger,
  WorkflowWithTransport,
} from "../../src/workflow/workflow.ts";
import { workflows as fixtures, transportsOf, type WorkflowName } from "../fixtures/workflows.ts";
import { checked } from "../plan/checked.ts";
import { parseTemplate } from "../render/templates/cloudformation.ts";

const manySteps = (count: number, more: Partial<WorkflowDocument["steps"][number]> = {}) =>
  Array.from({ length: count }, (_, index) => ({ name: `step-${index}`, ...more }));

const problemsOf = (workflow: WorkflowWithTransport) =>
  planWithinQuotas(workflow, { packageManager: "npm" }).tooLarge;

describe("a plan that one stack cannot hold is refused", () => {
  test.each([
    ["queue", 62, 61, "TOO_MANY_RESOURCES"],
    ["state-machine", 106, 105, "ROLE_POLICY_TOO_LARGE"],
  ] as const)("by the %s transport from %i steps on", (transport, tooMany, fitting, code) => {
    expect(problemsOf(checked(manySteps(tooMany), transport))).toMatchObject([
      { code, suggestion: expect.stringContaining("plit the workflow") },
    ]);
    expect(problemsOf(checked(manySteps(fitting), transport))).toEqual([]);
  });
});

describe("what a stack holds depends on what deploys it", () => {
  const codes = (infrastructure: Infrastructure, transport: TransportName, count: number) =>
    problemsOf({ ...checked(manySteps(count), transport), infrastructure }).map(({ code }) => code);

  test("the CDK gives every queue a policy of its own, Terraform may have any number of resources", () => {
    expect(codes("cdk", "queue", 44)).toEqual([]);
    expect(codes("cdk", "queue", 45)).toEqual(["TOO_MANY_RESOURCES"]);
    expect(codes("terraform", "queue", 70)).toEqual([]);
  });

  test("the role of the state machine names functions as they are named, and may have to let it trace", () => {
    const most = (infrastructure: Infrastructure) => {
      let count = 60;
      while (codes(infrastructure, "state-machine", count + 1).length === 0) count++;
      return count;
    };
    expect(most("sam")).toBe(105);
    expect(most("cdk")).toBeLessThan(105);
    expect(most("terraform")).toBeGreaterThan(105);
  });
});

describe("functions that no stack can hold are refused before there is a plan", () => {
  test.each([
    ["queue", 62, 61, "TOO_MANY_RESOURCES", "Use transport: state-machine"],
    ["queue", 106, 61, "TOO_MANY_RESOURCES", "Split the workflow"],
    ["state-machine", 123, 105, "TOO_MANY_RESOURCES", "Split the workflow"],
    ["state-machine", 106, 105, "ROLE_POLICY_TOO_LARGE", "Split the workflow"],
  ] as const)(
    "by the %s transport: %i steps",
    (transport, tooMany, undecided, code, suggestion) => {
      expect(functionQuotaProblems(checked(manySteps(tooMany), transport))).toMatchObject([
        { code, suggestion: expect.stringContaining(suggestion) },
      ]);
      expect(functionQuotaProblems(checked(manySteps(undecided), transport))).toEqual([]);
    },
  );

  test("a workflow that keeps order is not told to become a state machine", () => {
    const workflow = checked(manySteps(63), "queue");
    const inOrder = { ...workflow, queue: { fifo: true, groupBy: "input.a" } } as const;
    expect(functionQuotaProblems(inOrder)[0]?.suggestion).toMatch(/^Split/);
  });
});

test.each([
  ["queue", 27, 60],
  ["state-machine", 4, 104],
] as const)(
  "no template of a %s comes near the 1 MB that CloudFormation takes",
  (transport, length, count) => {
    // Measured with aws-sam-translator 1.115: what SAM makes of these has two fifths more bytes.
    const steps = Array.from({ length: count }, (_, index) => ({
      name: `s${index}`.padEnd(length, "x"),
      description: "€".repeat(256),
      claimCheck: true as const,
    }));
    const plan = planProject(checked(steps, transport), { packageManager: "npm" });
    expect(quotaProblems(plan)).toEqual([]);
    const template = renderProject(plan, "").get("template.yaml")?.content ?? "";
    expect(Buffer.byteLength(template)).toBeLessThan(600_000);
  },
);

test("a definition is counted with the ARNs that are deployed, and with its white space", () => {
  const plan = planProject(checked(manySteps(3), "state-machine"), { packageManager: "npm" });
  const rendered = renderProject(plan, "").get("workflow.asl.json")?.content ?? "";
  const deployed = deployedDefinition(plan as StateMachinePlan, deploymentOf(plan));
  expect(JSON.parse(deployed)).toHaveProperty(
    "States.step-0.Resource",
    "arn:aws:lambda:ap-southeast-2:123456789012:function:w-staging-Step0Function-XXXXXXXXXXXX:1000",
  );
  expect(Buffer.byteLength(deployed)).toBeGreaterThan(Buffer.byteLength(rendered));
});

test("a definition over 1 MiB is refused", () => {
  const errors = Array.from({ length: 400 }, (_, index) => `E${"x".repeat(90)}${index}`);
  const steps = manySteps(20, { catch: [{ errors, onFailure: "continue" }] });
  expect(problemsOf(checked(steps, "state-machine"))).toMatchObject([
    { code: "DEFINITION_TOO_LARGE" },
  ]);
});

const triggers: readonly (Trigger | undefined)[] = [
  undefined,
  { kind: "api", method: "POST", path: "/orders" },
  { kind: "schedule", expression: "rate(1 hour)" },
  { kind: "event", source: "shop", detailType: "OrderPlaced" },
];

/** What SAM makes of a function's `Events` ("Generated resources", AWS SAM Developer Guide). */
const madeOfEvent: Record<string, readonly string[]> = {
  HttpApi: ["permission"],
  ScheduleV2: ["schedule", "role"],
  EventBridgeRule: ["rule", "permission"],
};

/** How many resources the stack of a plan has, with what SAM makes of them. */
function resourcesMade(plan: Plan): number {
  const template = renderProject(plan, "").get("template.yaml")?.content ?? "";
  return Object.values(parseTemplate(template).Resources).flatMap(({ Type, Properties = {} }) => {
    if (Type === "AWS::Serverless::StateMachine") return [Type, "role"];
    if (Type === "AWS::Serverless::HttpApi") return [Type, "stage"];
    if (Type !== "AWS::Serverless::Function") return [Type];
    const events = Object.values((Properties.Events ?? {}) as Record<string, { Type: string }>);
    return [
      ...[Type, "role"],
      ...(Properties.AutoPublishAlias ? ["version", "alias"] : []),
      ...(Properties.EventInvokeConfig ? ["event invoke config"] : []),
      ...events.flatMap((event) => madeOfEvent[event.Type] ?? []),
    ];
  }).length;
}

test.each(Object.keys(fixtures) as WorkflowName[])(
  "the resources of %s are counted, with what SAM makes of them",
  (name) => {
    for (const transport of transportsOf(name)) {
      const { workflow } = parseWorkflow(setTransport(fixtures[name], transport), name);
      if (!workflow) throw new Error(`${name} is not valid.`);
      const plan = planProject({ ...workflow, transport }, { packageManager: "npm" });
      expect(limits.resources?.count(deploymentOf(plan))).toBe(resourcesMade(plan));
    }
  },
);

describe.each(triggers)("with the trigger %o", (trigger) => {
  test.each(["queue", "state-machine"] as const)(
    "the resources of the %s template are counted, with what SAM makes of them",
    (transport) => {
      const workflow = checked(
        [
          { name: "a", compensation: "undo-a" },
          { name: "b", onFailure: "compensate" },
        ],
        transport,
      );
      const plan = planProject(
        { ...workflow, ...(trigger && { trigger }) },
        { packageManager: "npm" },
      );
      expect(limits.resources?.count(deploymentOf(plan))).toBe(resourcesMade(plan));
    },
  );

  test("so are those of an approval and of a claim check", () => {
    const workflow = checked(
      [
        { name: "a", claimCheck: true },
        { name: "ask", approval: { timeout: "1d" } },
      ],
      "state-machine",
    );
    const plan = planProject(
      { ...workflow, ...(trigger && { trigger }) },
      { packageManager: "npm" },
    );
    expect(limits.resources?.count(deploymentOf(plan))).toBe(resourcesMade(plan));
  });
});

describe("the role of the state machine", () => {
  const LAMBDA = "arn:aws:lambda:ap-southeast-2:123456789012:function:";
  const workflow: WorkflowWithTransport = {
    ...checked(
      [
        { name: "reserve-stock", compensation: "release-stock" },
        { name: "ask", approval: { timeout: "1d" }, onFailure: "compensate" },
      ],
      "state-machine",
    ),
    name: "order-processing",
    trigger: { kind: "api", method: "POST", path: "/orders" },
  };

  test("is counted as the template has it, with names as they are deployed", () => {
    const plan = planProject(workflow, { packageManager: "npm" });
    const template = renderProject(plan, "").get("template.yaml")?.content ?? "";
    const { Properties = {} } = parseTemplate(template).Resources.StateMachine ?? {};
    const [policy] = Properties.Policies as object[];
    const deployed = JSON.stringify(policy).replaceAll(
      /\{"Fn::Sub":"\$\{(\w+)\.Arn\}:\*"\}/g,
      (_, logicalId) => `"${LAMBDA}order-processing-staging-${logicalId}-${"X".repeat(12)}:*"`,
    );
    expect(deployed.match(/arn:aws:lambda/g)).toHaveLength(3);
    expect(JSON.stringify(stateMachinePolicy(workflow))).toBe(deployed);
  });

  test("has functions with names as CloudFormation makes them, which are not longer than Lambda takes", () => {
    const deployed = deployedText({ ...workflow, name: "shop" });
    expect(deployed("${function.pay.arn}")).toMatch(/:shop-staging-PayFunction-X{12}$/);
    const { length } = deployed(`\${function.${"pay".repeat(20)}.arn}`);
    expect(length).toBe(LAMBDA.length + 64);
  });

  test("takes fewer functions the longer the names of the workflow and its steps are", () => {
    const named = (name: string, prefix: string, count: number) => {
      const all = Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}` }));
      return functionQuotaProblems({ ...checked(all, "state-machine"), name });
    };
    expect(named("order-processing", "handle-order-part", 82)).toEqual([]);
    expect(named("order-processing", "handle-order-part", 83)).toMatchObject([
      { code: "ROLE_POLICY_TOO_LARGE", message: expect.stringContaining("has 24 characters") },
    ]);
  });
});

test("the workflow of 100 steps that the benchmark renders could be deployed", () => {
  const { workflow } = checkWorkflow(JSON.parse(hundredSteps()));
  if (!workflow) throw new Error("It is not valid.");
  expect(tasksOf(workflow)).toHaveLength(100);
  expect(functionQuotaProblems({ ...workflow, transport: "state-machine" })).toEqual([]);
});
