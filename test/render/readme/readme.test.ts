import { describe, expect, test } from "vitest";
import { renderWorkflow } from "../../../src/testing.ts";

const stoppedAtOnce = "the others are stopped at once, and the execution fails";

function rowOf(name: string, step: object): string {
  const workflow = { name: "w", transport: "state-machine", steps: [step] };
  const lines = (renderWorkflow(workflow)["README.md"] ?? "").split("\n");
  return lines.find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
}

const lines = (rules: object, inner: object = { name: "ship" }) => ({
  name: "lines",
  map: { items: "input.lines", steps: [inner] },
  ...rules,
});

describe("the README says what becomes of the others when an item has failed", () => {
  test("they are stopped where no rule does anything about it", () => {
    expect(rowOf("lines", lines({}))).toBe(
      `| \`lines\` |  |  | When an item has failed, ${stoppedAtOnce} and can be redriven |`,
    );
  });

  test("they come to rest where a rule does", () => {
    expect(rowOf("lines", lines({ onFailure: "continue" }))).toContain(
      "When an item has failed and the others have finished: the error is stored",
    );
  });

  test("they come to rest where a rule around it does", () => {
    const outer = {
      name: "all",
      parallel: [{ steps: [lines({})] }, { steps: [{ name: "other" }] }],
      onFailure: "continue",
    };
    expect(rowOf("lines", outer)).toContain(
      "When an item has failed and the others have finished: the rules of `all` apply",
    );
  });

  test("both where that depends on the error", () => {
    const rules = { catch: [{ errors: ["Gone"], onFailure: "continue" }] };
    expect(rowOf("lines", lines(rules))).toContain(
      `When an item has failed:<br>\`Gone\`: after the others have finished, the error is stored under \`errors\`, and the workflow continues<br>otherwise: ${stoppedAtOnce} and can be redriven`,
    );
  });
});
