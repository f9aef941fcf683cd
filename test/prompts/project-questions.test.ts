import { describe, expect, test } from "vitest";
import { askProject, type Known } from "../../src/prompts/project-questions.ts";
import { taskSteps } from "../../src/workflow/traversal.ts";
import { writeWorkflow } from "../../src/workflow/write.ts";
import { type Answer, scriptedAsk } from "./scripted-ask.ts";

const free: Known = { problemWith: () => undefined };

async function ask(answers: readonly Answer[], known: Known = free) {
  const asker = scriptedAsk(answers);
  const project = await askProject(asker, known);
  return { ...project, yaml: writeWorkflow(project.workflow), log: asker.log };
}

const THE_ORDER: readonly Answer[] = [
  { to: "What is it for", with: "Take an order." },
  { to: "Which step undoes it", with: "cancel-order" },
  { to: "What next", with: "add" },
  { to: "Which step undoes it", with: "refund-payment" },
  { to: "When create-order fails", with: "fail" },
  { to: "When process-payment fails", with: "compensate" },
  { to: "More rules", with: false },
  { to: "More rules", with: true },
  { to: "Errors not worth a retry", with: "PaymentDeclined" },
  { to: "On PaymentDeclined", with: "compensate" },
  { to: "At most how many", with: "10" },
  { to: "What next", with: "add" },
  { to: "When create-invoice fails", with: "compensate" },
];

describe("the questions of a new project", () => {
  test("Enter all the way gives a workflow of two steps", async () => {
    const { workflow, directory, packageManager } = await ask([]);
    expect(workflow.name).toBe("order-processing");
    expect(workflow.steps.map(({ name }) => name)).toEqual(["create-order", "process-payment"]);
    expect([directory, packageManager]).toEqual(["order-processing", "npm"]);
  });

  test("the order workflow", async () => {
    expect((await ask(THE_ORDER)).yaml).toMatchInlineSnapshot(`
      "name: order-processing
      description: Take an order.
      transport: state-machine
      steps:
        - name: create-order
          compensation: cancel-order
        - name: process-payment
          catch:
            - errors: [PaymentDeclined]
              onFailure: compensate
          onFailure: compensate
          compensation: refund-payment
          concurrency: 10
        - name: create-invoice
          onFailure: compensate
      "
    `);
  });

  test("the workflow is shown after each step, and the transport is recommended with its reason", async () => {
    const { log } = await ask(THE_ORDER);
    const pictures = log.filter((text) => text.includes("▼"));
    expect(pictures.map((text) => text.split("▼").length - 1)).toEqual([1, 2, 3]);
    expect(log.join("\n")).toContain("Recommended transport: state-machine.");
  });

  test("short steps in a line: it says that one function may do", async () => {
    expect((await ask([])).log.join("\n").replaceAll(/\s+/g, " ")).toContain("one function");
  });

  test("names are taken from words, and refused by the rules of workflow.yaml", async () => {
    const { workflow, log } = await ask([
      { to: "Name of the workflow", with: "CON" },
      { to: "Name of the workflow", with: "Parcel Service" },
      { to: "Step 1", with: "Send parcel" },
      { to: "Step 2", with: "send parcel" },
      { to: "Step 2", with: "track-parcel" },
      { to: "Which step undoes it", with: "send-parcel" },
      { to: "Which step undoes it", with: "call-back" },
    ]);
    expect(workflow.name).toBe("parcel-service");
    expect(workflow.steps.map(({ name }) => name)).toEqual(["send-parcel", "track-parcel"]);
    expect(log.filter((line) => line.includes("refused"))).toEqual([
      expect.stringContaining("Windows"),
      expect.stringContaining("is itself a step"),
      expect.stringContaining("have the same name"),
    ]);
  });

  test("a compensation that no failure asks for is left out, if that is wanted", async () => {
    const compensated = { to: "Which step undoes it", with: "cancel-order" };
    const { workflow, log } = await ask([compensated]);
    expect(taskSteps(workflow)[0]?.compensation).toBeUndefined();
    expect(log.join("\n")).toContain("No failure asks for the compensation of create-order");

    const kept = await ask([
      compensated,
      { to: "What next", with: "done" },
      { to: "Leave it out", with: false },
      { to: "What next", with: "add" },
      { to: "When process-payment", with: "compensate" },
    ]);
    expect(taskSteps(kept.workflow)[0]?.compensation?.name).toBe("cancel-order");
  });

  test("a step can be answered again", async () => {
    const { workflow } = await ask([
      { to: "Step 1", with: "wrong" },
      { to: "What next", with: "again" },
      { to: "Step 1", with: "right" },
      { to: "What next", with: "done" },
    ]);
    expect(workflow.steps.map(({ name }) => name)).toEqual(["right"]);
  });

  test("every rule of a step can be answered", async () => {
    const { yaml } = await ask([
      { to: "Step 1", with: "pay" },
      { to: "What does it do", with: 'Say "hi": {{x}} `${y}`' },
      { to: "When pay fails", with: "fallback" },
      { to: "in its place", with: "pay later" },
      { to: "More rules", with: true },
      { to: "Errors not worth", with: "Declined, Expired" },
      { to: "On Declined, Expired", with: "fallback" },
      { to: "Others", with: "Gone" },
      { to: "On Gone", with: "continue" },
      { to: "Timeout", with: "1000h" },
      { to: "Timeout", with: "2m" },
      { to: "Retries after", with: "-1" },
      { to: "Retries after", with: "7" },
      { to: "Wait before", with: "5s" },
      { to: "longer by the factor", with: "1.5" },
      { to: "No wait is longer", with: "3m" },
      { to: "Spread the waits", with: "none" },
      { to: "At most how many", with: "many" },
      { to: "At most how many", with: "4" },
      { to: "arrives twice", with: "key" },
      { to: "Once for each", with: "orderId" },
      { to: "Once for each", with: "input.orderId" },
      { to: "How long do other", with: "1m" },
      { to: "How long do other", with: "1h" },
      { to: "larger than", with: true },
      { to: "What next", with: "done" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: order-processing
      transport: queue
      steps:
        - name: pay
          description: "Say \\"hi\\": {{x}} \`\${y}\`"
          timeout: 2m
          retry:
            maxAttempts: 7
            interval: 5s
            backoffRate: 1.5
            maxDelay: 3m
            jitter: none
          catch:
            - errors: [Declined, Expired]
              onFailure: fallback
            - errors: [Gone]
              onFailure: continue
          onFailure: fallback
          fallback: pay-later
          concurrency: 4
          idempotency: { key: input.orderId, window: 1h }
          claimCheck: true
      "
    `);
  });

  test("what is known is not asked", async () => {
    const { log, workflow, directory, packageManager } = await ask([], {
      ...free,
      directory: "./My Shop",
      transport: "queue",
      packageManager: "bun",
    });
    expect(workflow).toMatchObject({ name: "my-shop", transport: "queue" });
    expect([directory, packageManager]).toEqual(["./My Shop", "bun"]);
    expect(log.join("\n")).not.toMatch(/Directory|carries|Package manager/);
  });

  test("a package manager that is not installed is marked, and not the default", async () => {
    const known: Known = { ...free, installed: ["pnpm"] };
    expect((await ask([], known)).packageManager).toBe("pnpm");
    const npm = [{ to: "Package manager", with: "npm" }];
    await expect(ask(npm, known)).rejects.toThrow("npm is disabled: (not installed)");
  });

  test("a directory with something in it is refused", async () => {
    const { directory, log } = await ask(
      [
        { to: "Directory", with: "full" },
        { to: "Directory", with: "empty" },
      ],
      {
        problemWith: (named) => (named === "full" ? "full is not empty" : undefined),
      },
    );
    expect(directory).toBe("empty");
    expect(log).toContain("Directory of the project: refused full: full is not empty");
  });

  test("a directory with files is asked about, and another one can be taken", async () => {
    const filesIn = (named: string) => (named === "empty" ? [] : ["README.md", "src"]);
    const about = /full has files: README.md, src.*README.md is kept as README.old.md/;
    const known = { ...free, filesIn };
    const other = await ask(
      [
        { to: "Directory", with: "full" },
        { to: "full has files", with: false },
        { to: "Directory", with: "empty" },
      ],
      known,
    );
    expect(other.directory).toBe("empty");
    expect(other.log.join("\n")).toMatch(about);
    const joined = await ask(
      [
        { to: "Directory", with: "full" },
        { to: "full has files", with: true },
      ],
      known,
    );
    expect(joined.directory).toBe("full");
  });

  test("a transport that cannot carry the workflow cannot be chosen", async () => {
    const once = [
      { to: "More rules", with: true },
      { to: "At most how many", with: "1" },
      { to: "carries", with: "queue" },
    ];
    await expect(ask(once)).rejects.toThrow(/queue is disabled: .*one at a time/);
  });

  test("nothing can be compensated before there is a compensation", async () => {
    await expect(ask([{ to: "When create-order fails", with: "compensate" }])).rejects.toThrow(
      /compensate is disabled/,
    );
  });
});
