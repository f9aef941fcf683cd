import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainWorkflow } from "../../src/explain/explain.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { EXPLANATION_SCHEMA } from "../../src/explain/explanation.ts";
import { explainInBrief, explanationText } from "../../src/explain/report/text.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import type { Workflow } from "../../src/workflow/workflow.ts";
import { exampleNames, readExample } from "../examples.ts";
import { rateArbitrary, workflowArbitrary } from "../workflow/arbitrary/arbitrary.ts";
import { nestedWorkflows } from "../workflow/arbitrary/nested-arbitrary.ts";
import { chainOf, figuresOf, optionsWith, workflowOf } from "./explained.ts";

const isValid = new Ajv({ allErrors: true, strict: true }).compile(EXPLANATION_SCHEMA);

const examples = exampleNames.map((name): Workflow => {
  const { workflow } = parseWorkflow(readExample(name), name);
  if (!workflow) throw new Error(`${name} is not valid`);
  return workflow;
});

const anyWorkflow: fc.Arbitrary<Workflow> = fc.oneof(
  workflowArbitrary,
  nestedWorkflows(["wait", "choice", "parallel", "map", "approval"]),
  fc.constantFrom(...examples),
);

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe("any valid workflow", () => {
  test("is explained without a number that is none, by the schema, in its width", () => {
    fc.assert(
      fc.property(
        anyWorkflow,
        fc.option(rateArbitrary, { nil: undefined }),
        fc.integer({ min: 20, max: 200 }),
        (workflow, rate, width) => {
          const explanation = explainWorkflow(workflow, optionsWith({ ...(rate && { rate }) }));
          const numbers = numbersIn(explanation);
          expect(numbers.filter((one) => !Number.isFinite(one) || one < 0)).toEqual([]);
          requireValid(explanation);
          expect(explanation.verdict.sentences.length).toBeLessThanOrEqual(5);
          const lines = explanationText(explanation, { width, colour: false }).split("\n");
          const most = Math.min(Math.max(width, 60), 120);
          expect(lines.filter(({ length }) => length > most)).toEqual([]);
          expect(explainInBrief(explanation)).toHaveLength(4);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("has the designs in one order, and at least the chosen one has figures", () => {
    fc.assert(
      fc.property(anyWorkflow, (workflow) => {
        const { designs } = explainWorkflow(workflow);
        expect(designs.map(({ id }) => id)).toEqual([
          ...["nested", "one-function", "queue", "standard", "express"],
        ]);
        const chosen = designs.filter(({ isChosen }) => isChosen);
        expect(chosen).toHaveLength(1);
        expect(chosen[0]).toHaveProperty("figures");
      }),
      { numRuns: 40 },
    );
  });
});

function requireValid(explanation: Explanation): void {
  const document: unknown = JSON.parse(JSON.stringify(explanation));
  if (!isValid(document)) throw new Error(JSON.stringify(isValid.errors));
}

const milliseconds = fc.integer({ min: 1, max: 20_000 });
const chains = fc.array(milliseconds, { minLength: 1, maxLength: 8 });
const memories = fc.integer({ min: 128, max: 10_240 });

test("a nested chain waits, in each function, for all that follows it", () => {
  fc.assert(
    fc.property(chains, memories, (durations, memory) => {
      const { waiting } = figuresOf(
        explainWorkflow(chainOf(durations, memory)),
        "nested",
      ).paidSeconds;
      const behind = durations.map((_, index) =>
        durations.slice(index + 1).reduce((sum, duration) => sum + duration, 0),
      );
      const expected = behind.reduce((sum, one) => sum + one, 0) / 1_000;
      expect(waiting).toBeCloseTo(expected, 6);
    }),
  );
});

test("where steps take longer nothing costs less", () => {
  fc.assert(
    fc.property(chains, memories, fc.nat(7), milliseconds, (durations, memory, at, more) => {
      const index = at % durations.length;
      const longer = durations.map((one, position) => (position === index ? one + more : one));
      const [before, after] = [durations, longer].map((one) =>
        explainWorkflow(chainOf(one, memory)).designs.flatMap((design) =>
          "figures" in design ? [design.figures.cost.total] : [Number.POSITIVE_INFINITY],
        ),
      ) as [number[], number[]];
      for (const [position, cost] of before.entries()) {
        expect(after[position]).toBeGreaterThanOrEqual(cost - 1e-9);
      }
    }),
  );
});

test("one function costs the least for steps in a straight line with the same memory", () => {
  fc.assert(
    fc.property(chains, memories, (durations, memory) => {
      const { cheapest } = explainWorkflow(chainOf(durations, memory)).verdict;
      expect(cheapest).toBe("one-function");
    }),
  );
});

test("a hundred levels that retry a thousand times are too many calls, and still a number", () => {
  const workflow = workflowOf(
    Array.from({ length: 110 }, (_, index) => ({ name: `s${index}`, retry: { maxAttempts: 999 } })),
    { transport: "state-machine" },
  );
  const { worstCase } = figuresOf(
    explainWorkflow(workflow, optionsWith({ durations: { every: 1, byStep: new Map() } })),
    "nested",
  );
  expect(worstCase.callsOfLastStep).toBe(Number.MAX_SAFE_INTEGER);
});
