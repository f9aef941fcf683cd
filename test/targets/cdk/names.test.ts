import { expect, test } from "vitest";
import { importsOf } from "../../../src/targets/cdk/imports.ts";
import { constructIdOf, variableOf } from "../../../src/targets/cdk/names.ts";

test.each([
  ["create-order", "createOrder", "CreateOrder"],
  ["import", "importStep", "Import"],
  ["props", "propsStep", "Props"],
  ["dashboard", "dashboard", "DashboardStep"],
  ["queue", "queue", "QueueStep"],
])("the step %s is %s, and in the stack %s", (step, variable, id) => {
  expect([variableOf(step), constructIdOf(step)]).toEqual([variable, id]);
});

test("what stands in strings and comments is not imported", () => {
  const text = "/** Start. */\nnew Wait(\"Start\", 'WorkflowApi', Duration.days(1));";
  expect(importsOf(text)).toBe('import { Duration } from "aws-cdk-lib/core";\n');
});

test("what is a type only is imported as one", () => {
  expect(importsOf("a: WorkflowProps, b: WorkflowConstruct, c: Construct")).toBe(
    [
      'import type { Construct } from "constructs";',
      'import { WorkflowConstruct, type WorkflowProps } from "./constructs.ts";',
      "",
    ].join("\n"),
  );
});
