import { describe, expect, test } from "vitest";
import { askProject } from "../../src/prompts/project-questions.ts";
import type { Transport } from "../../src/workflow/workflow.ts";
import { writeWorkflow } from "../../src/workflow/write.ts";
import { type Answer, scriptedAsk } from "./scripted-ask.ts";

async function ask(answers: readonly Answer[], transport?: Transport) {
  const asker = scriptedAsk(answers);
  const { workflow } = await askProject(asker, {
    directory: "trip",
    packageManager: "npm",
    ...(transport && { transport }),
    problemWith: () => undefined,
  });
  return { yaml: writeWorkflow(workflow), log: asker.log };
}

const firstIs = (form: string): readonly Answer[] => [
  { to: "Step 1: its name", with: "?" },
  { to: "Step 1: what kind", with: form },
];

describe("the questions about a step of another kind", () => {
  test("a wait has a name that says how long", async () => {
    const { yaml, log } = await ask([
      ...firstIs("wait"),
      { to: "how long", with: "soon" },
      { to: "how long", with: "400d" },
      { to: "how long", with: "1h" },
      { to: "What next", with: "done" },
      { to: "What next", with: "add" },
      { to: "Step 2", with: "?" },
      { to: "Step 2: what kind", with: "wait" },
      { to: "how long", with: "1h" },
      { to: "What next", with: "add" },
      { to: "Step 3", with: "remind" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: state-machine
      steps:
        - name: wait-1h
          wait: 1h
        - name: wait-1h-2
          wait: 1h
        - name: remind
      "
    `);
    expect(log.filter((line) => line.includes("refused"))).toEqual([
      expect.stringContaining("soon"),
      expect.stringContaining("365d"),
    ]);
    expect(log.join("\n")).toContain("No step of the workflow is a function");
  });

  test("an approval: how long, what follows a rejection and no answer", async () => {
    const { yaml, log } = await ask([
      ...firstIs("approval"),
      { to: "how long", with: "1s" },
      { to: "how long", with: "2d" },
      { to: "Step 1: its name", with: "ask-manager" },
      { to: "What does it do", with: "" },
      { to: "When ask-manager is rejected, or nobody answers", with: "continue" },
      { to: "More rules for ask-manager", with: false },
      { to: "What next", with: "add" },
      { to: "Step 2", with: "book" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: state-machine
      steps:
        - name: ask-manager
          approval: { timeout: 2d }
          onFailure: continue
        - name: book
      "
    `);
    expect(log.filter((line) => line.includes("refused"))).toEqual([
      expect.stringContaining("from 1m to 365d"),
    ]);
  });

  test("a choice: conditions one by one, a branch with nothing to do, otherwise", async () => {
    const { yaml } = await ask([
      { to: "Step 1: its name", with: "check-trip" },
      { to: "Step 2: its name", with: "?" },
      { to: "Step 2: what kind", with: "choice" },
      { to: "Step 2: its name", with: "Size" },
      { to: "What does it do", with: "" },
      { to: "What does it do", with: "Large trips are looked at." },
      { to: "Branch 1 of size is taken where", with: "total" },
      { to: "Branch 1 of size is taken where", with: "input.total" },
      { to: "input.total", with: "greaterThan" },
      { to: "input.total is greater than", with: "" },
      { to: "input.total is greater than", with: "1000" },
      { to: "More conditions", with: "none" },
      { to: "Step 1 of branch 1 of size: its name", with: "check-trip" },
      { to: "Step 1 of branch 1 of size: its name", with: "ask-manager" },
      { to: "Another branch of size", with: "when" },
      { to: "Branch 2 of size is taken where", with: "results.checkTrip.risk" },
      { to: "results.checkTrip.risk", with: "oneOf" },
      { to: "results.checkTrip.risk is one of", with: "high, unknown" },
      { to: "More conditions", with: "all" },
      { to: "and where", with: "input.known" },
      { to: "input.known", with: "isAbsent" },
      { to: "and where …", with: true },
      { to: "and where", with: "input.code" },
      { to: "input.code is", with: '"42"' },
      { to: "Step 1 of branch 2 of size: its name", with: "" },
      { to: "Another branch of size", with: "otherwise" },
      { to: "Step 1 of branch 3 of size: its name", with: "approve" },
      { to: "What next in branch 3 of size", with: "add" },
      { to: "Step 2 of branch 3 of size: its name", with: "congratulate" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: queue
      steps:
        - name: check-trip
        - name: size
          description: Large trips are looked at.
          choice:
            - when: { path: input.total, greaterThan: 1000 }
              steps:
                - name: ask-manager
            - when: { all: [{ path: results.checkTrip.risk, oneOf: [high, unknown] }, { path: input.known, isPresent: false }, { path: input.code, equals: "42" }] }
              steps: []
            - otherwise:
                - name: approve
                - name: congratulate
      "
    `);
  });

  test("a parallel has two branches at least, and fails as its rules say", async () => {
    const { yaml, log } = await ask([
      ...firstIs("parallel"),
      { to: "Step 1: its name", with: "book" },
      { to: "Step 1 of branch 1 of book", with: "book-hotel" },
      { to: "Which step undoes it", with: "cancel-hotel" },
      { to: "Step 1 of branch 2 of book", with: "book-hotel" },
      { to: "Step 1 of branch 2 of book", with: "book-flight" },
      { to: "Another branch of book", with: true },
      { to: "Step 1 of branch 3 of book", with: "book-car" },
      { to: "When a branch of book fails", with: "compensate" },
      { to: "More rules for book", with: true },
      { to: "Errors with another route", with: "SoldOut" },
      { to: "On SoldOut", with: "fallback" },
      { to: "in its place", with: "wait-list" },
      { to: "Which step undoes it", with: "" },
      { to: "Which step undoes it", with: "" },
      { to: "Which step undoes it", with: "cancel-trip" },
      { to: "What next?", with: "done" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: state-machine
      steps:
        - name: book
          parallel:
            - steps:
                - name: book-hotel
                  compensation: cancel-hotel
            - steps:
                - name: book-flight
            - steps:
                - name: book-car
          catch:
            - errors: [SoldOut]
              onFailure: fallback
          onFailure: compensate
          fallback: wait-list
          compensation: cancel-trip
      "
    `);
    const pictures = log.filter((text) => text.includes("▼"));
    expect(pictures[0]).toContain("├─ branch 1");
    expect(pictures[0]).toContain("book-hotel");
    expect(pictures.at(-1)).toContain("SoldOut ─▶ run wait-list, go on");
  });

  test("a map runs its steps for each item; a pause alone is not enough", async () => {
    const { yaml, log } = await ask([
      ...firstIs("map"),
      { to: "for each item of which list", with: "lines" },
      { to: "for each item of which list", with: "input.orderLines" },
      { to: "Step 1 of each item of order-lines", with: "?" },
      { to: "Step 1 of each item of order-lines: what kind", with: "wait" },
      { to: "Step 2 of each item of order-lines", with: "pick" },
      { to: "When an item of order-lines fails", with: "continue" },
      { to: "More rules for order-lines", with: true },
      { to: "How many items", with: "0" },
      { to: "At most how many items", with: "0" },
      { to: "At most how many items", with: "5" },
      { to: "What next?", with: "done" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: state-machine
      steps:
        - name: order-lines
          map:
            items: input.orderLines
            maxConcurrency: 5
            steps:
              - name: wait-10m
                wait: 10m
              - name: pick
          onFailure: continue
      "
    `);
    expect(log.find((line) => line.startsWith("What next in each item"))).toContain("add");
  });

  test("inside of each other: a function is asked for unless something else is", async () => {
    const { yaml } = await ask([
      ...firstIs("parallel"),
      { to: "Step 1 of branch 1 of all-at-once: its name", with: "?" },
      { to: "Step 1 of branch 1 of all-at-once: what kind", with: "map" },
      { to: "Step 1 of each item of items: its name", with: "?" },
      { to: "Step 1 of each item of items: what kind", with: "task" },
      { to: "Step 1 of each item of items: its name", with: "print" },
      { to: "What next?", with: "done" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: state-machine
      steps:
        - name: all-at-once
          parallel:
            - steps:
                - name: items
                  map:
                    items: input.items
                    steps:
                      - name: print
            - steps:
                - name: step-1
      "
    `);
  });

  test("compensations inside of it that no failure asks for can be left out", async () => {
    const { yaml, log } = await ask([
      ...firstIs("parallel"),
      { to: "Which step undoes it", with: "cancel" },
      { to: "What next?", with: "done" },
    ]);
    expect(log.join("\n")).toContain("No failure asks for the compensation of step-1");
    expect(yaml).not.toContain("compensation");
  });

  test("what a known transport cannot do cannot be chosen", async () => {
    await expect(ask(firstIs("parallel"), "queue")).rejects.toThrow(
      /parallel is disabled: .*queues cannot do a parallel/,
    );
  });
});

describe("more about the workflow", () => {
  const more: Answer = { to: "What next", with: "more" };

  test.each([
    {
      start: "api",
      answers: [
        { to: "Which request", with: "GET /x" },
        { to: "Which request", with: "POST /trips" },
      ],
      yaml: "trigger:\n  api: POST /trips\n",
    },
    {
      start: "schedule",
      answers: [
        { to: "When?", with: "daily" },
        { to: "When?", with: "rate(1 day)" },
      ],
      yaml: "trigger:\n  schedule: rate(1 day)\n",
    },
    {
      start: "event",
      answers: [{ to: "Events of which", with: "shop" }],
      yaml: "trigger:\n  event:\n    source: shop\n    detailType: OrderPlaced\n",
    },
  ])("started by: $start", async ({ start, answers, yaml }) => {
    const asked = await ask([more, { to: "What starts", with: start }, ...answers]);
    expect(asked.yaml).toContain(yaml);
    expect(asked.log.filter((line) => line.includes("refused"))).toHaveLength(answers.length - 1);
  });

  test("what a schedule starts has no order to keep, and gets no list", async () => {
    const scheduled = [more, { to: "What starts", with: "schedule" }];
    await expect(ask([...scheduled, { to: "keep the order", with: "yes" }])).rejects.toThrow(
      /yes is disabled: .*a schedule starts the workflow with input.scheduledTime alone/,
    );
    await expect(
      ask([
        ...firstIs("map"),
        { to: "What next?", with: "more" },
        { to: "What starts", with: "schedule" },
      ]),
    ).rejects.toThrow(/schedule is disabled: .*"input.items" is never there/);
  });

  test("order is kept: only queues can be chosen then", async () => {
    const inOrder = [
      more,
      { to: "keep the order", with: "yes" },
      { to: "In order for each", with: "customer" },
      { to: "In order for each", with: "input.customer" },
    ];
    expect((await ask(inOrder)).yaml).toContain("queue: { fifo: true, groupBy: input.customer }");
    await expect(ask([...inOrder, { to: "carries", with: "state-machine" }])).rejects.toThrow(
      /state-machine is disabled/,
    );
    const parallel = [
      { to: "Step 2: its name", with: "?" },
      { to: "what kind", with: "parallel" },
    ];
    await expect(ask([...inOrder, ...parallel])).rejects.toThrow(/parallel is disabled/);
  });

  test("what only a state machine can do keeps no order", async () => {
    const { log } = await ask([...firstIs("parallel"), { to: "What next?", with: "done" }]);
    expect(log.join("\n")).toContain("Recommended transport: state-machine");
    await expect(
      ask([
        ...firstIs("parallel"),
        { to: "What next?", with: "more" },
        { to: "keep the order", with: "yes" },
      ]),
    ).rejects.toThrow(/yes is disabled: .*parallel/);
  });
});
