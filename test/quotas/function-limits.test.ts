import { describe, expect, test } from "vitest";
import { deploymentOf } from "../../src/deployment/deployment.ts";
import { longestStackName } from "../../src/plan/deployed-names.ts";
import { type Plan, planProject } from "../../src/plan/plan.ts";
import { stackName } from "../../src/plan/stack-name.ts";
import { deployedText } from "../../src/quotas/deployed-text.ts";
import {
  environmentOf,
  functionLimitProblems,
  policyCharacters,
} from "../../src/quotas/function-limits.ts";
import { quotaProblems } from "../../src/quotas/quotas.ts";
import { renderProject } from "../../src/render/render.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import type { WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { checked } from "../plan/checked.ts";
import { parseTemplate } from "../render/templates/cloudformation.ts";

type Steps = WorkflowDocument["steps"];

const planOf = (workflow: WorkflowWithTransport) =>
  planProject(workflow, { packageManager: "npm" });

/** A function of a plan, and what makes its texts those that are deployed. */
function functionOf(plan: Plan, name: string) {
  const { functions, queues } = deploymentOf(plan);
  const fn = functions.find((one) => one.name === name);
  if (!fn) throw new TypeError("There is such a function.");
  return [fn, deployedText(plan.workflow, queues)] as const;
}

const problemsOf = (plan: Plan) => functionLimitProblems(plan.workflow, deploymentOf(plan));

/** A step from which there are as many ways on, each to a function of its own. */
function ways(count: number, length: number): Steps {
  return [
    { name: "first", idempotency: "natural" },
    {
      name: "which",
      choice: Array.from({ length: count }, (_, index) => ({
        when: { path: "input.kind", equals: index },
        steps: [{ name: `way-${index}`.padEnd(length, "x") }],
      })),
    },
    { name: "last" },
  ];
}

/** A name as CloudFormation makes it, of the stack and the resource in it. */
const madeName = (stack: string, logicalId: string) => `${stack}-${logicalId}-${"X".repeat(12)}`;

/** The properties of the function in the template, with names as long as those that are deployed. */
function deployed(plan: Plan, logicalId: string) {
  const stack = stackName(plan.workflow);
  const template = renderProject(plan, "").get("template.yaml")?.content ?? "";
  const { Resources, Globals } = parseTemplate(template) as ReturnType<typeof parseTemplate> & {
    Globals: { Function: { Environment: { Variables: object } } };
  };
  const deployedAs = (ref: string): string => {
    if (ref === "AWS::StackName") return stack;
    const { Type, Properties = {} } = Resources[ref] ?? {};
    if (Type === "AWS::S3::Bucket") return madeName(stack, ref).slice(0, 63).toLowerCase();
    if (Type !== "AWS::SQS::Queue") return madeName(stack, ref);
    const { "Fn::Sub": name } = Properties.QueueName as { "Fn::Sub": string };
    const physicalName = name.replace("${AWS::StackName}", stack);
    return `https://sqs.ap-southeast-2.amazonaws.com/123456789012/${physicalName}`;
  };
  const own = (Resources[logicalId]?.Properties ?? {}) as {
    Environment?: { Variables: object };
    Policies?: object[];
  };
  const variables = { ...Globals.Function.Environment.Variables, ...own.Environment?.Variables };
  return {
    environment: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        typeof value === "string" ? value : deployedAs((value as { Ref: string }).Ref),
      ]),
    ),
    policies: own.Policies ?? [],
  };
}

describe("the environment of functions", () => {
  test.each([
    ["first", "FirstFunction", false],
    ["pay", "PayFunction", true],
  ])("is counted as %s has it when it is deployed", (name, logicalId, fifo) => {
    const workflow = checked(
      [
        { name: "first", claimCheck: true },
        { name: "pay", onFailure: "compensate", compensation: "refund" },
        { name: "last" },
      ],
      "queue",
    );
    const plan = planOf({
      ...workflow,
      ...(fifo && { queue: { fifo: true, groupBy: "input.customer" } }),
    });
    expect(environmentOf(...functionOf(plan, name))).toEqual(deployed(plan, logicalId).environment);
  });

  test("is refused from where there are more ways on than Lambda has room for, with the place", () => {
    expect(quotaProblems(planOf(checked(ways(30, 20), "queue")))).toEqual([]);
    expect(quotaProblems(planOf(checked(ways(31, 20), "queue")))).toMatchObject([
      {
        code: "ENVIRONMENT_TOO_LARGE",
        message: expect.stringMatching(/^Step "first": .* to 34 queues/),
        suggestion: expect.stringContaining("Put a function between the choices"),
        at: ["steps", 0],
      },
    ]);
  });

  test("is refused earlier where names are longer", () => {
    const count = (length: number) => {
      let ok = 1;
      while (problemsOf(planOf(checked(ways(ok + 1, length), "queue"))).length === 0) ok++;
      return ok;
    };
    expect(count(40)).toBeLessThan(count(10));
  });

  test("does not grow with a state machine", () => {
    expect(problemsOf(planOf(checked(ways(60, 20), "state-machine")))).toEqual([]);
  });
});

describe("the roles of functions", () => {
  const claiming = (count: number, length: number): Steps =>
    Array.from({ length: count }, (_, index) => ({
      name: `step-${index}`.padEnd(length, "x"),
      claimCheck: true as const,
    }));

  test.each(["queue", "state-machine"] as const)(
    "never need more policy than is counted, by the %s transport",
    (transport) => {
      const plan = planOf(checked(claiming(30, 30), transport));
      const { policies } = deployed(plan, `Step29${"x".repeat(23)}Function`);
      const stack = stackName(plan.workflow);
      const text = JSON.stringify(policies)
        .replaceAll(
          /\{"Fn::Sub":"\$\{ClaimCheckBucket\.Arn\}([^"]*)"\}/g,
          (_, rest) => `"arn:aws:s3:::${madeName(stack, "ClaimCheckBucket")}${rest}"`,
        )
        .replaceAll(/\{"Fn::GetAtt":\[?"[^}]*\}/g, `"${"x".repeat(130)}"`);
      expect(text.match(/arn:aws:s3/g)).toHaveLength(30);
      const counted = policyCharacters(...functionOf(plan, `step-29${"x".repeat(23)}`));
      expect(counted).toBeGreaterThanOrEqual(text.length);
      expect(counted).toBeLessThan(text.length + 1_000);
    },
  );

  test("are refused where they may read more results than IAM has room for", () => {
    const name = "w".repeat(40);
    const of = (count: number) => ({ ...checked(claiming(count, 40), "state-machine"), name });
    expect(problemsOf(planOf(of(76)))).toEqual([]);
    expect(problemsOf(planOf(of(77)))).toMatchObject([
      { code: "ROLE_POLICY_TOO_LARGE", suggestion: expect.stringContaining("claimCheck") },
    ]);
  });
});

describe("the name of a stack", () => {
  const longest = (steps: Steps, transport: "queue" | "state-machine", name: string) =>
    longestStackName(planOf({ ...checked(steps, transport), name }));

  test("may have what was counted with", () => {
    expect(longest([{ name: "a" }], "state-machine", "w".repeat(40))).toBe(48);
    expect(longest([{ name: "a" }], "queue", "shop")).toBe("shop-staging".length);
  });

  test("leaves room for the names of queues", () => {
    const step = "s".repeat(36);
    // -<step>-dlq
    expect(longest([{ name: step }], "queue", "w".repeat(39))).toBe(80 - 41);
  });
});
