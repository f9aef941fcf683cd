import { describe, expect, test } from "vitest";
import { renderWorkflow } from "../../../src/testing.ts";

const files = renderWorkflow(`
name: prices
transport: state-machine
steps:
  - name: list-files
  - name: look-up
    idempotency: { key: results.listFiles.batch.id, window: 1h }
  - name: each-file
    map: { items: results.listFiles.files, steps: [{ name: copy }] }
  - name: each-name
    map: { items: "results.listFiles.groups[1].names", steps: [{ name: scan }] }
  - name: decide
    choice:
      - when:
          all:
            - { path: results.lookUp.score, greaterThan: 3 }
            - { path: results.lookUp.kind, oneOf: [a, 1, null] }
            - { path: results.lookUp.reference, equals: x }
            - { path: "results.lookUp.lines[0].price", lessThan: 3 }
            - { path: results.lookUp.city, isPresent: true }
            - { path: "results.listFiles.groups[0].names[1]", equals: x }
        steps: [{ name: publish }]
`);

describe("the result of a step as it is first written", () => {
  test("has what a map or a key reads, or the workflow would fail", () => {
    expect(files["src/steps/list-files.ts"]).toContain(`export interface ListFilesResult {
  reference: string;
  /** Read by \`each-file\`. */
  files: unknown[];
  /** Read by \`each-name\`, \`decide\`. */
  groups: { names: string[] }[];
  /** Read by \`look-up\`. */
  batch: { id: string };
}`);
    expect(files["src/steps/list-files.ts"]).toContain(`  return {
    reference: \`list-files-\${state.id}\`,
    files: [{}],
    groups: [{ names: ["x", "x"] }, { names: ["x", "x"] }],
    batch: { id: \`list-files-\${state.id}\` },
  };`);
    expect(files["test/steps/list-files.test.ts"]).toContain(`resolves.toEqual({
    reference: "list-files-example",
    files: [{}],
    groups: [{ names: ["x", "x"] }, { names: ["x", "x"] }],
    batch: { id: "list-files-example" },
  });`);
  });

  test("may have what conditions look at", () => {
    expect(files["src/steps/look-up.ts"]).toContain(`export interface LookUpResult {
  reference: string;
  /** Read by \`decide\`. */
  score?: number;
  /** Read by \`decide\`. */
  kind?: string | number;
  /** Read by \`decide\`. */
  lines?: { price?: number }[];
  /** Read by \`decide\`. */
  city?: unknown;
}`);
    expect(files["src/steps/look-up.ts"]).toContain(
      "  return { reference: `look-up-${state.id}` };",
    );
  });

  test("is a reference where nothing is read", () => {
    expect(files["src/steps/publish.ts"]).toContain(`export interface PublishResult {
  reference: string;
}`);
  });
});

test("the tests put something at each position of a list before the one that is read", () => {
  expect(files["test/failure-rules.ts"]).toContain("groups: [{}, { names: [{}] }]");
});

describe("a map inside of a map finds its list in the first results", () => {
  const inner = (items: string) => ({
    name: "parts",
    map: { items, steps: [{ name: "restore" }] },
  });
  const each = (items: string, ...steps: object[]) => ({ name: "each", map: { items, steps } });
  const rendered = (...steps: object[]) =>
    renderWorkflow({ name: "w", transport: "state-machine", steps });

  test("of the step that returns the outer list", () => {
    const files = rendered({ name: "list" }, each("results.list.objects", inner("item.parts")));
    expect(files["src/steps/list.ts"]).toContain(`  /** Read by \`each\`, \`parts\`. */
  objects: { parts: unknown[] }[];`);
    expect(files["src/steps/list.ts"]).toContain("objects: [{ parts: [{}] }]");
    expect(files["test/steps/list.test.ts"]).toContain("objects: [{ parts: [{}] }]");
  });

  test("of the step that runs for each item", () => {
    const heads = { name: "heads", map: { items: "input.objects", steps: [{ name: "head" }] } };
    const files = rendered(heads, each("results.heads", inner("item.head.parts")));
    expect(files["src/steps/head.ts"]).toContain("parts: [{}]");
  });

  test("in the example input", () => {
    const files = rendered(each("input.objects", inner("item.parts")));
    expect(JSON.parse(files["events/example.json"] ?? "")).toMatchObject({
      objects: [{ parts: [{}] }],
    });
  });
});
