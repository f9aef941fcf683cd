import { TRANSPORTS } from "../../transports/names.ts";

const text = { type: "string" } as const;
const number = { type: "number", minimum: 0 } as const;
const integer = { type: "integer", minimum: 0 } as const;

const object = <Properties extends object>(
  properties: Properties,
  optional: readonly string[] = [],
) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});

const listOf = <Items extends object>(items: Items) => ({ type: "array", items });

const described = <Schema extends object>(schema: Schema, description: string) => ({
  ...schema,
  description,
});

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

const timeline = object({
  seconds: described(number, "Until all is done."),
  bars: listOf(
    object({
      step: text,
      kind: { enum: ["function", "pause"] },
      start: described(number, "Seconds after the start."),
      works: described(number, "Seconds that it works, or pauses."),
      waits: described(number, "Seconds that it is paid for and waits, right behind its work."),
      times: described(integer, "How many of it run beside each other: the items of a map."),
    }),
  ),
});

const cost = object({
  items: listOf(
    object(
      {
        kind: {
          enum: [
            ...["computing", "waiting", "requests", "messages"],
            ...["transitions", "executions", "table", "storage"],
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
    ),
  ),
  pattern: described(number, "USD per million runs of the plain design."),
  added: described(number, "USD per million runs of what Unchain adds to it."),
  total: number,
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
  availability: described(
    object({ answer: { ...number, maximum: 1 }, delayed: { ...number, maximum: 1 } }),
    "Shares of runs where each step is up for 99.9 % of the time.",
  ),
  worstCase: described(
    object({ callsOfLastStep: integer, callsInAll: integer, tries: listOf(integer) }),
    "Where the last step fails until every retry is used up, on every level.",
  ),
  outage: described(
    object({
      runs: number,
      steps: listOf(
        object({
          step: text,
          fate: { enum: ["lost", "waits", "kept", "undone", "goes-on", "fallback"] },
          outlasts: described(number, "Seconds that its retries outlast, without jitter."),
        }),
      ),
      sentence: text,
    }),
    "What becomes of the work when a step is down for ten minutes.",
  ),
});

/** The JSON Schema (draft 7) of the document that `unchain explain --json` prints. */
export const EXPLANATION_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Unchain explanation",
  description: "What a workflow costs, waits for and survives in each design.",
  ...object(
    {
      workflow: object({ name: text, description: text, transport: { enum: TRANSPORTS } }, [
        "description",
      ]),
      prices: object({
        region: text,
        date: described(text, "The day on which they were read."),
        pages: listOf(object({ title: text, url: text })),
      }),
      architecture: { enum: ["arm64", "x86_64"] },
      rate: described(assumption, "Runs per second."),
      items: described(assumption, "Items of each map; left out where there is none."),
      steps: listOf(
        object({
          name: text,
          seconds: described(assumption, "Of one call, its own work only."),
          memoryMb: assumption,
          times: described(integer, "How often it runs in one run of the workflow."),
        }),
      ),
      timeline: object({ nested: timeline, decoupled: timeline }),
      designs: listOf({
        oneOf: [
          object({ id: design, title: text, isChosen: { type: "boolean" }, figures }),
          object({
            id: design,
            title: text,
            isChosen: { type: "boolean" },
            cannot: described(text, "Why the workflow cannot be built so."),
          }),
        ],
      }),
      verdict: object({
        cheapest: design,
        recommended: design,
        sentences: { ...listOf(text), maxItems: 5 },
      }),
      notes: described(listOf(text), "How it was counted, and what is left out."),
    },
    ["items"],
  ),
};
