import { expect, test } from "vitest";
import { camelCase, kebabCase, pascalCase } from "../../src/workflow/letter-case.ts";
import { isDeviceName, NAME_PATTERN, tasksOf } from "../../src/workflow/names.ts";
import { checkWorkflow } from "../../src/workflow/text/parse.ts";

test.each([
  ["create-order", "createOrder", "CreateOrder"],
  ["a-1", "a1", "A1"],
  ["to-string", "toString", "ToString"],
  ["a-b-c", "aBC", "ABC"],
  ["import", "import", "Import"],
])("%s is %s and %s in code", (kebab, camel, pascal) => {
  expect(camelCase(kebab)).toBe(camel);
  expect(pascalCase(kebab)).toBe(pascal);
});

test.each([
  ["Create Order", "create-order"],
  ["createOrder", "create-order"],
  ["../../etc/passwd", "etc-passwd"],
  ["Café__Müller", "cafe-muller"],
  ["1st step", "st-step"],
  ["注文", ""],
])("%j is made %j", (text, kebab) => {
  expect(kebabCase(text)).toBe(kebab);
});

test.each(["a", "a1", "a-1", "create-order", "constructor"])("%s is a name", (name) => {
  expect(name).toMatch(NAME_PATTERN);
});

test.each(["", "A", "1a", "-a", "a-", "a--b", "a_b", "a.b", "a/b", "ä", "a\n"])(
  "%j is not a name",
  (name) => {
    expect(name).not.toMatch(NAME_PATTERN);
  },
);

test("Windows device names are known", () => {
  expect(["con", "prn", "aux", "nul", "com1", "lpt9", "com0"].every(isDeviceName)).toBe(true);
  expect(["console", "com", "com10", "null"].some(isDeviceName)).toBe(false);
});

test("the tasks of a workflow are its steps, each followed by what stands in for it and undoes it", () => {
  const { workflow } = checkWorkflow({
    name: "w",
    steps: [
      {
        name: "pay",
        onFailure: "fallback",
        fallback: { name: "pay-later", compensation: "forget-debt" },
        compensation: "refund",
      },
      { name: "ship", onFailure: "compensate" },
    ],
  });
  expect(workflow && tasksOf(workflow).map((task) => task.name)).toEqual([
    "pay",
    "pay-later",
    "refund",
    "forget-debt",
    "ship",
  ]);
});
