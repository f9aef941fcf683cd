import { describe, expect, test } from "vitest";
import { InvalidWorkflowError, renderWorkflow, type WorkflowObject } from "../src/testing.ts";
import { orderProcessing, orderProcessingYaml } from "../src/workflow/order-processing.ts";

const yaml = "name: w # mine\ntransport: queue\nsteps:\n  - name: pay\n";
const document = { name: "w", transport: "queue", steps: [{ name: "pay" }] };

function problemsOf(workflow: string | WorkflowObject) {
  try {
    renderWorkflow(workflow);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidWorkflowError);
    return error as InvalidWorkflowError;
  }
  throw new Error("It is valid.");
}

describe("a project is rendered", () => {
  test("from text, which becomes its workflow.yaml, comments and all", () => {
    expect(renderWorkflow(yaml)["workflow.yaml"]).toBe(yaml);
  });

  test("from the same as an object", () => {
    const { "workflow.yaml": fromObject, ...others } = renderWorkflow(document);
    const { "workflow.yaml": fromText, ...same } = renderWorkflow(yaml);
    expect(others).toEqual(same);
    expect(fromObject).toBe(fromText?.replace(" # mine", ""));
  });

  test("from JSON", () => {
    expect(renderWorkflow(JSON.stringify(document))).toEqual(renderWorkflow(document));
  });

  test("with the files of its transport", () => {
    const paths = (transport: string) =>
      Object.keys(renderWorkflow({ ...document, transport })).filter((path) =>
        /^(?:template|workflow|src\/steps)/.test(path),
      );
    expect(paths("queue")).toEqual(["src/steps/pay.ts", "template.yaml", "workflow.yaml"]);
    expect(paths("state-machine")).toEqual([
      "src/steps/pay.ts",
      "template.yaml",
      "workflow.asl.json",
      "workflow.yaml",
    ]);
  });

  test("with the transport that suits it where it names none, which it then names", () => {
    const undone = {
      name: "w",
      steps: [{ name: "a", onFailure: "compensate", compensation: "b" }],
    };
    const files = renderWorkflow(undone);
    expect(files["workflow.yaml"]).toMatch(/^transport: state-machine$/m);
    expect(files).toHaveProperty(["workflow.asl.json"]);
    expect(renderWorkflow("name: w\nsteps: [name: a]\n")["workflow.yaml"]).toMatch(
      /^transport: queue$/m,
    );
  });

  test("for a package manager", () => {
    const files = renderWorkflow(document, { packageManager: "pnpm" });
    expect(files["README.md"]).toMatch(/pnpm run local/);
    expect(renderWorkflow(document)["README.md"]).toMatch(/npm run local --/);
  });

  test("always to the same files, in order of their paths, without the lock file", () => {
    const files = renderWorkflow(orderProcessingYaml);
    expect(Object.entries(files)).toEqual(Object.entries(renderWorkflow(orderProcessingYaml)));
    expect(Object.keys(files)).toEqual(Object.keys(files).toSorted());
    expect(Object.keys(files).filter((path) => path.startsWith(".unchain"))).toEqual([]);
  });
});

describe("an invalid workflow is refused", () => {
  const invalid = "name: w\nsteps:\n  - name: pay\n    timeout: 30\n    colour: red\n";

  test("with all problems, at their places in the text", () => {
    const { problems, message } = problemsOf(invalid);
    expect(problems).toMatchObject([
      { code: "INVALID_DURATION", path: "workflow.yaml", line: 4, column: 14 },
      { code: "UNKNOWN_KEY", path: "workflow.yaml", line: 5, column: 5 },
    ]);
    expect(message).toBe(problems.map((one) => `${one.code}: ${one.message}`).join("\n"));
  });

  test("with all problems of an object", () => {
    const { problems, name } = problemsOf({
      name: "w",
      steps: [{ name: "pay", timeout: 30, colour: "red" }],
    });
    expect(name).toBe("InvalidWorkflowError");
    expect(problems.map(({ code }) => code).toSorted()).toEqual([
      "INVALID_DURATION",
      "UNKNOWN_KEY",
    ]);
  });

  test("where it is beyond its transport", () => {
    const steps = [{ name: "pay", concurrency: 1 }];
    expect(problemsOf({ name: "w", transport: "queue", steps }).problems).toMatchObject([
      { code: "QUEUE_CONCURRENCY" },
    ]);
  });

  test("where it is none", () => {
    expect(problemsOf("").problems).toMatchObject([{ code: "EMPTY_FILE" }]);
    expect(problemsOf([] as never).problems).toMatchObject([{ code: "NOT_A_MAPPING" }]);
    expect(problemsOf(orderProcessing).problems).not.toEqual([]);
  });
});
