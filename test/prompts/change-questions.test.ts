import { describe, expect, test } from "vitest";
import {
  askPlacedStep,
  askStepToRemove,
  type KnownStep,
} from "../../src/prompts/change-questions.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { type Answer, scriptedAsk } from "./scripted-ask.ts";

async function ask(answers: readonly Answer[], known: KnownStep = {}) {
  const asker = scriptedAsk(answers);
  const placed = await askPlacedStep(asker, orderProcessingYaml, known);
  return { placed, log: asker.log, offered: asker.offered };
}

describe("the questions of a new step", () => {
  test("the place comes first, as the rules depend on it; the workflow is shown before and after", async () => {
    const { placed, log } = await ask([
      { to: "Where does", with: "process-payment" },
      { to: "its name", with: "Reserve Stock" },
      { to: "fails for good", with: "compensate" },
      { to: "More rules for reserve-stock", with: ["compensation"] },
      { to: "undoes reserve-stock", with: "release-stock" },
    ]);
    expect(placed).toEqual({
      position: { before: "process-payment" },
      step: { name: "reserve-stock", compensation: "release-stock", onFailure: "compensate" },
    });
    expect(log[0]).toContain("│ process-payment │");
    expect(log[1]).toBe("Where does the new step go?: process-payment");
    expect(log.at(-2)).toMatch(/create-order.*reserve-stock.*process-payment/s);
    expect(log.at(-1)).toBe("Add reserve-stock?: yes");
  });

  test("what is known is not asked", async () => {
    const { placed, log } = await ask([], { name: "send", position: { after: "create-order" } });
    expect(placed).toEqual({ position: { after: "create-order" }, step: { name: "send" } });
    expect(log.join("\n")).not.toMatch(/its name|Where does/);
  });

  test("a name that is taken is refused while it is asked", async () => {
    const { placed, log } = await ask([
      { to: "its name", with: "create-order" },
      { to: "its name", with: "send" },
    ]);
    expect(placed?.step.name).toBe("send");
    expect(log.join("\n")).toContain("refused create-order");
  });

  test("before the first step that has something to undo, that is asked for", async () => {
    const { placed } = await ask([
      { to: "Where does", with: "create-order" },
      { to: "its name", with: "check-stock" },
      { to: "fails for good", with: "compensate" },
      { to: "undoes check-stock", with: "forget-stock" },
    ]);
    expect(placed?.step).toMatchObject({ onFailure: "compensate", compensation: "forget-stock" });
  });

  test("a compensation that no failure asks for is left out, or the step says so later", async () => {
    const answers = [
      { to: "its name", with: "send" },
      { to: "More rules", with: ["compensation"] },
      { to: "undoes send", with: "recall" },
    ];
    expect((await ask(answers)).placed?.step).toEqual({ name: "send" });
    const kept = await ask([...answers, { to: "Leave it out", with: false }]);
    expect(kept.placed?.step).toEqual({ name: "send", compensation: "recall" });
  });

  test("a step of another kind, shown in its place while it is asked for", async () => {
    const { placed, log } = await ask([
      { to: "Where does", with: "create-invoice" },
      { to: "What is the new step?", with: "parallel" },
      { to: "its name", with: "pack" },
      { to: "What is the first step in branch 1", with: "task" },
      { to: "Step 1 of branch 1 of pack", with: "create-order" },
      { to: "Step 1 of branch 1 of pack", with: "wrap" },
      { to: "What next in branch 1", with: "rules" },
      { to: "More rules for wrap", with: ["compensation"] },
      { to: "undoes wrap", with: "unwrap" },
      { to: "What is the first step in branch 2", with: "task" },
      { to: "Step 1 of branch 2 of pack", with: "label" },
      { to: "What next in branch 2", with: "rules" },
      { to: "More rules for label", with: ["compensation"] },
      { to: "undoes label", with: "peel" },
    ]);
    expect(placed).toEqual({
      position: { before: "create-invoice" },
      step: {
        name: "pack",
        parallel: [
          { steps: [{ name: "wrap", compensation: "unwrap" }] },
          { steps: [{ name: "label", compensation: "peel" }] },
        ],
      },
    });
    expect(log.join("\n")).toContain("refused create-order");
    const shown = log.filter((text) => text.includes("│  │ wrap"));
    expect(shown[0]).toMatch(/process-payment.*branch 1.*create-invoice/s);
    expect(log.at(-1)).toBe("Add pack?: yes");
  });

  test("inside of it, a compensation that no failure asks for is left out", async () => {
    const { placed } = await ask([
      { to: "Where does", with: "" },
      { to: "What is the new step?", with: "map" },
      { to: "The new step: its name", with: "items" },
      { to: "What is the first step in each", with: "task" },
      { to: "Step 1 of each item", with: "pick" },
      { to: "What next in each", with: "rules" },
      { to: "More rules for pick", with: ["compensation"] },
      { to: "undoes pick", with: "unpick" },
    ]);
    expect(placed?.step).toEqual({
      name: "items",
      map: { items: "input.items", steps: [{ name: "pick" }] },
    });
  });

  test("a no at the end is a no", async () => {
    const { placed } = await ask([
      { to: "its name", with: "send" },
      { to: "Add send", with: "no" },
    ]);
    expect(placed).toBeUndefined();
  });

  test("before it is added its answers can be changed, and are as they were", async () => {
    const { placed, offered } = await ask([
      { to: "its name", with: "send" },
      { to: "More rules", with: ["timeout"] },
      { to: "Timeout", with: "9s" },
      { to: "Add send", with: "again" },
      { to: "When send fails", with: "continue" },
    ]);
    expect(placed?.step).toEqual({ name: "send", timeout: "9s", onFailure: "continue" });
    expect(offered).toContain("Timeout of one try of send: 9s");
  });
});

test("which step is taken out, and whether", async () => {
  const remove = (answers: readonly Answer[]) =>
    askStepToRemove(scriptedAsk(answers), orderProcessingYaml);
  expect(await remove([])).toBe("create-invoice");
  expect(await remove([{ to: "Which step", with: "create-order" }])).toBe("create-order");
  expect(await remove([{ to: "Take out", with: false }])).toBeUndefined();
});
