import { expect, test } from "vitest";
import { renderWorkflow } from "../../../src/testing.ts";

test("an input of the user that reads like a call of a helper is not taken for one", () => {
  const like = "secondsOf(it), slow(it), reject(it) and (group) => it";
  const files = renderWorkflow({
    name: "pick",
    transport: "state-machine",
    steps: [
      {
        name: "which",
        choice: [
          { when: { path: "input.note", equals: like }, steps: [{ name: "this-one" }] },
          { otherwise: [{ name: "that-one" }] },
        ],
      },
      { name: "last", onFailure: "compensate", compensation: "undo-last" },
    ],
  });
  const text = files["test/failure-rules.ts"] ?? "";
  expect(text).toContain(like);
  const imported = [...text.matchAll(/^import \{ (.*) \} from "\.\.\/local\//gm)].flatMap(
    ([, names = ""]) => names.split(", "),
  );
  expect(imported).toContain("fail");
  for (const name of imported.filter((one) => !one.startsWith("type "))) {
    expect(text.replaceAll(like, "").split(`${name}(`).length, name).toBeGreaterThan(1);
  }
});

test("a long workflow has a constant for its order, and no helper that only a text of the user mentions", () => {
  const like = 'before("x")';
  const files = renderWorkflow({
    name: "long",
    transport: "state-machine",
    steps: [
      {
        name: "all",
        parallel: Array.from({ length: 9 }, (_, index) => ({ steps: [{ name: `b${index}` }] })),
      },
      {
        name: "which",
        choice: [{ when: { path: "input.note", equals: like }, steps: [{ name: "noted" }] }],
      },
    ],
  });
  const text = files["test/failure-rules.ts"] ?? "";
  expect(text).toContain("const order = [");
  expect(text).toContain(like);
  expect(text).not.toContain("const before =");
});
