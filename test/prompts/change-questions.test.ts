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
  return { placed: await askPlacedStep(asker, orderProcessingYaml, known), log: asker.log };
}

describe("the questions of a new step", () => {
  test("the place comes first, as the rules depend on it; the workflow is shown before and after", async () => {
    const { placed, log } = await ask([
      { to: "Where does", with: "process-payment" },
      { to: "its name", with: "Reserve Stock" },
      { to: "undoes it", with: "release-stock" },
      { to: "fails for good", with: "compensate" },
    ]);
    expect(placed).toEqual({
      position: { before: "process-payment" },
      step: { name: "reserve-stock", compensation: "release-stock", onFailure: "compensate" },
    });
    expect(log[0]).toContain("│ process-payment │");
    expect(log[1]).toBe("Where does the new step go?: process-payment");
    expect(log.at(-2)).toMatch(/create-order.*reserve-stock.*process-payment/s);
    expect(log.at(-1)).toBe("Add reserve-stock?: true");
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

  test("nothing can be undone before the first step that has something to undo", async () => {
    await expect(
      ask([
        { to: "Where does", with: "create-order" },
        { to: "its name", with: "check-stock" },
        { to: "fails for good", with: "compensate" },
      ]),
    ).rejects.toThrow("compensate is disabled");
  });

  test("a compensation that no failure asks for is left out, or the step says so later", async () => {
    const answers = [
      { to: "its name", with: "send" },
      { to: "undoes it", with: "recall" },
    ];
    expect((await ask(answers)).placed?.step).toEqual({ name: "send" });
    const kept = await ask([...answers, { to: "Leave it out", with: false }]);
    expect(kept.placed?.step).toEqual({ name: "send", compensation: "recall" });
  });

  test("a step of another kind, shown in its place while it is asked for", async () => {
    const { placed, log } = await ask([
      { to: "Where does", with: "create-invoice" },
      { to: "its name", with: "?" },
      { to: "what kind", with: "parallel" },
      { to: "its name", with: "pack" },
      { to: "Step 1 of branch 1 of pack", with: "create-order" },
      { to: "Step 1 of branch 1 of pack", with: "wrap" },
      { to: "undoes it", with: "unwrap" },
      { to: "Step 1 of branch 2 of pack", with: "label" },
      { to: "undoes it", with: "peel" },
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
    expect(log.at(-1)).toBe("Add pack?: true");
  });

  test("inside of it, a compensation that no failure asks for is left out", async () => {
    const { placed } = await ask([
      { to: "Where does", with: "" },
      { to: "its name", with: "?" },
      { to: "what kind", with: "map" },
      { to: "undoes it", with: "unpick" },
    ]);
    expect(placed?.step).toEqual({
      name: "items",
      map: { items: "input.items", steps: [{ name: "step-1" }] },
    });
  });

  test("a no at the end is a no", async () => {
    const { placed } = await ask([
      { to: "its name", with: "send" },
      { to: "Add send", with: false },
    ]);
    expect(placed).toBeUndefined();
  });
});

test("which step is taken out, and whether", async () => {
  const remove = (answers: readonly Answer[]) =>
    askStepToRemove(scriptedAsk(answers), orderProcessingYaml);
  expect(await remove([])).toBe("create-invoice");
  expect(await remove([{ to: "Which step", with: "create-order" }])).toBe("create-order");
  expect(await remove([{ to: "Take out", with: false }])).toBeUndefined();
});
