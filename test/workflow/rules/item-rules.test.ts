import { describe, expect, test } from "vitest";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { checkWorkflow, parseWorkflow } from "../../../src/workflow/text/parse.ts";

type Steps = WorkflowDocument["steps"];

const problemsOf = (steps: Steps) =>
  checkWorkflow({ name: "w", transport: "state-machine", steps }).problems.map(
    ({ code, message }) => [code, message],
  );

const mapOver = (items: string) => ({ name: "m", map: { items, steps: [{ name: "b" }] } });

const passedOver = { name: "a", onFailure: "continue" as const };
const replaced = { name: "a", onFailure: "fallback" as const, fallback: "f" };
const heads = (step: object) => ({ name: "heads", map: { items: "input.objects", steps: [step] } });

const when = (condition: object, ...steps: object[]) => ({
  name: "is-there",
  choice: [{ when: condition, steps }],
});

const UNCERTAIN = "may be missing: a step may be skipped, replaced or in another branch.";

describe("the items of a map may not be there", () => {
  test.each<[string, object[], string]>([
    [
      "of a step that is passed over",
      [passedOver, mapOver("results.a.list")],
      `results.a ${UNCERTAIN}`,
    ],
    ["of a step that is replaced", [replaced, mapOver("results.a.list")], `results.a ${UNCERTAIN}`],
    ["of what replaces it", [replaced, mapOver("results.f.list")], `results.f ${UNCERTAIN}`],
    [
      "of a step that is passed over on one error",
      [
        { name: "a", catch: [{ errors: ["Gone"], onFailure: "continue" }] },
        mapOver("results.a.list"),
      ],
      `results.a ${UNCERTAIN}`,
    ],
    [
      "of a step in another branch",
      [when({ path: "input.a", equals: 1 }, { name: "a" }), mapOver("results.a.list")],
      `results.a ${UNCERTAIN}`,
    ],
    [
      "of a branch that may have ended before",
      [
        {
          name: "p",
          parallel: [{ steps: [{ name: "a" }] }, { steps: [{ name: "c" }] }],
          onFailure: "continue",
        },
        mapOver("results.a.list"),
      ],
      `results.a ${UNCERTAIN}`,
    ],
    [
      "of one item",
      [heads({ name: "head" }), mapOver("results.heads[0].head.list")],
      "results.heads[0] may be missing: there may be fewer items.",
    ],
    [
      "of an item's step that is passed over",
      [
        heads({ name: "head", onFailure: "continue" }),
        { name: "n", map: { items: "results.heads", steps: [mapOver("item.head.list")] } },
      ],
      `item.head ${UNCERTAIN}`,
    ],
    [
      "of an item that has failed",
      [
        { ...heads({ name: "head" }), onFailure: "continue" },
        { name: "n", map: { items: "results.heads", steps: [mapOver("item.head.list")] } },
      ],
      `item.head ${UNCERTAIN}`,
    ],
    [
      "where a condition says nothing of it",
      [
        passedOver,
        when(
          {
            any: [
              { path: "results.a.list", isPresent: true },
              { path: "input.b", equals: 1 },
            ],
          },
          mapOver("results.a.list"),
        ),
      ],
      `results.a ${UNCERTAIN}`,
    ],
    [
      "where it is not there",
      [passedOver, when({ path: "results.a.list", isPresent: false }, mapOver("results.a.list"))],
      `results.a ${UNCERTAIN}`,
    ],
  ])("%s", (_title, steps, message) => {
    expect(problemsOf(steps as Steps)).toEqual([
      ["UNCERTAIN_ITEMS", expect.stringContaining(message)],
    ]);
  });
});

describe("the items of a map are there", () => {
  test.each<[string, object[]]>([
    ["of the input", [mapOver("input.list")]],
    [
      "of a step that the workflow never goes on without",
      [{ name: "a" }, mapOver("results.a.list")],
    ],
    [
      "of a step in every branch of a parallel",
      [
        { name: "p", parallel: [{ steps: [{ name: "a" }] }, { steps: [{ name: "c" }] }] },
        mapOver("results.a.list"),
      ],
    ],
    [
      "of a step before it in the same branch",
      [when({ path: "input.a", equals: 1 }, { name: "a" }, mapOver("results.a.list"))],
    ],
    [
      "of a map, whatever became of its items",
      [{ ...heads({ name: "head" }), onFailure: "continue" }, mapOver("results.heads")],
    ],
    [
      "of an item of a map",
      [
        heads({ name: "head" }),
        { name: "n", map: { items: "results.heads", steps: [mapOver("item.head.list")] } },
      ],
    ],
    [
      "where a condition asks for it",
      [passedOver, when({ path: "results.a.list", isPresent: true }, mapOver("results.a.list"))],
    ],
    [
      "where a condition looks at something in it",
      [
        passedOver,
        when({ all: [{ path: "results.a.list[0].n", greaterThan: 1 }] }, mapOver("results.a.list")),
      ],
    ],
    [
      "where a branch before is taken without it",
      [
        replaced,
        {
          name: "is-there",
          choice: [
            { when: { path: "results.a.list", isPresent: false }, steps: [{ name: "c" }] },
            { otherwise: [mapOver("results.a.list")] },
          ],
        },
      ],
    ],
    [
      "where the step has not failed",
      [passedOver, when({ not: { path: "errors.a", isPresent: true } }, mapOver("results.a.list"))],
    ],
    [
      "where a condition asks for the item's part",
      [
        heads({ name: "head", onFailure: "continue" }),
        {
          name: "n",
          map: {
            items: "results.heads",
            steps: [when({ path: "item.head", isPresent: true }, mapOver("item.head.list"))],
          },
        },
      ],
    ],
  ])("%s", (_title, steps) => {
    expect(problemsOf(steps as Steps)).toEqual([]);
  });
});

describe("the items of a map are a list", () => {
  test.each<[string, object[], string]>([
    ["not the input", [mapOver("input")], "the input is an object"],
    ["not a whole result", [{ name: "a" }, mapOver("results.a")], "results.a is the whole result"],
    ["not an error", [passedOver, mapOver("errors.a")], "errors does not contain a list"],
    [
      "not an answer",
      [{ name: "a", approval: { timeout: "1h" } }, mapOver("results.a.approved")],
      "does not return a list",
    ],
  ])("%s", (_title, steps, message) => {
    expect(problemsOf(steps as Steps)).toEqual([["NOT_A_LIST", expect.stringContaining(message)]]);
  });
});

test("the finding has its place, and a fix that works", () => {
  const text = (map: string) => `name: w
transport: state-machine
steps:
  - { name: a, onFailure: continue }
${map}`;
  const { problems } = parseWorkflow(
    text("  - { name: m, map: { items: results.a.list, steps: [{ name: b }] } }\n"),
    "workflow.yaml",
  );
  expect(problems).toEqual([
    {
      code: "UNCERTAIN_ITEMS",
      message: `Step "m": results.a ${UNCERTAIN}`,
      suggestion:
        "Put the map into a branch of a choice with when: { path: results.a.list, isPresent: true }, or read the items from input or from a step whose failure stops the workflow.",
      path: "workflow.yaml",
      line: 5,
      column: 30,
    },
  ]);
  const mended = text(`  - name: has-list
    choice:
      - when: { path: results.a.list, isPresent: true }
        steps: [{ name: m, map: { items: results.a.list, steps: [{ name: b }] } }]
`);
  expect(parseWorkflow(mended, "workflow.yaml").problems).toEqual([]);
});
