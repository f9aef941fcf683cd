import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  removeProject,
  renderProject,
  workspace,
  writeProject,
} from "../e2e/generated/install-project.ts";
import { typeDiagnostics } from "../e2e/generated/project-commands.ts";
import { expectPassing } from "./run/expect-passing.ts";
import type { Files } from "./run/project-files.ts";
import { runLocally } from "./run/run-locally.ts";
import { runProjectTests } from "./run/run-tests.ts";

/** The test that holds the example against the schema. */
const CHECKED = "takes events/example.json as its input";

const example = { orderId: "o-1", amount: 1200, items: [{ sku: "lamp", quantity: 2 }] };

/** What the owner of a project says of its input, and steps that rely on it and on earlier results. */
function withOwnInput(files: Files): Files {
  const step = "src/steps/create-order.ts";
  const later = "src/steps/create-invoice.ts";
  const test = "test/steps/create-invoice.test.ts";
  return {
    ...files,
    "src/input.ts": `import * as z from "zod";

export const workflowInput = z.object({
  orderId: z.string(),
  amount: z.number(),
  items: z.array(z.object({ sku: z.string(), quantity: z.number().int() })),
});

export type WorkflowInput = z.infer<typeof workflowInput>;
`,
    "events/example.json": JSON.stringify(example),
    [step]: (files[step] ?? "").replace(
      "  return ",
      `  const { amount, items } = state.input;
  const pieces: number = items.reduce((sum, { quantity }) => sum + quantity, 0);
  if (amount.toFixed(2) !== "1200.00" || pieces !== 2) throw new Error("Another order.");
  return `,
    ),
    [later]: (files[later] ?? "").replace(
      "  return ",
      `  const { createOrder, processPayment } = state.results;
  const references: string[] = [createOrder.reference, processPayment.reference];
  if (references.includes("")) throw new Error("No reference.");
  return `,
    ),
    [test]: (files[test] ?? "").replace(
      "results: {}",
      'results: { createOrder: { reference: "o" }, processPayment: { reference: "p" } }',
    ),
  };
}

const projects: readonly [string, Files][] = [
  ["on queues", renderProject("order", "queue")],
  ["in a state machine", renderProject("order", "state-machine")],
  ["with a request added on queues", renderProject("by request", "queue")],
  ["with an event added in a state machine", renderProject("by event", "state-machine")],
];

describe.each(projects)("the owner's input %s", (_title, files) => {
  const owned = withOwnInput(files);

  test("is what steps and generated tests are typed with", async () => {
    const root = mkdtempSync(join(workspace, "own-input-"));
    writeProject(root, owned);
    expect(await typeDiagnostics(root).finally(() => removeProject(root))).toBe("");
  });

  test("is what tests and the local run begin with", async () => {
    await expectPassing(owned, 10);
    const { exitCode, result } = await runLocally(owned);
    expect({ exitCode, input: result.state.input }).toEqual({ exitCode: 0, input: example });
  });
});

const [onQueues, inStateMachine, byRequest] = projects.map(([, files]) => files);

test.each([
  ["of another type", onQueues, JSON.stringify({ ...example, amount: "1200" }), "at amount"],
  [
    "with half of an item",
    inStateMachine,
    JSON.stringify({ ...example, items: [{ sku: "lamp" }] }),
    "items[0].quantity",
  ],
  ["that is not JSON", byRequest, "{", "SyntaxError"],
])("an example %s is refused with one message", async (_what, files = {}, text, where) => {
  const wrong = { ...withOwnInput(files), "events/example.json": text };
  const isGenerated = (path: string) => !path.includes("create-order");
  const results = await runProjectTests(wrong, { file: isGenerated });
  const red = results.filter(({ passed }) => !passed);
  expect(red.map(({ name }) => name)).toEqual([CHECKED]);
  const { exitCode, stderr } = await runLocally(wrong);
  expect(exitCode).toBe(2);
  for (const message of [String(red[0]?.error), stderr]) {
    expect(message).toContain("events/example.json");
    expect(message).toContain(where);
  }
});

test.each([
  ["keys and choices", "state-machine"],
  ["nested", "state-machine"],
  ["in order", "queue"],
] as const)("the example of %s by %s takes no row another way", async (workflow, transport) => {
  const files = renderProject(workflow, transport);
  const read = Object.keys(JSON.parse(files["events/example.json"] ?? ""));
  const other = Object.fromEntries(read.map((name) => [name, { id: "other", kind: "other" }]));
  const changed = { ...files, "events/example.json": JSON.stringify({ ...other, more: [1] }) };
  const results = await runProjectTests(changed);
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter(({ name, passed }) => !passed && name !== CHECKED)).toEqual([]);
});
