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
      "Where it comes from; assumed: nobody has said it.",
    ),
  }),
  "A number, and where it comes from.",
);

/** A function that is counted; functions are listed in the order in which they run. */
const step = object({
  name: text,
  seconds: described(assumption, "Of one call, its own work only."),
  memoryMb: assumption,
  times: described(integer, "How often it runs in one run of the workflow."),
});

const bar = object({
  step: text,
  // A pause is a wait: no function is behind the bar.
  kind: { enum: ["function", "pause"] },
  start: described(number, "Seconds after the start."),
  works: described(number, "Seconds that it works, or pauses."),
  waits: described(number, "Seconds that it is paid for and waits, right behind its work."),
  times: described(integer, "How many of it run beside each other: the items of a map."),
});

const timeline = object({
  seconds: described(number, "Until all is done."),
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
    usd: described(number, "Of a million runs."),
    quantity: described(number, "Of one run, in unit."),
    unit: text,
    of: described(
      { enum: ["pattern", "added"] },
      "pattern: the plain design has it; added: what Unchain generates has it on top.",
    ),
    why: text,
  },
  ["why"],
);

const cost = object({
  items: listOf(costItem),
  pattern: described(number, "USD per million runs of the plain design."),
  added: described(number, "USD per million runs of what Unchain adds to it."),
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
      outlasts: described(number, "Seconds that its retries outlast, without jitter."),
    }),
  ),
  sentence: text,
});

const figures = object({
  cost,
  paidSeconds: described(
    object({ working: number, waiting: number }),
    "Seconds of computing that one run pays for.",
  ),
  environments: described(number, "Concurrent executions of Lambda at the rate."),
  answer: described(
    object({ seconds: number, is: { enum: ["result", "accepted"] } }),
    "When the caller has an answer: the result, or that the work is taken.",
  ),
  doneSeconds: number,
  // delayed: the caller has its answer, and a step that is down at that moment does its work later.
  availability: described(
    object({ answer: { ...number, maximum: 1 }, delayed: { ...number, maximum: 1 } }),
    "Shares of runs where each step is up for 99.9 % of the time.",
  ),
  // tries: of each level; nested they multiply.
  worstCase: described(
    object({ callsOfLastStep: integer, callsInAll: integer, tries: listOf(integer) }),
    "Where the last step fails until every retry is used up, on every level.",
  ),
  outage: described(outage, "What becomes of the work when a step is down for ten minutes."),
});

const prices = object({
  region: text,
  date: described(text, "The day on which they were read."),
  pages: listOf(object({ title: text, url: text })),
});

const counted = object({ id: design, title: text, isChosen: { type: "boolean" }, figures });

const impossible = object({
  id: design,
  title: text,
  isChosen: { type: "boolean" },
  cannot: described(text, "Why the workflow cannot be built so."),
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
    rate: described(assumption, "Runs per second."),
    items: described(assumption, "Items of each map; left out where there is none."),
    steps: listOf(step),
    timeline: object({ nested: timeline, decoupled: timeline }),
    designs: listOf({ oneOf: [counted, impossible] }),
    verdict,
    notes: described(listOf(text), "How it was counted, and what is left out."),
  },
  ["items"],
);

/** The JSON Schema (draft 7) of the document that `unchain explain --json` prints. */
export const EXPLANATION_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Unchain explanation",
  description: "What a workflow costs, waits for and survives in each design.",
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
