import { describe, expect, test } from "vitest";
import { Back } from "../../src/prompts/ask.ts";
import { askProject } from "../../src/prompts/project-questions.ts";
import { taskSteps } from "../../src/workflow/steps/traversal.ts";
import { askedProject as ask, nothingKnown } from "./ask-project.ts";
import { type Answer, BACK, questionsIn, scriptedAsk } from "./scripted-ask.ts";

const ONE_STEP: readonly Answer[] = [{ to: "Step 1: its name", with: "pay" }];

const THE_ORDER: readonly Answer[] = [
  { to: "Step 1: its name", with: "create order" },
  { to: "What next", with: "rules" },
  { to: "More rules for create-order", with: ["compensation"] },
  { to: "undoes create-order", with: "cancel-order" },
  { to: "What next", with: "task" },
  { to: "Step 2: its name", with: "process-payment" },
  { to: "When process-payment fails", with: "compensate" },
  { to: "What next", with: "rules" },
  { to: "More rules for process-payment", with: ["compensation", "catch", "concurrency"] },
  { to: "undoes process-payment", with: "refund-payment" },
  { to: "Errors of process-payment", with: "PaymentDeclined" },
  { to: "On PaymentDeclined", with: "compensate" },
  { to: "Errors of process-payment with another", with: "" },
  { to: "At most how many", with: "10" },
  { to: "What next", with: "task" },
  { to: "Step 3: its name", with: "create-invoice" },
  { to: "When create-invoice fails", with: "compensate" },
];

describe("the questions of a new project", () => {
  test("three steps take thirteen questions, and What next? has the same default each time", async () => {
    const { workflow, directory, packageManager, log, offered } = await ask([
      ...["one", "two", "three"].flatMap((name, index): Answer[] => [
        { to: index === 0 ? "What is the first" : "What next", with: "task" },
        { to: `Step ${index + 1}: its name`, with: name },
      ]),
    ]);
    expect(workflow.steps.map(({ name }) => name)).toEqual(["one", "two", "three"]);
    expect([workflow.name, directory, packageManager]).toEqual([
      "order-processing",
      "order-processing",
      "npm",
    ]);
    expect(questionsIn(log)).toHaveLength(13);
    const next = offered.filter((text) => /^What (next|is the first step)\?/.test(text));
    expect(next.map((text) => text.split(": ")[1])).toEqual(["task", "task", "task", "task"]);
  });

  test("a step has no default name", async () => {
    await expect(ask([])).rejects.toThrow(/Step 1: its name: A step needs a name/);
  });

  test("the order workflow", async () => {
    expect((await ask(THE_ORDER)).yaml).toMatchInlineSnapshot(`
      "name: order-processing
      transport: state-machine
      steps:
        - name: create-order
          compensation: cancel-order
        - name: process-payment
          catch:
            - errors: [PaymentDeclined]
              onFailure: compensate
          onFailure: compensate
          compensation: refund-payment
          concurrency: 10
        - name: create-invoice
          onFailure: compensate
      "
    `);
  });

  test("the workflow is shown after each step, and its transport with the reason", async () => {
    const { log } = await ask(THE_ORDER);
    const steps = log
      .filter((text) => text.includes("▼"))
      .map((text) => text.split("▼").length - 1);
    expect([...new Set(steps)]).toEqual([1, 2, 3]);
    expect(log.join("\n")).toContain("Transport: state-machine. A failure of");
  });

  test("it begins with what this is, and ends with all that would be made", async () => {
    const { log } = await ask(ONE_STEP);
    expect(log[0]).toMatch(/Unchain 1\.2\.3 .*Nothing is written.*Ctrl-C.*https:/s);
    expect(log.at(-2)).toMatch(/│ pay .*Transport: queue.*one function may be.*Files: 12/s);
    expect(log.at(-1)).toBe("Make the project in order-processing?: make");
  });

  test("before the end it says in five lines what each design costs, with what is expected", async () => {
    const { log } = await ask([
      ...ONE_STEP,
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "rate" },
      { to: "How often", with: "often" },
      { to: "How often", with: "100/s" },
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "steps/0" },
      { to: "What is to be different about", with: "rules" },
      { to: "More rules", with: ["expected"] },
      { to: "How long is a try expected to take of pay", with: "20m" },
      { to: "How long is a try expected to take of pay", with: "200ms" },
      { to: "How many MB of memory has pay", with: "512" },
    ]);
    const reviews = log.filter((text) => text.includes("Files: 12"));
    expect(reviews[0]).toMatch(
      /of 1 s each \(durations of steps assumed\).*\n.*\n.*\n.*\(assumed\)/,
    );
    expect(reviews.at(-1)).toMatch(
      /A million runs of 200 ms each cost in USD:.*At 100 runs a second, .*unchain explain\n/s,
    );
    expect(log.filter((text) => text.includes("refused"))).toHaveLength(2);
  });

  test("what is expected is written down, and taken away by an empty answer", async () => {
    const expected = [
      ...ONE_STEP,
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "rate" },
      { to: "How often", with: "5/h" },
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "steps/0" },
      { to: "What is to be different about", with: "rules" },
      { to: "More rules", with: ["expected"] },
      { to: "How long is a try expected", with: "1.5s" },
      { to: "How many MB", with: "512" },
    ];
    const { yaml } = await ask(expected);
    expect(yaml).toContain("\nexpected: { rate: 5/h }\n");
    expect(yaml).toContain("expected: { duration: 1.5s, memory: 512 }");
    const without = await ask([
      ...expected,
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "rate" },
      { to: "How often", with: "" },
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "steps/0" },
      { to: "What is to be different about", with: "rules" },
      { to: "More rules", with: ["expected"] },
      { to: "How long is a try expected", with: "" },
      { to: "How many MB", with: "" },
    ]);
    expect(without.yaml).not.toContain("expected");
  });

  test("who has a failure undo the work is asked what undoes the step, and need not say", async () => {
    const { yaml, log } = await ask([
      ...ONE_STEP,
      { to: "When pay fails", with: "compensate" },
      { to: "Which step undoes pay?", with: "refund" },
      { to: "What next", with: "task" },
      { to: "Step 2: its name", with: "send" },
      { to: "When send fails", with: "compensate" },
      { to: "Which step undoes send?", with: "" },
    ]);
    expect(questionsIn(log)).toContain("Which step undoes send?: ");
    expect(yaml.match(/compensation: .*/g)).toEqual(["compensation: refund"]);
  });

  test("what is in the way of the project is shown, and not only where it is chosen", async () => {
    const obstacle = "package.json: Already there.";
    const known = { directory: ".", preview: async () => ({ lines: ["Files: 12"], obstacle }) };
    const answers = [...ONE_STEP, { to: "Make the project in this directory", with: "make" }];
    await expect(ask(answers, known)).rejects.toThrow(`make is disabled: ${obstacle}`);
    const asker = scriptedAsk([...ONE_STEP, { to: "Make the project", with: "cancel" }]);
    await askProject(asker, { ...nothingKnown, ...known });
    expect(asker.log.join("\n")).toContain(`Files: 12\n\n  ${obstacle}`);
  });

  test("names are taken from words, and refused by the rules of workflow.yaml", async () => {
    const { workflow, log } = await ask([
      { to: "Name of the workflow", with: "CON" },
      { to: "Name of the workflow", with: "Parcel Service" },
      { to: "Step 1: its name", with: "Send parcel" },
      { to: "What next", with: "task" },
      { to: "Step 2: its name", with: "send parcel" },
      { to: "Step 2: its name", with: "track-parcel" },
      { to: "What next", with: "rules" },
      { to: "More rules", with: ["compensation"] },
      { to: "undoes track-parcel", with: "send-parcel" },
      { to: "undoes track-parcel", with: "call-back" },
    ]);
    expect(workflow.name).toBe("parcel-service");
    expect(workflow.steps.map(({ name }) => name)).toEqual(["send-parcel", "track-parcel"]);
    expect(log.filter((line) => line.includes("refused"))).toEqual([
      expect.stringContaining("Windows"),
      expect.stringContaining("have the same name"),
      expect.stringContaining("is also a step"),
    ]);
  });

  test("a compensation that no failure asks for is left out, if that is wanted", async () => {
    const compensated: readonly Answer[] = [
      ...ONE_STEP,
      { to: "What next", with: "rules" },
      { to: "More rules", with: ["compensation"] },
      { to: "undoes pay", with: "refund" },
    ];
    const { workflow, log } = await ask(compensated);
    expect(taskSteps(workflow)[0]?.compensation).toBeUndefined();
    expect(log.join("\n")).toContain("No failure asks for the compensation of pay");

    const kept = await ask([
      ...compensated,
      { to: "What next", with: "done" },
      { to: "Leave it out", with: false },
      { to: "What next", with: "task" },
      { to: "Step 2: its name", with: "send" },
      { to: "When send fails", with: "compensate" },
    ]);
    expect(taskSteps(kept.workflow)[0]?.compensation?.name).toBe("refund");
  });

  test("a failure that undoes asks what there is to undo where there is nothing yet", async () => {
    const { yaml } = await ask([
      ...ONE_STEP,
      { to: "When pay fails", with: "compensate" },
      { to: "undoes pay", with: "" },
      { to: "undoes pay", with: "refund" },
    ]);
    expect(yaml).toContain("onFailure: compensate\n    compensation: refund\n");
  });

  test("every rule of a step can be answered", async () => {
    const { yaml } = await ask([
      ...ONE_STEP,
      { to: "When pay fails", with: "fallback" },
      { to: "in the place", with: "pay later" },
      { to: "What next", with: "rules" },
      {
        to: "More rules",
        with: [
          ...["description", "catch", "timeout", "retry", "concurrency", "idempotency"],
          "claimCheck",
        ],
      },
      { to: "What does pay do", with: 'Say "hi": {{x}} `${y}`' },
      { to: "Errors of pay that", with: "Declined, Expired" },
      { to: "On Declined, Expired", with: "fallback" },
      { to: "Errors of pay with another", with: "Gone" },
      { to: "On Gone", with: "continue" },
      { to: "Timeout", with: "1000h" },
      { to: "Timeout", with: "2m" },
      { to: "Retries after", with: "-1" },
      { to: "Retries after", with: "7" },
      { to: "Wait before", with: "5s" },
      { to: "longer by the factor", with: "1.5" },
      { to: "No wait is longer", with: "3m" },
      { to: "Spread the waits", with: "none" },
      { to: "At most how many", with: "many" },
      { to: "At most how many", with: "4" },
      { to: "arrives twice", with: "key" },
      { to: "once for each", with: "orderId" },
      { to: "once for each", with: "input.orderId" },
      { to: "How long do others", with: "1m" },
      { to: "How long do others", with: "1h" },
    ]);
    expect(yaml).toMatchInlineSnapshot(`
      "name: order-processing
      transport: queue
      steps:
        - name: pay
          description: "Say \\"hi\\": {{x}} \`\${y}\`"
          timeout: 2m
          retry:
            maxAttempts: 7
            interval: 5s
            backoffRate: 1.5
            maxDelay: 3m
            jitter: none
          catch:
            - errors: [Declined, Expired]
              onFailure: fallback
            - errors: [Gone]
              onFailure: continue
          onFailure: fallback
          fallback: pay-later
          concurrency: 4
          idempotency: { key: input.orderId, window: 1h }
          claimCheck: true
      "
    `);
  });

  test("what is known is not asked, and can be changed all the same", async () => {
    const known = {
      directory: "./My Shop",
      start: { transport: "queue" },
      packageManager: "bun",
    } as const;
    const { log, workflow, directory, packageManager } = await ask(ONE_STEP, known);
    expect(workflow).toMatchObject({ name: "my-shop", transport: "queue" });
    expect([directory, packageManager]).toEqual(["./My Shop", "bun"]);
    expect(log.join("\n")).not.toMatch(/Directory of|carries|Package manager/);

    const changed = await ask(
      [
        ...ONE_STEP,
        { to: "Make the project", with: "change" },
        { to: "to be different", with: "directory" },
        { to: "Directory of", with: "other" },
        { to: "Make the project", with: "change" },
        { to: "to be different", with: "packages" },
        { to: "Package manager", with: "pnpm" },
        { to: "Make the project", with: "change" },
        { to: "to be different", with: "transport" },
        { to: "carries", with: "state-machine" },
      ],
      known,
    );
    expect(changed).toMatchObject({
      directory: "other",
      packageManager: "pnpm",
      workflow: { transport: "state-machine" },
    });
  });

  test("a package manager that is not installed is marked, and not the default", async () => {
    const known = { installed: ["pnpm"] } as const;
    expect((await ask(ONE_STEP, known)).packageManager).toBe("pnpm");
    const npm: readonly Answer[] = [
      ...ONE_STEP,
      { to: "Make the project", with: "change" },
      { to: "to be different", with: "packages" },
      { to: "Package manager", with: "npm" },
    ];
    await expect(ask(npm, known)).rejects.toThrow("npm is disabled: it is not installed");
  });

  test("a directory with something in it is refused", async () => {
    const problemWith = (named: string) => (named === "full" ? "full is not empty" : undefined);
    const { directory, log } = await ask(
      [
        ...ONE_STEP,
        { to: "Make the project", with: "change" },
        { to: "to be different", with: "directory" },
        { to: "Directory", with: "full" },
        { to: "Directory", with: "empty" },
      ],
      { problemWith },
    );
    expect(directory).toBe("empty");
    expect(log).toContain("Directory of the project: refused full: full is not empty");
    const beside = await ask([{ to: "Name of the workflow", with: "full" }, ...ONE_STEP], {
      problemWith,
    });
    expect(beside.directory).toBe("full-2");
  });

  test("what is in the way is told before the project is made", async () => {
    const preview = async () => ({ lines: [], obstacle: "It is too large." });
    await expect(
      ask([...ONE_STEP, { to: "Make the project", with: "make" }], { preview }),
    ).rejects.toThrow("make is disabled: It is too large.");
  });

  test("a directory with files is asked about, and another one can be taken", async () => {
    const filesIn = (named: string) => (named === "empty" ? [] : ["README.md", "src"]);
    const about = /full has files: README.md, src.*README.md is kept as README.old.md/;
    const known = { filesIn };
    const change: readonly Answer[] = [
      ...ONE_STEP,
      { to: "Make the project", with: "change" },
      { to: "to be different", with: "directory" },
    ];
    const other = await ask(
      [
        ...change,
        { to: "Directory", with: "full" },
        { to: "full has files", with: false },
        { to: "Directory", with: "empty" },
      ],
      known,
    );
    expect(other.directory).toBe("empty");
    expect(other.log.join("\n")).toMatch(about);
    const joined = await ask(
      [...change, { to: "Directory", with: "full" }, { to: "full has files", with: true }],
      known,
    );
    expect(joined.directory).toBe("full");
  });

  test("a transport that cannot carry the workflow cannot be chosen", async () => {
    const once: readonly Answer[] = [
      ...ONE_STEP,
      { to: "What next", with: "rules" },
      { to: "More rules", with: ["concurrency"] },
      { to: "At most how many", with: "1" },
      { to: "Make the project", with: "change" },
      { to: "to be different", with: "transport" },
      { to: "carries", with: "queue" },
    ];
    await expect(ask(once)).rejects.toThrow(/queue is disabled: .*concurrency of at least 2/);
  });

  test("what a workspace needs is asked last, and going back leads to the review", async () => {
    let times = 0;
    const { workspace, log } = await ask([...ONE_STEP, { to: "Join", with: true }], {
      askAround: async (asker, directory) => {
        const join = await asker.yesNo({ message: `Join for ${directory}?`, default: false });
        times += 1;
        if (times === 1) throw new Back();
        return { join, install: false };
      },
    });
    expect(workspace).toEqual({ join: true, install: false });
    expect(log.filter((text) => text.startsWith("Join"))).toHaveLength(2);
  });

  test("who goes back from the review comes to What next? with the answers as they were", async () => {
    const { log } = await ask([...ONE_STEP, { to: "Make the project", with: BACK }]);
    expect(log.filter((text) => text === "What next?: done")).toHaveLength(2);
    expect(log.filter((text) => text.startsWith("Step 1: its name"))).toHaveLength(1);
  });
});
