import { describe, expect, test } from "vitest";
import { askedProject } from "./ask-project.ts";
import { type Answer, BACK } from "./scripted-ask.ts";

const ask = (answers: readonly Answer[]) => askedProject(answers, { directory: "trip" });

const TWO_STEPS: readonly Answer[] = [
  { to: "What is the first step?", with: "task" },
  { to: "Step 1: its name", with: "pay" },
  { to: "What next?", with: "task" },
  { to: "Step 2: its name", with: "send" },
];

const MAP: readonly Answer[] = [
  { to: "What is the first step?", with: "map" },
  { to: "Step 1: its name", with: "lines" },
  { to: "What is the first step in each", with: "task" },
  { to: "Step 1 of each item of lines: its name", with: "pick" },
];

/** Of the review. */
const change = (what: string): readonly Answer[] => [
  { to: "Make the project", with: "change" },
  { to: "What is to be different?", with: what },
];

const changeStep = (path: string, how: string): readonly Answer[] => [
  ...change(path),
  { to: "What is to be different about", with: how },
];

const names = ({ yaml }: { readonly yaml: string }) =>
  [...yaml.matchAll(/- name: (\S+)/g)].map(([, name]) => name);

describe("about the workflow as a whole", () => {
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
    const started = [
      ...TWO_STEPS,
      ...change("start"),
      { to: "What starts", with: start },
      ...answers,
    ];
    const asked = await ask(started);
    expect(asked.yaml).toContain(yaml);
    expect(asked.log.filter((line) => line.includes("refused"))).toHaveLength(answers.length - 1);
    expect((await ask([...started, ...change("start")])).yaml).toBe(asked.yaml);
    const none = await ask([...started, ...change("start"), { to: "What starts", with: "none" }]);
    expect(none.yaml).not.toContain("trigger");
  });

  test("what a schedule starts has no order to keep, and gets no list", async () => {
    const scheduled: readonly Answer[] = [
      ...TWO_STEPS,
      ...change("start"),
      { to: "What starts", with: "schedule" },
    ];
    await expect(
      ask([...scheduled, ...change("order"), { to: "keep the order", with: "yes" }]),
    ).rejects.toThrow(/yes is disabled: A schedule only sends input.scheduledTime/);
    await expect(
      ask([...MAP, ...change("start"), { to: "What starts", with: "schedule" }]),
    ).rejects.toThrow(/schedule is disabled: .*"input.items" never exists/);
  });

  test("order is kept: only queues can be chosen then", async () => {
    const inOrder: readonly Answer[] = [
      ...TWO_STEPS,
      ...change("order"),
      { to: "keep the order", with: "yes" },
      { to: "In order for each", with: "customer" },
      { to: "In order for each", with: "input.customer" },
    ];
    expect((await ask(inOrder)).yaml).toContain("queue: { fifo: true, groupBy: input.customer }");
    await expect(
      ask([...inOrder, ...change("transport"), { to: "carries", with: "state-machine" }]),
    ).rejects.toThrow(/state-machine is disabled/);
    await expect(
      ask([
        ...inOrder,
        ...changeStep("steps/0", "after"),
        { to: "What is the new step", with: "parallel" },
      ]),
    ).rejects.toThrow(/parallel is disabled/);
  });

  test("what only a state machine can do keeps no order", async () => {
    const { log } = await ask(MAP);
    expect(log.join("\n")).toContain("Transport: state-machine");
    await expect(
      ask([...MAP, ...change("order"), { to: "keep the order", with: "yes" }]),
    ).rejects.toThrow(/yes is disabled: .*map/);
  });

  test("its name and what it is for, before the steps are complete too", async () => {
    const { yaml } = await ask([
      { to: "What is the first step?", with: "more" },
      { to: "What is to be different?", with: "name" },
      { to: "Name of the workflow", with: "tour" },
      ...TWO_STEPS,
      ...change("purpose"),
      { to: "What is the workflow for?", with: "Go places." },
    ]);
    expect(yaml).toMatch(/^name: tour\ndescription: Go places\.\n/);
  });

  test("a transport that was chosen is told apart from the recommended one", async () => {
    const { log } = await ask([
      ...TWO_STEPS,
      ...change("transport"),
      { to: "carries", with: "state-machine" },
    ]);
    expect(log.at(-2)?.replaceAll(/\s+/g, " ")).toContain(
      "Transport: state-machine, as you chose; recommended is queue.",
    );
  });
});

describe("a step that is there", () => {
  test("is answered again, with its answers as they were", async () => {
    const again = await ask([
      ...TWO_STEPS,
      ...changeStep("steps/0", "again"),
      { to: "its name", with: "charge" },
    ]);
    expect(names(again)).toEqual(["charge", "send"]);
    expect(again.offered).toContain('Step "pay": its name: pay');
  });

  test("gets more rules", async () => {
    const { yaml } = await ask([
      ...TWO_STEPS,
      ...changeStep("steps/0", "rules"),
      { to: "More rules for pay", with: ["timeout"] },
      { to: "Timeout", with: "9s" },
    ]);
    expect(yaml).toContain("- name: pay\n    timeout: 9s\n  - name: send\n");
  });

  test("gets a step before it, and one behind it", async () => {
    const before = await ask([
      ...TWO_STEPS,
      ...changeStep("steps/1", "before"),
      { to: "The new step before send: its name", with: "pack" },
    ]);
    expect(names(before)).toEqual(["pay", "pack", "send"]);
    const inside = await ask([
      ...MAP,
      ...changeStep("steps/0/map/steps/0", "after"),
      { to: "The new step behind pick: its name", with: "pack" },
    ]);
    expect(inside.yaml).toContain("        - name: pick\n        - name: pack\n");
  });

  test("is moved with all its answers, or stays where it is", async () => {
    const first = await ask([
      ...TWO_STEPS,
      ...changeStep("steps/1", "move"),
      { to: "Where does send go?", with: "pay" },
    ]);
    expect(names(first)).toEqual(["send", "pay"]);
    const stay = await ask([...TWO_STEPS, ...changeStep("steps/1", "move")]);
    expect(names(stay)).toEqual(["pay", "send"]);
  });

  test("is not moved to where the workflow would not be valid", async () => {
    const needed: readonly Answer[] = [
      ...TWO_STEPS,
      { to: "What next?", with: "choice" },
      { to: "Step 3: its name", with: "size" },
      { to: "Branch 1 of size is taken where", with: "results.send.ok" },
      { to: "results.send.ok is", with: "true" },
      ...changeStep("steps/1", "move"),
      { to: "Where does send go?", with: "" },
    ];
    await expect(ask(needed)).rejects.toThrow(/is disabled: .*send/);
  });

  test("is taken out; one with steps in it with another yes only", async () => {
    const out = await ask([...TWO_STEPS, ...changeStep("steps/0", "remove")]);
    expect(names(out)).toEqual(["send"]);
    const both: readonly Answer[] = [
      ...MAP,
      { to: "What next?", with: "task" },
      { to: "Step 2: its name", with: "send" },
      ...changeStep("steps/0", "remove"),
    ];
    const kept = await ask(both);
    expect(names(kept)).toEqual(["lines", "pick", "send"]);
    const dropped = await ask([...both, { to: "Take out lines with what is inside", with: true }]);
    expect(names(dropped)).toEqual(["send"]);
  });

  test("the last one may be taken out: another is asked for before the project is made", async () => {
    const { yaml } = await ask([
      ...TWO_STEPS.slice(0, 2),
      ...changeStep("steps/0", "remove"),
      { to: "What is the first step?", with: "task" },
      { to: "Step 1: its name", with: "send" },
    ]);
    expect(names({ yaml })).toEqual(["send"]);
  });

  test("a change is taken back by going back, and nothing else is lost", async () => {
    const { yaml, log } = await ask([
      ...TWO_STEPS,
      ...changeStep("steps/0", "remove"),
      { to: "Take out pay?", with: BACK },
      { to: "What is to be different about pay", with: BACK },
      { to: "What is to be different?", with: "nothing" },
    ]);
    expect(names({ yaml })).toEqual(["pay", "send"]);
    expect(log.filter((text) => text.startsWith("Step"))).toHaveLength(2);
  });
});
