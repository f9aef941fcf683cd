import { describe, expect, test } from "vitest";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { askedProject } from "../ask-project.ts";
import { type Answer, questionsIn } from "../scripted-ask.ts";

const ask = (answers: readonly Answer[], transport?: TransportName) =>
  askedProject(answers, { directory: "trip", ...(transport && { start: { transport } }) });

const firstIs = (form: string): Answer => ({ to: "What is the first step?", with: form });

/** A function at a place, e.g. `Step 1 of branch 1 of book`. */
const named = (title: string, name: string): Answer => ({ to: `${title}: its name`, with: name });
const first = (within: string): Answer => ({
  to: `What is the first step in ${within}`,
  with: "task",
});
const next = (form: string): Answer => ({ to: "What next?", with: form });

describe("the questions about a step of another kind", () => {
  test("a wait has a name that says how long", async () => {
    const { yaml, log } = await ask([
      firstIs("wait"),
      { to: "how long", with: "soon" },
      { to: "how long", with: "400d" },
      { to: "how long", with: "1h" },
      next("wait"),
      { to: "how long", with: "1h" },
      next("task"),
      named("Step 3", "remind"),
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
  });

  test("that is all only where a step is a function", async () => {
    const pause = [firstIs("wait"), { to: "how long", with: "1h" }];
    await expect(ask([...pause, next("done")])).rejects.toThrow(
      /What next\?: done is disabled: no step so far is a function/,
    );
  });

  test("an approval: how long, what follows a rejection and no answer", async () => {
    const { yaml, log } = await ask([
      firstIs("approval"),
      { to: "how long", with: "1s" },
      { to: "how long", with: "2d" },
      named("Step 1", "ask-manager"),
      { to: "When ask-manager is rejected, or nobody answers", with: "continue" },
      next("rules"),
      { to: "More rules for ask-manager", with: ["catch"] },
      { to: "Errors of ask-manager", with: "Rejected" },
      { to: "On Rejected", with: "fail" },
      next("task"),
      named("Step 2", "book"),
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: trip
      transport: state-machine
      steps:
        - name: ask-manager
          approval: { timeout: 2d }
          catch:
            - errors: [Rejected]
              onFailure: fail
          onFailure: continue
        - name: book
      "
    `);
    expect(log.filter((line) => line.includes("refused"))).toEqual([
      expect.stringContaining("1m to 365d"),
    ]);
  });

  test("a choice: conditions one by one, a branch with nothing to do, otherwise", async () => {
    const { yaml } = await ask([
      firstIs("task"),
      named("Step 1", "check-trip"),
      next("choice"),
      named("Step 2", "Size"),
      { to: "Branch 1 of size is taken where", with: "total" },
      { to: "Branch 1 of size is taken where", with: "input.total" },
      { to: "Branch 1 of size is taken where: input.total", with: "greaterThan" },
      { to: "input.total is greater than", with: "" },
      { to: "input.total is greater than", with: "1000" },
      first("branch 1 of size"),
      named("Step 1 of branch 1 of size", "check-trip"),
      named("Step 1 of branch 1 of size", "ask-manager"),
      { to: "Another branch of size", with: "when" },
      { to: "Branch 2 of size is taken where", with: "results.checkTrip.risk" },
      { to: "results.checkTrip.risk", with: "oneOf" },
      { to: "results.checkTrip.risk is one of", with: "high, unknown" },
      { to: "More conditions for branch 2", with: "all" },
      { to: "and where (2)", with: "input.known" },
      { to: "and where (2): input.known", with: "isAbsent" },
      { to: "Another condition for branch", with: true },
      { to: "and where (3)", with: "input.code" },
      { to: "and where (3): input.code is", with: '"42"' },
      { to: "What is the first step in branch 2", with: "done" },
      { to: "Another branch of size", with: "plain" },
      first("branch 3 of size"),
      named("Step 1 of branch 3 of size", "approve"),
      { to: "What next in branch 3 of size", with: "task" },
      named("Step 2 of branch 3 of size", "congratulate"),
      next("rules"),
      { to: "More rules for size", with: ["description"] },
      { to: "What does size do", with: "Large trips are looked at." },
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

  test("a branch that is never taken is told while it is asked for", async () => {
    const above = (total: string): readonly Answer[] => [
      { to: "input.total", with: "greaterThan" },
      { to: "input.total is greater than", with: total },
    ];
    const { log } = await ask([
      firstIs("task"),
      named("Step 1", "check"),
      next("choice"),
      named("Step 2", "size"),
      ...above("10"),
      first("branch 1 of size"),
      named("Step 1 of branch 1 of size", "ask"),
      { to: "Another branch of size", with: "when" },
      ...above("100"),
      first("branch 2 of size"),
      named("Step 1 of branch 2 of size", "ask-twice"),
    ]);
    const told = log.findIndex((text) => text.replaceAll(/\s+/g, " ").includes("is never taken"));
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(log.indexOf("What next?: done"));
  });

  test("a parallel has two branches at least, and fails as its rules say", async () => {
    const { yaml, log } = await ask([
      firstIs("parallel"),
      named("Step 1", "book"),
      first("branch 1 of book"),
      named("Step 1 of branch 1 of book", "book-hotel"),
      { to: "What next in branch 1", with: "rules" },
      { to: "More rules for book-hotel", with: ["compensation"] },
      { to: "undoes book-hotel", with: "cancel-hotel" },
      first("branch 2 of book"),
      named("Step 1 of branch 2 of book", "book-hotel"),
      named("Step 1 of branch 2 of book", "book-flight"),
      { to: "Another branch of book", with: true },
      first("branch 3 of book"),
      named("Step 1 of branch 3 of book", "book-car"),
      { to: "When a branch of book fails", with: "compensate" },
      next("rules"),
      { to: "More rules for book", with: ["compensation", "catch"] },
      { to: "undoes book", with: "cancel-trip" },
      { to: "Errors of book", with: "SoldOut" },
      { to: "On SoldOut", with: "fallback" },
      { to: "in the place", with: "wait-list" },
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
    const { yaml } = await ask([
      firstIs("map"),
      { to: "for each item of which list", with: "lines" },
      { to: "for each item of which list", with: "input.orderLines" },
      named("Step 1", "order-lines"),
      { to: "What is the first step in each item of order-lines", with: "wait" },
      { to: "What next in each item", with: "task" },
      named("Step 2 of each item of order-lines", "pick"),
      { to: "When an item of order-lines fails", with: "continue" },
      next("rules"),
      { to: "More rules for order-lines", with: ["maxConcurrency"] },
      { to: "At most how many items", with: "0" },
      { to: "At most how many items", with: "5" },
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
    const alone = [
      firstIs("map"),
      named("Step 1", "lines"),
      { to: "What is the first step in each item of lines", with: "wait" },
      { to: "What next in each item", with: "done" },
    ];
    await expect(ask(alone)).rejects.toThrow(/done is disabled: no step so far is a function/);
  });

  test("compensations inside of it that no failure asks for can be left out", async () => {
    const { yaml, log } = await ask([
      firstIs("map"),
      named("Step 1", "lines"),
      first("each item of lines"),
      named("Step 1 of each item of lines", "pick"),
      { to: "What next in each item", with: "rules" },
      { to: "More rules for pick", with: ["compensation"] },
      { to: "undoes pick", with: "put-back" },
    ]);
    expect(log.join("\n")).toContain("No failure asks for the compensation of pick");
    expect(yaml).not.toContain("compensation");
  });

  test("what a known transport cannot do cannot be chosen", async () => {
    await expect(ask([firstIs("parallel")], "queue")).rejects.toThrow(
      /parallel is disabled: The queue transport does not support parallel/,
    );
  });
});

const BOOK: readonly Answer[] = [
  firstIs("parallel"),
  named("Step 1", "book"),
  first("branch 1 of book"),
  named("Step 1 of branch 1 of book", "book-hotel"),
  first("branch 2 of book"),
  named("Step 1 of branch 2 of book", "book-flight"),
];

describe("a step that is answered again", () => {
  test("has all of its answers as they were", async () => {
    const before = await ask(BOOK);
    const again = await ask([...BOOK, next("again")]);
    expect(again.yaml).toBe(before.yaml);
    expect(again.offered).toContain("Step 1: its name: book");
    expect(again.log).toContain("Branch 1 of book (book-hotel): keep");
  });

  test("a branch is taken out with another yes only", async () => {
    const out: readonly Answer[] = [
      ...BOOK,
      next("again"),
      { to: "Branch 1 of book", with: "drop" },
    ];
    expect((await ask(out)).yaml).toContain("book-hotel");
    const dropped = await ask([
      ...out,
      { to: "Take out branch 1 of book with its step", with: true },
      first("branch 2 of book"),
      named("Step 1 of branch 2 of book", "book-car"),
    ]);
    expect(dropped.yaml).not.toContain("book-hotel");
    expect(dropped.yaml).toMatch(/book-flight[\s\S]*book-car/);
  });

  test("a branch is changed where it is", async () => {
    const { yaml } = await ask([
      ...BOOK,
      next("again"),
      { to: "Branch 1 of book", with: "change" },
      { to: "What next in branch 1", with: "task" },
      named("Step 2 of branch 1 of book", "pay-hotel"),
    ]);
    expect(yaml).toMatch(/book-hotel[\s\S]*pay-hotel[\s\S]*book-flight/);
  });

  test("becomes another kind without its branches with another yes only", async () => {
    const task: readonly Answer[] = [...BOOK, next("again"), { to: "What is book?", with: "task" }];
    const kept = await ask(task);
    expect(kept.yaml).toContain("book-hotel");
    expect(kept.log.join("\n")).toContain("what is inside of book (2 steps). Drop it?");
    const dropped = await ask([...task, { to: "Drop it?", with: true }]);
    expect(dropped.yaml).toBe("name: trip\ntransport: queue\nsteps:\n  - name: book\n");
  });

  test("what a function is told to do stays where it becomes an approval", async () => {
    const { yaml } = await ask([
      firstIs("task"),
      named("Step 1", "ask"),
      { to: "When ask fails", with: "fallback" },
      { to: "in the place", with: "ask-other" },
      next("again"),
      { to: "What is ask?", with: "approval" },
    ]);
    expect(yaml).toContain("onFailure: fallback\n    fallback: ask-other\n");
  });

  test("conditions are offered as they were", async () => {
    const size: readonly Answer[] = [
      firstIs("choice"),
      named("Step 1", "size"),
      { to: "More conditions", with: "any" },
      { to: "input.total is", with: '"42"' },
      { to: "input.total is", with: "7" },
      first("branch 1 of size"),
      named("Step 1 of branch 1 of size", "pack"),
    ];
    const { yaml } = await ask(size);
    expect(yaml).toContain(
      'any: [{ path: input.total, equals: "42" }, { path: input.total, equals: 7 }]',
    );
    const again = await ask([...size, next("again"), { to: "Branch 1 of size (", with: "change" }]);
    expect(again.yaml).toBe(yaml);
  });

  test("a rule that is not ticked any more is taken out", async () => {
    const rules = (...names: string[]): readonly Answer[] => [
      next("rules"),
      { to: "More rules for pay", with: names },
    ];
    const ruled: readonly Answer[] = [
      firstIs("task"),
      named("Step 1", "pay"),
      ...rules("timeout", "catch"),
      { to: "Errors of pay that", with: "Declined" },
      { to: "Errors of pay with another", with: "" },
      { to: "Timeout", with: "2m" },
    ];
    const { yaml } = await ask(ruled);
    expect(yaml).toContain("timeout: 2m\n    catch:\n");
    expect((await ask([...ruled, next("rules")])).yaml).toBe(yaml);
    const without = await ask([...ruled, ...rules("timeout")]);
    expect(without.yaml).toBe(yaml.replace(/ {4}catch:[\s\S]*/, ""));
    const emptied = await ask([
      ...ruled,
      ...rules("catch"),
      { to: "Errors of pay that", with: "" },
    ]);
    expect(questionsIn(emptied.log)).toContain(
      "Errors of pay that no retry helps against: Declined",
    );
  });
});
