import type {
  CostItem,
  CostKind,
  Design,
  Explanation,
  Figures,
  TimelineBar,
} from "../../src/explain/explanation.ts";

const seconds = { "create-order": 0.2, "process-payment": 1.5, "create-invoice": 0.3 };

function bars(nested: boolean): TimelineBar[] {
  let start = 0;
  return Object.entries(seconds).map(([step, works]) => {
    const bar = {
      step,
      kind: "function",
      start,
      works,
      waits: nested ? 2 - start - works : 0,
      times: 1,
    } as const;
    start += works;
    return bar;
  });
}

const item = (
  kind: CostKind,
  usd: number,
  unit: string,
  of: CostItem["of"] = "pattern",
): CostItem => ({
  kind,
  usd,
  quantity: 1,
  unit,
  of,
  ...(of === "added" && { why: "so that a repeat has no effect" }),
});

function figures(items: CostItem[], rest: Partial<Figures>): Figures {
  const sum = (of: CostItem["of"]) =>
    items.filter((one) => one.of === of).reduce((all, { usd }) => all + usd, 0);
  const steps = Object.keys(seconds);
  return {
    cost: {
      items,
      pattern: sum("pattern"),
      added: sum("added"),
      total: sum("pattern") + sum("added"),
    },
    paidSeconds: { working: 2, waiting: 0 },
    environments: 200,
    answer: { seconds: 0.05, is: "accepted" },
    doneSeconds: 2,
    availability: { answer: 0.9995, delayed: 0.99999 },
    worstCase: { callsOfLastStep: 6, callsInAll: 8, tries: [4, 4, 6] },
    outage: {
      runs: 60_000,
      steps: steps.map((step) => ({ step, fate: "undone", outlasts: 62 })),
      sentence: "Of 60,000 runs those that come to it are undone when their retries are used up.",
    },
    ...rest,
  };
}

const designs: Design[] = [
  {
    id: "nested",
    title: "Nested chain",
    isChosen: false,
    figures: figures(
      [
        item("computing", 13.33, "GB-seconds"),
        item("waiting", 14, "GB-seconds"),
        item("requests", 0.6, "requests"),
      ],
      {
        paidSeconds: { working: 2, waiting: 2.1 },
        environments: 410,
        answer: { seconds: 2, is: "result" },
        availability: { answer: 0.997, delayed: 0 },
        worstCase: { callsOfLastStep: 96, callsInAll: 116, tries: [4, 4, 6] },
        outage: {
          runs: 60_000,
          steps: [],
          sentence: "60,000 callers get an error; what was done before stays half done.",
        },
      },
    ),
  },
  {
    id: "one-function",
    title: "One function",
    isChosen: false,
    figures: figures(
      [item("computing", 13.33, "GB-seconds"), item("requests", 0.2, "requests")],
      {},
    ),
  },
  {
    id: "queue",
    title: "Queues",
    isChosen: false,
    figures: figures(
      [
        item("computing", 13.33, "GB-seconds"),
        item("requests", 0.6, "requests"),
        item("messages", 1.2, "requests"),
        item("table", 3.7, "writes", "added"),
      ],
      {},
    ),
  },
  {
    id: "standard",
    title: "Step Functions, Standard",
    isChosen: true,
    figures: figures(
      [
        item("computing", 13.33, "GB-seconds"),
        item("requests", 0.6, "requests"),
        item("transitions", 100, "transitions"),
        item("table", 7.5, "writes", "added"),
      ],
      {},
    ),
  },
  {
    id: "express",
    title: "Step Functions, Express",
    isChosen: false,
    cannot: "Its executions end after 5 minutes.",
  },
];

/** What is said about the order example, in figures that are easy to check by hand. */
export const orderExplanation: Explanation = {
  workflow: {
    name: "order-processing",
    description: "Take an order, charge the card, send the invoice.",
    transport: "state-machine",
  },
  prices: {
    region: "us-east-1",
    date: "2026-11-30",
    pages: [{ title: "AWS Lambda Pricing", url: "https://aws.amazon.com/lambda/pricing/" }],
  },
  architecture: "arm64",
  rate: { value: 100, from: "assumed" },
  steps: Object.entries(seconds).map(([name, value]) => ({
    name,
    seconds: { value, from: "assumed" },
    memoryMb: { value: 512, from: "assumed" },
    times: 1,
  })),
  timeline: {
    nested: { seconds: 2, bars: bars(true) },
    decoupled: { seconds: 2, bars: bars(false) },
  },
  designs,
  verdict: {
    cheapest: "one-function",
    recommended: "standard",
    sentences: [
      "One function is cheapest: 13.53 USD a million.",
      "Standard costs four times what nesting does, and buys that no work is lost.",
    ],
  },
  notes: ["Cold starts are left out."],
};
