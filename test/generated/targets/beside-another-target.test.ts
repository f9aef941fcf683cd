import { expect, test } from "vitest";
import type { Infrastructure } from "../../../src/targets/names.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { setKey } from "../../../src/workflow/text/set-keys.ts";
import { workflows } from "../../fixtures/workflows.ts";
import { runProjectTests } from "../run/run-tests.ts";

const orderWith = (target: Infrastructure) =>
  renderWorkflow(
    setKey(
      setKey(workflows["order-processing"], "transport", "state-machine"),
      "infrastructure",
      target,
    ),
  );

/** No rule looks for files. */
const RULES = ["test/workflow.test.ts"];

test.each([
  ["cdk", ["template.yaml", "infra/workflow.tf"]],
  ["terraform", ["template.yaml", "cdk.json", "infra/workflow.ts", "infra/stack.ts"]],
  ["sam", ["cdk.json", "infra/workflow.ts", "infra/workflow.tf"]],
] as const)(
  "a project with %s passes its tests beside what sync has left of others",
  async (target, left) => {
    const others = { ...orderWith("sam"), ...orderWith("cdk"), ...orderWith("terraform") };
    const leftovers = left.map((path) => [path, others[path] ?? ""]);
    const files = { ...Object.fromEntries(leftovers), ...orderWith(target) };
    const results = await runProjectTests(files, { file: (path) => !RULES.includes(path) });
    expect(results.length).toBeGreaterThan(20);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  },
);
