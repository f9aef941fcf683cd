import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ask, ChoiceQuestion, TextQuestion, YesNoQuestion } from "../../src/prompts/ask.ts";
import { askProject } from "../../src/prompts/project-questions.ts";
import { parseWorkflow } from "../../src/workflow/parse.ts";
import { allSteps } from "../../src/workflow/traversal.ts";
import { writeWorkflow } from "../../src/workflow/write.ts";

/** What somebody might type at any question. */
const TYPED = [
  ...["?", "", "pay", "pay", "book-trip", "input.total", "input.lines", "item.price", "item"],
  ...["results.pay", "errors.pay", "results.bookTrip.ok", "10m", "2h", "3", "1000", "-1", "true"],
  ...[
    "PaymentDeclined",
    "A, B",
    "POST /orders",
    "rate(1 hour)",
    "cancel",
    "😀 {{x}}",
    "input.items",
  ],
];

/**
 * Answers at random, and after `count` answers by pressing Enter, or by saying that this is all.
 *
 * @param seed of the answers: the same ones again for the same seed
 */
function randomAsk(seed: number, count: number): Ask {
  let state = seed;
  let given = 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <Value>(values: readonly Value[]): Value | undefined =>
    given < count ? values[Math.floor(random() * values.length)] : undefined;
  return {
    async text({ message, default: preset, normalise, validate }: TextQuestion) {
      const wanted = random() < 0.3 ? pick(["?"]) : pick(TYPED);
      given += 1;
      const names = normalise ? [`name-${given}`] : [];
      for (const typed of [wanted, preset, ...names, ...TYPED]) {
        const answer = normalise?.(typed ?? "") ?? typed;
        if (typed !== undefined && answer !== undefined && (validate?.(answer) ?? true) === true) {
          return answer;
        }
      }
      throw new Error(`No answer will do: ${message}: ${validate?.(preset ?? "")}`);
    },
    async choice<Value extends string>({
      message,
      choices,
      default: preset,
    }: ChoiceQuestion<Value>) {
      const open = choices.filter(({ disabled }) => disabled === undefined);
      const end = open.find(({ value }) => value === "done")?.value;
      const wanted = pick(open)?.value ?? end ?? preset;
      given += 1;
      if (!open.some(({ value }) => value === wanted))
        throw new Error(`Closed: ${message}: ${wanted}`);
      return wanted;
    },
    yesNo: async ({ default: preset }: YesNoQuestion) => pick([true, false]) ?? preset,
    show: (text) => {
      expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    },
  };
}

test("whatever is answered, there is always an answer that will do, and the workflow is valid", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 20, max: 80 }), async (seed, count) => {
      const asker = randomAsk(seed, count);
      const { workflow } = await askProject(asker, { problemWith: () => undefined });
      for (const { form } of allSteps(workflow)) seen.add(form);
      expect(parseWorkflow(writeWorkflow(workflow), "workflow.yaml").problems).toEqual([]);
    }),
    { numRuns: 40, seed: 7 },
  );
  expect([...seen].toSorted()).toEqual(["approval", "choice", "map", "parallel", "task", "wait"]);
}, 60_000);
