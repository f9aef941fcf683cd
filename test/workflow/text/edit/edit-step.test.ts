import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderProcessingYaml } from "../../../../src/workflow/order-processing.ts";
import {
  editStep,
  partsIn,
  renameStep,
  stepDocument,
} from "../../../../src/workflow/text/edit/edit-step.ts";
import { parseWorkflow } from "../../../../src/workflow/text/parse.ts";
import { documentOf } from "../../../../src/workflow/text/workflow-text.ts";
import { writeWorkflow } from "../../../../src/workflow/text/write.ts";
import { workflowArbitrary } from "../../arbitrary/arbitrary.ts";

const codes = ({ problems }: ReturnType<typeof editStep>) => problems.map(({ code }) => code);

describe("a step is edited", () => {
  const text = `# Parcels
name: parcels
transport: queue
steps:
  # in the order of the customer
  - name: weigh # on the scales
    timeout: 60s # the scales are slow
    retry:
      # never in a hurry
      maxAttempts: 5
      jitter: full

  - { name: send, retry: { maxAttempts: 1 }, timeout: 10s }
`;
  const edited = (name: string, change: object) =>
    editStep(text, name, (step) => ({ ...step, ...change })).text;

  test("a value on its line keeps the comment behind it", () => {
    expect(edited("weigh", { timeout: "90s" })).toBe(text.replace("60s #", "90s #"));
  });

  test("what only reads differently is left as it is", () => {
    expect(edited("weigh", { timeout: "1m" })).toBe(text);
  });

  test("a part of a rule leaves the others, and their comments", () => {
    expect(edited("weigh", { retry: { maxAttempts: 5, interval: "5s" } })).toBe(
      text.replace("maxAttempts: 5\n", "maxAttempts: 5\n      interval: 5s\n"),
    );
  });

  test("a new rule goes where it is usually written, in the style around it", () => {
    expect(edited("weigh", { concurrency: 2, onFailure: "continue" })).toBe(
      text.replace("jitter: full\n", "jitter: full\n    onFailure: continue\n    concurrency: 2\n"),
    );
    expect(edited("send", { onFailure: "continue", description: "Off it goes" })).toBe(
      text
        .replace("name: send,", 'name: send, description: "Off it goes",')
        .replace("1 }, timeout: 10s }", "1 }, timeout: 10s, onFailure: continue }"),
    );
  });

  test("rules that go and rules that come keep out of each other's way", () => {
    const short = "name: a\nsteps:\n  - name: send\n    timeout: 10s\n    onFailure: continue";
    const changed = editStep(short, "send", () => ({
      name: "send",
      description: "Off it goes",
      retry: { maxAttempts: 1 },
    }));
    expect(changed.text).toBe(
      "name: a\nsteps:\n  - name: send\n    description: Off it goes\n    retry: { maxAttempts: 1 }",
    );
    expect(
      editStep(text, "weigh", ({ name }) => ({ name, retry: { interval: "5s" } })).text,
    ).toContain("    retry:\n      # never in a hurry\n      interval: 5s\n      jitter: full\n\n");
    expect(
      editStep(text, "send", ({ name }) => ({ name, concurrency: 2, retry: { interval: "5s" } }))
        .text,
    ).toContain("- { name: send, retry: { interval: 5s }, concurrency: 2 }");
  });

  test("a rule that is taken out says which comments go with it", () => {
    const result = editStep(text, "weigh", ({ retry: _, timeout: __, ...step }) => step);
    expect(result.text).not.toContain("timeout: 60s");
    expect(result.text).toContain("    retry:\n      # never in a hurry\n      jitter: full\n");
    expect(result).toMatchObject({
      warnings: [{ code: "COMMENTS_REMOVED", message: expect.stringContaining("are slow") }],
    });
  });

  test("with Windows line endings, and behind a byte order mark", () => {
    const windows = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    const result = editStep(windows, "weigh", (step) => ({ ...step, concurrency: 2 }));
    expect(result.text).toBe(
      windows.replace("jitter: full\r\n", "jitter: full\r\n    concurrency: 2\r\n"),
    );
  });

  test("what undoes a step becomes a mapping once it has rules, and a name again without", () => {
    const change = (retry?: object) => (step: object) => ({
      name: "refund-payment",
      ...step,
      ...(retry && { timeout: "1m" }),
    });
    const { text: one = "" } = editStep(orderProcessingYaml, "refund-payment", change({}));
    expect(one).toContain("compensation:\n      name: refund-payment\n      timeout: 1m\n");
    const { text: back } = editStep(one, "refund-payment", ({ name }) => ({ name }));
    expect(back).toBe(orderProcessingYaml);
  });

  test.each([
    ["weigh", { timeout: "20m" }, "OUT_OF_RANGE"],
    ["weigh", { onFailure: "fallback" }, "MISSING_FALLBACK"],
    ["weigh", { name: "send" }, "DUPLICATE_NAME"],
    ["wiegh", {}, "UNKNOWN_STEP"],
  ])("not where the workflow would be invalid: %s %j", (name, change, code) => {
    expect(codes(editStep(text, name, (step) => ({ ...step, ...change })))).toContain(code);
  });

  test("there and back leaves everything as it was, in every workflow", () => {
    let settled = 0;
    fc.assert(
      fc.property(workflowArbitrary, fc.nat(), fc.nat(), (workflow, which, what) => {
        const before = `# mine\n${writeWorkflow(workflow).replaceAll("\n  - ", " # mine\n  - ")}`;
        const parts = partsIn(documentOf(before));
        const { name } = parts[which % parts.length] as { name: string };
        const present = stepDocument(before, name);
        const changes = [{ timeout: "77s" }, { description: "Another one" }, { concurrency: 3 }];
        const change = changes[what % changes.length];
        const there = editStep(before, name, (step) => ({ ...step, ...change }));
        if (there.text === undefined || present === undefined) return;
        expect(parseWorkflow(there.text, "-").problems).toEqual([]);
        const isSaid = Object.keys(change ?? {}).every(
          (key) => JSON.stringify(present[key]) === undefined,
        );
        const back = editStep(there.text, name, () => present);
        expect(back.problems).toEqual([]);
        if (isSaid) expect(back.text).toBe(before);
        settled++;
      }),
    );
    expect(settled).toBeGreaterThan(20);
  });
});

describe("a step is renamed", () => {
  const text = `name: w
steps:
  - name: list-lines # all of them
  - { name: store, fallback: list-old, onFailure: fallback }
  - name: lines
    map:
      items: "results.listLines.lines"
      steps:
        - name: price
  - name: check
    choice:
      - when: { path: "results.lines[0].price.total", greaterThan: 3 }
        steps: [{ name: tell, idempotency: { key: results.listLines.id } }]
`;

  test("with all that reads its result", () => {
    expect(renameStep(text, "list-lines", "find").text).toBe(
      text.replace("list-lines", "find").replaceAll("listLines", "find"),
    );
    expect(renameStep(text, "price", "cost").text).toBe(text.replaceAll("price", "cost"));
    expect(renameStep(text, "lines", "rows").text).toBe(
      text.replace("name: lines", "name: rows").replace("results.lines[", "results.rows["),
    );
    expect(renameStep(text, "list-old", "old").text).toBe(text.replace("list-old", "old"));
  });

  test.each([
    ["price", "lines", "DUPLICATE_NAME"],
    ["price", "Not a name", "INVALID_NAME"],
    ["price", "price", "SAME_NAME"],
    ["prices", "cost", "UNKNOWN_STEP"],
  ])("%s to %s is %s", (from, to, code) => {
    expect(codes(renameStep(text, from, to))).toContain(code);
  });

  test("a name that is taken is told with the one step that has it", () => {
    expect(renameStep(text, "price", "lines").problems).toMatchObject([
      {
        message: expect.stringMatching(/^There is already a step "lines": step \d\.$/),
        suggestion: "Choose another name.",
      },
    ]);
  });

  test("there and back leaves everything as it was, in every workflow", () => {
    fc.assert(
      fc.property(workflowArbitrary, fc.nat(), (workflow, which) => {
        const before = writeWorkflow(workflow);
        const parts = partsIn(documentOf(before));
        const { name } = parts[which % parts.length] as { name: string };
        const there = renameStep(before, name, "quite-another-name");
        expect(there.problems).toEqual([]);
        expect(renameStep(there.text ?? "", "quite-another-name", name).text).toBe(before);
      }),
    );
  });
});
