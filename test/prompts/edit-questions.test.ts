import { expect, test } from "vitest";
import { askEdit, askRename, askStepToEdit } from "../../src/prompts/edit-questions.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import {
  editStep,
  type StepDocument,
  stepDocument,
} from "../../src/workflow/text/edit/edit-step.ts";
import { type Answer, scriptedAsk } from "./scripted-ask.ts";

const ruled = `name: w
steps:
  - name: book
    compensation: { name: unbook, timeout: 9s }
  - name: pay
    description: Pay.
    timeout: 10s
    retry: { maxAttempts: 5, jitter: none }
    catch: [{ errors: [Declined], onFailure: compensate }]
    onFailure: fallback
    fallback: pay-later
    concurrency: 3
    idempotency: { key: input.id, window: 1h }
  - name: rest
    wait: 10m
  - name: ask
    approval: { timeout: 3d }
    onFailure: compensate
`;

const edited = async (text: string, name: string, answers: readonly Answer[]) =>
  askEdit(scriptedAsk(answers), text, stepDocument(text, name) as StepDocument);

test.each(["book", "unbook", "pay", "pay-later", "rest", "ask"])(
  "Enter keeps all that %s says",
  async (name) => {
    const step = await edited(ruled, name, []);
    expect(editStep(ruled, name, () => ({ ...step }) as StepDocument).text).toBe(ruled);
  },
);

test("what is answered differently is changed, what is not ticked any more is taken out", async () => {
  const step = await edited(ruled, "pay", [
    { to: "fails for good", with: "compensate" },
    { to: "More rules for pay", with: ["catch", "timeout", "retry", "idempotency"] },
    { to: "Timeout", with: "20s" },
    { to: "Retries", with: "3" },
    { to: "arrives twice", with: "natural" },
  ]);
  expect(step).toEqual({
    name: "pay",
    timeout: "20s",
    retry: { jitter: "none" },
    catch: [{ errors: ["Declined"], onFailure: "compensate" }],
    onFailure: "compensate",
    idempotency: "natural",
  });
});

test("what undoes a step keeps its rules under another name", async () => {
  const step = await edited(ruled, "book", [{ to: "undoes book", with: "give-back" }]);
  expect(step?.compensation).toEqual({ name: "give-back", timeout: "9s" });
});

test("a step that is to stay as it is is none", async () => {
  const answers = [
    { to: "More rules", with: ["description"] },
    { to: "What does rest do?", with: "Wait." },
    { to: "Change rest?", with: "no" },
  ];
  expect(await edited(ruled, "rest", answers)).toBeUndefined();
});

test("before it is changed its answers can be changed once more", async () => {
  const step = await edited(ruled, "rest", [
    { to: "how long", with: "1h" },
    { to: "Change rest?", with: "again" },
    { to: "how long", with: "2h" },
  ]);
  expect(step).toEqual({ name: "rest", wait: "2h" });
});

test("a step is chosen and gets a name that is free", async () => {
  const ask = scriptedAsk([
    { to: "Which step gets", with: "refund-payment" },
    { to: "The new name", with: "create-order" },
    { to: "The new name", with: "Give back" },
  ]);
  const names = await askRename(ask, orderProcessingYaml, undefined);
  expect(names).toEqual(["refund-payment", "give-back"]);
  expect(ask.log.join("\n")).toContain("refused create-order");
  expect(await askStepToEdit(scriptedAsk([]), orderProcessingYaml)).toBe("create-order");
});
