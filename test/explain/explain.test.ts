import { describe, expect, test } from "vitest";
import { explainWorkflow } from "../../src/explain/explain.ts";
import type { DesignId } from "../../src/explain/explanation.ts";
import { pricesIn } from "../../src/explain/prices/prices.ts";
import { chainOf, figuresOf, obstacleTo, optionsWith, order, workflowOf } from "./explained.ts";

const DESIGNS: readonly DesignId[] = ["nested", "one-function", "queue", "standard", "express"];

describe("USD per million runs of the plain designs, worked out by hand beforehand", () => {
  test.each([
    ["the order example", [200, 1_500, 300], 512, [27.93, 13.53, 18.83, 113.93, 17.23]],
    ["a slow payment", [100, 5_000, 1_000], 1_024, [175.27, 81.53, 86.83, 181.93, 89.5]],
    ["3 × 20 ms", [20, 20, 20], 128, [0.8, 0.3, 5.6, 100.7, 2.01]],
    ["3 × 100 ms", [100, 100, 100], 256, [2.6, 1.2, 6.5, 101.6, 3.12]],
    ["5 × 500 ms", Array(5).fill(500), 512, [51, 16.87, 27.47, 167.67, 21.58]],
    ["8 × 300 ms", Array(8).fill(300), 256, [37.6, 8.2, 26.75, 234.6, 13.52]],
  ])("%s", (_, milliseconds, memory, usd) => {
    const explanation = explainWorkflow(chainOf(milliseconds, memory));
    const plain = DESIGNS.map((id) => figuresOf(explanation, id).cost.pattern);
    expect(plain.map((amount) => Number(amount.toFixed(2)))).toEqual(usd);
  });
});

describe("how often a workflow runs", () => {
  const scheduled = (schedule: string) =>
    explainWorkflow(
      workflowOf([{ name: "a" }, { name: "b" }], { transport: "queue", trigger: { schedule } }),
    );

  test.each([
    ["rate(20 minutes)", 1 / 1_200, "workflow"],
    ["rate(1 day)", 1 / 86_400, "workflow"],
    ["cron(0 3 * * ? *)", 1 / 86_400, "assumed"],
  ])("is what its schedule says: %s", (expression, value, from) => {
    const { rate } = scheduled(expression);
    expect(rate.value).toBeCloseTo(value, 12);
    expect(rate.from).toBe(from);
  });

  test("decides whether idle queues are most of the bill, which is then told by the month", () => {
    const { sentences } = scheduled("rate(1 day)").verdict;
    // Five polls in 20 s, two queues, 730 h: 1,314,000 requests for 0.40 USD a million.
    expect(sentences.join(" ")).toMatch(/At 1 run a day, most .* 0\.53 USD a month, however many/);
  });
});

describe("the order example at 100 runs a second", () => {
  const explanation = explainWorkflow(order);
  const of = (id: DesignId) => figuresOf(explanation, id);

  test("costs what the plain designs cost, and what the generated project adds by itself", () => {
    expect(DESIGNS.map((id) => of(id).cost.added.toFixed(2))).toEqual([
      ...["0.00", "0.00", "4.33", "28.75", "0.00"],
    ]);
    for (const id of DESIGNS) {
      const { items, pattern, added, total } = of(id).cost;
      const sum = (origin: string) =>
        items.filter((one) => one.of === origin).reduce((all, { usd }) => all + usd, 0);
      expect([sum("pattern"), sum("added")]).toEqual([pattern, added]);
      expect(total).toBeCloseTo(pattern + added, 9);
      expect(items.filter((one) => one.of === "added").every(({ why }) => why)).toBe(true);
    }
  });

  test("holds 410 environments where calls are nested, and 200 where nobody waits", () => {
    expect(DESIGNS.map((id) => of(id).environments)).toEqual([410, 200, 200, 200, 200]);
    expect(of("nested").paidSeconds).toEqual({ working: 2, waiting: 2.1 });
  });

  test("answers when all is done, or at once", () => {
    expect(of("nested").answer).toEqual({ seconds: 2, is: "result" });
    expect(of("standard").answer).toEqual({ seconds: 0.05, is: "accepted" });
    expect([of("nested").doneSeconds, of("queue").doneSeconds]).toEqual([2, 2.15]);
  });

  test("is as available as all of its steps where the caller waits for them", () => {
    expect(of("nested").availability.answer).toBeCloseTo(0.997003, 6);
    expect(of("queue").availability).toEqual({ answer: 1, delayed: expect.closeTo(0.002997, 6) });
  });

  test("multiplies the tries of nested calls", () => {
    expect(of("nested").worstCase).toEqual({
      callsOfLastStep: 96,
      callsInAll: 4 + 16 + 96,
      tries: [4, 4, 6],
    });
    expect(of("standard").worstCase).toMatchObject({ callsOfLastStep: 6, callsInAll: 14 });
    expect(of("one-function").worstCase).toMatchObject({ callsOfLastStep: 6, callsInAll: 18 });
  });

  test("says what becomes of the work while a step is down", () => {
    const { runs, steps } = of("nested").outage;
    expect([runs, ...steps.map(({ fate }) => fate)]).toEqual([60_000, "lost", "lost", "lost"]);
    expect(of("standard").outage.steps.map(({ fate }) => fate)).toEqual([
      ...["kept", "undone", "undone"],
    ]);
    expect(of("express").outage.steps[0]?.fate).toBe("lost");
  });

  test("shows who waits for whom", () => {
    expect(explanation.timeline.nested).toEqual({
      seconds: 2,
      bars: [
        { step: "create-order", kind: "function", start: 0, works: 0.2, waits: 1.8, times: 1 },
        { step: "process-payment", kind: "function", start: 0.2, works: 1.5, waits: 0.3, times: 1 },
        { step: "create-invoice", kind: "function", start: 1.7, works: 0.3, waits: 0, times: 1 },
      ],
    });
    expect(explanation.timeline.decoupled.bars.every(({ waits }) => waits === 0)).toBe(true);
  });

  test("says that one function is the cheapest, and why the state machine is not", () => {
    const { cheapest, recommended, sentences } = explanation.verdict;
    expect([cheapest, recommended]).toEqual(["one-function", "standard"]);
    expect(sentences.join(" ")).toMatch(
      /4\.1 s of computing for 2 s of work: waiting costs 14\.00 of the 27\.93/,
    );
    expect(sentences.join(" ")).toMatch(
      /more expensive.*142\.68 USD against 27\.93 until.*9\.2 times/,
    );
    expect(sentences.join(" ")).not.toMatch(/Assumed/);
  });
});

test("where the steps take as many times as long as is said, both cost the same", () => {
  const longer = { ...order, steps: order.steps.map((step) => ({ ...step, timeoutSeconds: 900 })) };
  const [, factor] =
    /until the steps take ([\d.]+) times/.exec(
      explainWorkflow(order).verdict.sentences.join(" "),
    ) ?? [];
  const byStep = new Map(
    ["create-order", "process-payment", "create-invoice"].map((name, index) => [
      name,
      ([200, 1_500, 300][index] as number) * Number(factor),
    ]),
  );
  const explanation = explainWorkflow(
    longer as typeof order,
    optionsWith({ durations: { byStep } }),
  );
  const [nested, standard] = (["nested", "standard"] as const).map(
    (id) => figuresOf(explanation, id).cost.total,
  );
  expect((nested as number) / (standard as number)).toBeCloseTo(1, 1);
});

describe("what is counted of a workflow that is no straight line", () => {
  const second = { duration: "1s", memory: 1_024 };

  test("of a choice the dearest branch", () => {
    const explanation = explainWorkflow(
      workflowOf([
        { name: "first", expected: second },
        {
          name: "which",
          choice: [
            {
              when: { path: "input.a", equals: 1 },
              steps: [{ name: "cheap", expected: { duration: "1ms" } }],
            },
            { when: { path: "input.b", equals: 1 }, steps: [{ name: "dear", expected: second }] },
            { otherwise: [] },
          ],
        },
        { name: "last", expected: second },
      ]),
    );
    expect(explanation.steps.map(({ name }) => name)).toEqual(["first", "dear", "last"]);
    expect(figuresOf(explanation, "nested").paidSeconds).toEqual({ working: 3, waiting: 3 });
    expect(explanation.notes.join(" ")).toMatch(/choice, the branch with the most computing/);
  });

  test("of branches all for cost and the longest for time; each waits for its own end only", () => {
    const explanation = explainWorkflow(
      workflowOf([
        { name: "first", expected: second },
        {
          name: "both",
          parallel: [
            {
              steps: [
                { name: "short", expected: second },
                { name: "shorter", expected: second },
              ],
            },
            { steps: [{ name: "long", expected: { duration: "5s", memory: 1_024 } }] },
          ],
        },
        { name: "last", expected: second },
      ]),
    );
    const nested = figuresOf(explanation, "nested");
    // first waits for 5 + 1, short for shorter.
    expect(nested.paidSeconds).toEqual({ working: 9, waiting: 7 });
    expect(nested.doneSeconds).toBe(7);
    expect(figuresOf(explanation, "one-function").paidSeconds).toEqual({ working: 7, waiting: 0 });
    expect(obstacleTo(explanation, "queue")).toMatch(/both/);
    // Start, first, both, three in branches, two ends of branches, last, Succeeded; plain: six and an end.
    const transitions = figuresOf(explanation, "standard").cost.items.filter(
      ({ kind }) => kind === "transitions",
    );
    expect(transitions.map(({ of, quantity }) => [of, quantity])).toEqual([
      ["pattern", 7],
      ["added", 3],
    ]);
  });

  test("of a map every item, in as many rounds as it takes", () => {
    const explanation = explainWorkflow(
      workflowOf([
        {
          name: "all",
          map: {
            items: "input.lines",
            maxConcurrency: 4,
            steps: [{ name: "one", expected: second }],
          },
        },
      ]),
      optionsWith({ items: 10 }),
    );
    expect(explanation.items).toEqual({ value: 10, from: "flag" });
    expect(explanation.steps).toEqual([expect.objectContaining({ name: "one", times: 10 })]);
    expect(figuresOf(explanation, "nested").doneSeconds).toBe(3);
    expect(figuresOf(explanation, "standard").paidSeconds).toEqual({ working: 10, waiting: 0 });
  });

  test("a pause is paid for by whoever waits for it, and by nobody else", () => {
    const explanation = explainWorkflow(
      workflowOf([
        { name: "first", expected: second },
        { name: "rest", wait: "10s" },
        { name: "last", expected: second },
      ]),
    );
    expect(figuresOf(explanation, "nested").paidSeconds).toEqual({ working: 2, waiting: 11 });
    expect(figuresOf(explanation, "one-function").paidSeconds).toEqual({ working: 2, waiting: 10 });
    expect(figuresOf(explanation, "queue").paidSeconds).toEqual({ working: 2, waiting: 0 });
  });

  test("what a design cannot do has no figures, but a reason", () => {
    const long = explainWorkflow(
      workflowOf([{ name: "a" }, { name: "rest", wait: "20m" }, { name: "b" }]),
    );
    expect(obstacleTo(long, "nested")).toMatch(/15 minutes/);
    expect(obstacleTo(long, "express")).toMatch(/five minutes/);
    expect(obstacleTo(long, "queue")).toMatch(/rest/);
    const asked = explainWorkflow(
      workflowOf([{ name: "ask", approval: { timeout: "3d" } }, { name: "b" }]),
    );
    expect(obstacleTo(asked, "nested")).toMatch(/^ask waits for a person/);
    expect(obstacleTo(asked, "express")).toMatch(/token/);
    expect(asked.verdict.sentences.join(" ")).toMatch(
      /Only one design can run this workflow, Standard state machine/,
    );
    const ordered = explainWorkflow(
      workflowOf([{ name: "a" }], { queue: { fifo: true, groupBy: "input.customerId" } }),
    );
    expect(obstacleTo(ordered, "standard")).toMatch(/does not keep the order/);
  });
});

test("what becomes of the work of a step that is down is what its rules say, and those around it", () => {
  const explanation = explainWorkflow(
    workflowOf([
      { name: "patient", retry: { maxAttempts: 20, interval: "1m" } },
      {
        name: "both",
        onFailure: "continue",
        parallel: [
          { steps: [{ name: "inside" }] },
          { steps: [{ name: "other", onFailure: "continue" }] },
        ],
      },
      { name: "replaced", onFailure: "fallback", fallback: "instead" },
      { name: "last" },
    ]),
  );
  const fates = (id: DesignId) => figuresOf(explanation, id).outage.steps.map(({ fate }) => fate);
  expect(fates("standard")).toEqual(["waits", "goes-on", "goes-on", "fallback", "kept"]);
  // An execution of Express is over after five minutes.
  expect(fates("express")).toEqual(["lost", "goes-on", "goes-on", "fallback", "lost"]);
  expect(figuresOf(explanation, "standard").outage.sentence).toBe(
    "All runs are accepted. If patient is down, retries outlast the outage; if inside or other is down, the workflow continues without it; if replaced is down, its fallback runs; if last is down, the work is kept and can be redriven.",
  );
});

describe("what the generated project adds", () => {
  const added = (id: "queue" | "standard", workflow: Parameters<typeof explainWorkflow>[0]) =>
    figuresOf(explainWorkflow(workflow), id).cost.items.filter((one) => one.of === "added");

  test("queues that are seldom used are asked in vain: five pollers, every 20 seconds", () => {
    const daily = {
      ...chainOf([100, 100], 256),
      expected: { rate: { runs: 1, per: "d" as const } },
    };
    const empty = added("queue", daily).find(({ why }) => why?.includes("they are empty"));
    expect(empty?.quantity).toBe(2 * (0.25 * 86_400 - 1));
    const busy = { ...daily, expected: { rate: { runs: 1, per: "s" as const } } };
    expect(added("queue", busy).some(({ why }) => why?.includes("they are empty"))).toBe(false);
  });

  test("a trigger has a function, and with queues a record", () => {
    const workflow = workflowOf([{ name: "a" }], { trigger: { api: "POST /orders" } });
    const kinds = (id: "queue" | "standard") => added(id, workflow).map(({ kind }) => kind);
    expect(kinds("queue")).toContain("requests");
    expect(kinds("standard")).toContain("requests");
    const starts = added("queue", workflow).find(({ why }) => why?.includes("repeated start"));
    expect(starts?.quantity).toBe(4);
  });

  test("a result with a claim check is written once and read by whoever is given it", () => {
    const workflow = workflowOf([{ name: "a", claimCheck: true }, { name: "b" }, { name: "c" }]);
    const storage = added("standard", workflow).filter(({ kind }) => kind === "storage");
    expect(storage.map(({ unit, quantity }) => [unit, quantity])).toEqual([
      ["writes", 1],
      ["reads", 2],
    ]);
  });
});

describe("assumptions", () => {
  test("a flag wins over the workflow, and what nobody says is assumed", () => {
    const workflow = workflowOf([{ name: "a", expected: { duration: "2s" } }, { name: "b" }]);
    const options = optionsWith({ durations: { byStep: new Map([["a", 3_000]]) } });
    const { steps, rate, verdict } = explainWorkflow(workflow, options);
    expect(steps.map(({ seconds }) => seconds)).toEqual([
      { value: 3, from: "flag" },
      { value: 1, from: "assumed" },
    ]);
    expect(explainWorkflow(workflow).steps[0]?.seconds).toEqual({ value: 2, from: "workflow" });
    expect(steps[0]?.memoryMb).toEqual({ value: 256, from: "assumed" });
    expect(rate).toEqual({ value: 10, from: "assumed" });
    expect(verdict.sentences.at(-1)).toMatch(
      /^Unchain assumes 1 s a step where none is given, 256 MB, 10 runs a second/,
    );
  });

  test("a flag without a step is for all that have none of their own", () => {
    const options = optionsWith({ durations: { every: 500, byStep: new Map([["b", 700]]) } });
    const { steps } = explainWorkflow(workflowOf([{ name: "a" }, { name: "b" }]), options);
    expect(steps.map(({ seconds }) => seconds.value)).toEqual([0.5, 0.7]);
  });

  test("prices are those of the region and the architecture", () => {
    const prices = pricesIn("eu-central-1");
    if (!prices) throw new Error("No prices");
    const { cost } = figuresOf(explainWorkflow(order, optionsWith({ prices })), "queue");
    expect(cost.pattern).toBeCloseTo(18.833 + 4 * (0.7625 - 0.625), 2);
    const x86 = explainWorkflow(order, optionsWith({ architecture: "x86_64" }));
    expect(figuresOf(x86, "one-function").cost.total).toBeCloseTo(16.8667, 3);
    expect(x86.notes.join(" ")).toMatch(/The generated project uses arm64/);
  });
});
