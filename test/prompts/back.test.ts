import { expect, test } from "vitest";
import { type Ask, Back, type TextQuestion, type TickQuestion } from "../../src/prompts/ask.ts";
import { withBack } from "../../src/prompts/back.ts";

const leave = () => Object.assign(new Error("Ctrl-C"), { name: "ExitPromptError" });

/** Types something, leaves the question once, and answers it with what is there then. */
const hesitating = (error: () => Error) => {
  let hasLeft = false;
  const half = <Value>(hear: ((value: Value) => void) | undefined, value: Value) => {
    if (hasLeft) return;
    hasLeft = true;
    hear?.(value);
    throw error();
  };
  const ask: Ask = {
    text: async ({ message, onType, present = "" }: TextQuestion) => {
      if (message !== "First") half(onType, "half a na");
      return present;
    },
    ticks: async <Value extends string>({ choices, onTick, present }: TickQuestion<Value>) => {
      half(
        onTick,
        choices.map(({ value }) => value),
      );
      return present;
    },
    choice: async ({ default: preset }) => preset,
    yesNo: async ({ default: preset }) => preset,
    show: () => {},
  };
  return ask;
};

const backOnce = async () => {
  throw new Back();
};

test.each([
  ["Esc", () => new Back()],
  ["Ctrl-C, and a change of mind", leave],
])("what is half typed or ticked is there again after %s", async (_, error) => {
  const first = (ask: Ask) => ask.text({ message: "First" });
  const typed = async (ask: Ask) => {
    await first(ask);
    return ask.text({ message: "Second" });
  };
  expect(await withBack(hesitating(error), typed, backOnce)).toBe("half a na");
  const choices = [{ value: "one", name: "one", description: "" }];
  const ticked = async (ask: Ask) => {
    await first(ask);
    return ask.ticks({ message: "Second", choices, present: [] });
  };
  expect(await withBack(hesitating(error), ticked, backOnce)).toEqual(["one"]);
});
