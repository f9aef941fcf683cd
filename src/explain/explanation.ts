import { TRANSPORTS } from "../transports/names.ts";
import type { InferSchema } from "./infer-schema.ts";

const text = { type: "string" } as const;
const number = { type: "number", minimum: 0 } as const;
const integer = { type: "integer", minimum: 0 } as const;

/** Returns the schema of an object that has all of its properties but for the optional ones. */
const object = <const Properties extends object, Optional extends keyof Properties = never>(
  properties: Properties,
  optional: readonly Optional[] = [],
) => ({
  type: "object" as const,
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key as Optional)) as Exclude<
    keyof Properties,
    Optional
  >[],
  additionalProperties: false as const,
});

const listOf = <const Items extends object>(items: Items) => ({ type: "array" as const, items });

const described = <const Schema extends object>(schema: Schema, description: string) => ({
  ...schema,
  description,
});

/** The ways to build a workflow. Unchain generates `queue` and `standard`. */
const design = { enum: ["nested", "one-function", "queue", "standard", "express"] } as const;

const assumption = described(
  object({
    value: number,
    from: described(
      { enum: ["workflow", "flag", "assumed"] },
      "Says whether the number is from the workflow or from a flag, or is assumed because nobody has given it.",
    ),
  }),
  "A number, and its source.",
);

/** A function that is counted; functions are listed in the order in which they run. */
const step = object({
  name: text,
  seconds: described(
    assumption,
    "How many seconds one call of the function works, without waiting for others.",
  ),
  memoryMb: assumption,
  times: described(integer, "How often the function runs in one run of the workflow."),
});

const bar = object({
  step: text,
  // A pause is a wait: no function is behind the bar.
  kind: { enum: ["function", "pause"] },
  start: described(number, "How many seconds after the start of the workflow the step starts."),
  works: described(number, "How many seconds the step works or pauses."),
  waits: described(
    number,
    "How many seconds the function waits after its work, for which AWS bills it.",
  ),
  times: described(
    integer,
    "How many runs of the step the bar stands for: one for each item of a map.",
  ),
});

const timeline = object({
  seconds: described(number, "How many seconds the workflow takes."),
  bars: listOf(bar),
});

const costItem = object(
  {
    kind: {
      enum: [
        // Lambda: the time in which a function works, the time in which it waits for another, and invocations.
        ...(["computing", "waiting", "requests"] as const),
        // SQS; Step Functions Standard, and Express; DynamoDB, and S3.
        ...(["messages", "transitions", "executions", "table", "storage"] as const),
      ],
    },
    usd: described(number, "What the item costs in a million runs, in USD."),
    quantity: described(number, "How much of the unit one run uses."),
    unit: text,
    of: described(
      { enum: ["pattern", "added"] },
      "pattern: the plain design has this item; added: the generated project has it in addition.",
    ),
    why: text,
  },
  ["why"],
);

const cost = object({
  items: listOf(costItem),
  pattern: described(number, "What a million runs of the plain design cost, in USD."),
  added: described(number, "What the additions of Unchain cost in a million runs, in USD."),
  total: number,
});

const outage = object({
  runs: number,
  steps: listOf(
    object({
      step: text,
      // lost: the caller gets an error, and work done before stays half done; waits: retries outlast it; kept: it can
      // be redriven; the others: the failure rules do so.
      fate: { enum: ["lost", "waits", "kept", "undone", "goes-on", "fallback"] },
      outlasts: described(
        number,
        "How many seconds of an outage the retries of the step outlast, without jitter.",
      ),
    }),
  ),
  sentence: text,
});

const figures = object({
  cost,
  paidSeconds: described(
    object({ working: number, waiting: number }),
    "How many seconds of computing AWS bills for one run.",
  ),
  environments: described(number, "How many executions of Lambda are concurrent at this rate."),
  answer: described(
    object({ seconds: number, is: { enum: ["result", "accepted"] } }),
    "After how many seconds the caller gets an answer: the result, or that the work is accepted.",
  ),
  doneSeconds: number,
  // delayed: the caller has its answer, and a step that is down at that moment does its work later.
  availability: described(
    object({ answer: { ...number, maximum: 1 }, delayed: { ...number, maximum: 1 } }),
    "The shares of runs, if each step is available 99.9 % of the time.",
  ),
  // tries: of each level; nested they multiply.
  worstCase: described(
    object({ callsOfLastStep: integer, callsInAll: integer, tries: listOf(integer) }),
    "How many calls there are at most, if the last step fails until every level has used up its retries.",
  ),
  outage: described(outage, "What happens to the work when a step is down for ten minutes."),
});

const prices = object({
  region: text,
  date: described(text, "The day on which the prices were read."),
  pages: listOf(object({ title: text, url: text })),
});

const counted = object({ id: design, title: text, isChosen: { type: "boolean" }, figures });

const impossible = object({
  id: design,
  title: text,
  isChosen: { type: "boolean" },
  cannot: described(text, "Why this design cannot run the workflow."),
});

const verdict = object({
  cheapest: design,
  recommended: design,
  sentences: { ...listOf(text), maxItems: 5 },
});

const explanation = object(
  {
    // The transport is its own, or the one that is recommended.
    workflow: object({ name: text, description: text, transport: { enum: TRANSPORTS } }, [
      "description",
    ]),
    prices,
    architecture: { enum: ["arm64", "x86_64"] },
    rate: described(assumption, "How many runs start per second."),
    items: described(
      assumption,
      "How many items each map has; left out if the workflow has no map.",
    ),
    steps: listOf(step),
    timeline: object({ nested: timeline, decoupled: timeline }),
    designs: listOf({ oneOf: [counted, impossible] }),
    verdict,
    notes: described(listOf(text), "How the figures are calculated, and what they do not include."),
  },
  ["items"],
);

/** The JSON Schema (draft 7) of the document that `unchain explain --json` prints. */
export const EXPLANATION_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Unchain explanation",
  description:
    "What a workflow costs in each design, what it waits for, and what happens when a step fails.",
  ...explanation,
};

/** Holds all that is said about a workflow, as plain data: the text, the JSON and the page show nothing else. */
export type Explanation = InferSchema<typeof explanation>;

export type Assumption = InferSchema<typeof assumption>;
export type Cost = InferSchema<typeof cost>;
export type CostItem = InferSchema<typeof costItem>;
export type CostKind = CostItem["kind"];
/** The kinds of cost in the order of a bill. */
export const COST_KINDS: readonly CostKind[] = costItem.properties.kind.enum;
/** Describes a design that the workflow can be built as. */
export type CountedDesign = InferSchema<typeof counted>;
export type Design = Explanation["designs"][number];
export type DesignId = Design["id"];
export type ExplainedStep = InferSchema<typeof step>;
export type Figures = InferSchema<typeof figures>;
export type Outage = InferSchema<typeof outage>;
export type PriceSource = InferSchema<typeof prices>;
export type StepOutage = Outage["steps"][number];
export type Timeline = InferSchema<typeof timeline>;
export type TimelineBar = InferSchema<typeof bar>;
export type Verdict = InferSchema<typeof verdict>;
