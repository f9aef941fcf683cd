import { describe, expect, test } from "vitest";
import { addStep } from "../../../src/workflow/text/edit/change-steps.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";

const HEAD = "name: shop\n";
const STEP = "steps:\n  - name: pay\n";

/** The place and the fix of everything that is wrong with a text. */
const fixes = (text: string) =>
  parseWorkflow(text, "w.yaml").problems.map(
    ({ line, column, suggestion }) => `${line}:${column} ${suggestion}`,
  );

const choice = (when: string) =>
  `${HEAD}${STEP}  - name: by-size\n    choice: [{ when: ${when}, steps: [] }]\n`;

describe("words of elsewhere have the one that is meant", () => {
  test.each([
    [`${HEAD}transport: sqs\n${STEP}`, ['2:12 Did you mean "queue"?']],
    [`${HEAD}transport: Step Functions\n${STEP}`, ['2:12 Did you mean "state-machine"?']],
    [`${HEAD}${STEP}    onFailure: rollback\n`, ['4:16 Did you mean "compensate"?']],
    [
      `${HEAD}${STEP}    onFailure: retry\n`,
      [
        "4:16 A failed step is retried before onFailure applies: write retry: { maxAttempts: 5 }, and in onFailure what follows when the retries are exhausted.",
      ],
    ],
    [`${HEAD}${STEP}    retry: { jitter: false }\n`, ['4:22 Write e.g. "jitter: full".']],
    [choice("{ path: input.total, gt: 3 }"), ['5:43 Did you mean "greaterThan"?']],
    [choice("{ path: input.total, '>=': 3 }"), ['5:43 Did you mean "greaterThanOrEquals"?']],
    [choice("{ path: input.total, eq: 3 }"), ['5:43 Did you mean "equals"?']],
  ])("%s", (text, found) => {
    expect(fixes(text)).toEqual(found);
  });
});

describe("schedules and durations of elsewhere", () => {
  test.each([
    ["0 8 * * *", "cron(0 8 * * ? *)"],
    ["cron(0 8 * * *)", "cron(0 8 * * ? *)"],
    ["30 8 * * 1-5", "cron(30 8 ? * MON-FRI *)"],
    ["0 0 * jan 7", "cron(0 0 ? JAN SUN *)"],
    ["'0 0 * * 0,6'", "cron(0 0 ? * SUN,SAT *)"],
    ["'*/15 9-17 1 * *'", "cron(*/15 9-17 1 * ? *)"],
    ["20 minutes", "rate(20 minutes)"],
    ["every 20 min", "rate(20 minutes)"],
  ])("schedule: %s is %s", (schedule, meant) => {
    const text = `${HEAD}trigger: { schedule: ${schedule} }\n${STEP}`;
    expect(fixes(text)).toEqual([`2:22 Did you mean ${meant}?`]);
    expect(parseWorkflow(text.replace(schedule, JSON.stringify(meant)), "w.yaml").problems).toEqual(
      [],
    );
  });

  test("a crontab that runs on either of two days has no cron() that does", () => {
    expect(fixes(`${HEAD}trigger: { schedule: 0 8 1 * 1 }\n${STEP}`)).toEqual([
      '2:22 Write e.g. "schedule: rate(1 hour)".',
    ]);
  });

  test.each([
    ["20 seconds", "4:14 Did you mean 20s?"],
    ["20 minutes", "4:14 Write 15m or less, and split longer work into several steps."],
  ])("timeout: %s", (timeout, fix) => {
    expect(fixes(`${HEAD}${STEP}    timeout: ${timeout}\n`)).toEqual([fix]);
  });

  test("fewer than no retries", () => {
    expect(fixes(`${HEAD}${STEP}    retry: { maxAttempts: -1 }\n`)).toEqual([
      '4:27 Write "maxAttempts: 0" for no retry.',
    ]);
  });
});

describe("what is of another form", () => {
  test("steps in the place of branches are wrapped, each told once", () => {
    const text = `${HEAD}steps:\n  - name: a\n    parallel:\n      - name: b\n        retry: { maxAttempts: 2 }\n      - name: c\n`;
    expect(fixes(text)).toEqual([
      '5:9 Wrap it: "- steps: [{ name: b }]".',
      '7:9 Wrap it: "- steps: [{ name: c }]".',
    ]);
  });

  test("the merge key of YAML 1.1", () => {
    expect(fixes(`${HEAD}steps:\n  - &pay\n    name: pay\n  - <<: *pay\n    name: send\n`)).toEqual(
      ["5:5 Write the keys out; a whole value may be an alias, e.g. retry: *defaults."],
    );
  });

  test.each([
    ["steps:\n  name: pay\n", '3:3 Begin each item of the list with a dash: "- name: ...".'],
    ["steps:\n  pay: {}\n", '3:3 Begin each item of the list with a dash: "- name: pay".'],
    ["steps:\n  -name: pay\n", '3:3 Add a space after the dash: write "- name: ...".'],
  ])("%s", (text, fix) => {
    expect(fixes(HEAD + text)).toEqual([fix]);
  });
});

describe("what is there is in the fix", () => {
  const parallel = (branch: string) => `steps:\n  - name: a\n    parallel:\n      - ${branch}\n`;

  test.each([
    ["steps:\n  - process payment\n", '3:5 Write "- name: process-payment".'],
    ["steps:\n  - 7\n", '3:5 Write e.g. "- name: create-order".'],
    [parallel("b\n      - steps: [{ name: c }]"), '5:9 Write "- steps: [{ name: b }]".'],
    [
      `${STEP}    catch: [{ errors: Declined, onFailure: fail }]\n`,
      '4:23 Write "errors: [Declined]".',
    ],
    [`${STEP}    retry: { maxAttempts: "5" }\n`, '4:27 Write "maxAttempts: 5".'],
    [`${STEP}    retry: { maxAttempts: "500" }\n`, '4:27 Write e.g. "maxAttempts: 3".'],
    [`${STEP}    concurrency: "7"\n`, '4:18 Write "concurrency: 7".'],
    [`${STEP}    claimCheck: no\n`, '4:17 Write "claimCheck: false".'],
    [`${STEP}    claimCheck: constructor\n`, '4:17 Write e.g. "claimCheck: true".'],
    [
      `trigger: { api: POST /a, schedule: rate(1 day) }\n${STEP}`,
      "2:10 Keep one of them: a workflow has one trigger.",
    ],
    [
      "steps:\n  - name: a\n    map: { items: $.input.lines, steps: [{ name: b }] }\n",
      '4:19 Did you mean "input.lines"?',
    ],
  ])("%s", (text, fix) => {
    expect(fixes(HEAD + text)).toEqual([fix]);
  });
});

describe("keys that have no match here", () => {
  test.each([
    ["next: send", "4:5 Remove it: steps run in the order of the list, from top to bottom."],
    [
      "type: Task",
      "4:5 Remove it: a step is a function unless it has wait, choice, parallel, map or approval.",
    ],
    [
      "memory: 512",
      "4:5 Put it inside of expected: { memory: ... } for unchain explain; set the memory of a function in the infrastructure, e.g. MemorySize in template.yaml.",
    ],
  ])("%s", (key, fix) => {
    expect(fixes(`${HEAD}${STEP}    ${key}\n`)).toEqual([fix]);
  });

  test("a step that comes later", () => {
    const when = "{ path: results.total.sum, greaterThan: 3 }";
    const text = `${HEAD}steps:\n  - name: by-size\n    choice: [{ when: ${when}, steps: [{ name: a }] }]\n  - name: total\n`;
    expect(fixes(text)).toEqual(["4:30 Move this after the step total, or use input.<name>."]);
  });
});

describe("what stands above the place at which a parser stumbles", () => {
  test.each([
    ["steps:\n  -name: a\n  - name: b\n", '3:3 Write "- name: a".'],
    ["steps:\n  - name: a\n  -name: b\n    timeout: 3s\n", '4:3 Write "- name: b".'],
    [`description: "Pay\n${STEP}`, '2:14 Add " at the end of the text.'],
    [`${STEP}    description: 'Pay\n  - name: b\n`, "4:18 Add ' at the end of the text."],
  ])("%s", (text, fix) => {
    expect(fixes(HEAD + text)).toEqual([fix]);
  });
});

describe("indentation", () => {
  test.each([
    ["too little", `${STEP}   timeout: 3s\n`, "4:4 Indent it with 4 spaces, as in line 3."],
    ["too much", `${STEP}      timeout: 3s\n`, "4:7 Indent it with 4 spaces, as in line 3."],
    ["at the top", ` transport: queue\n${STEP}`, "2:2 Indent it with no spaces, as in line 1."],
    [
      "a key among items",
      `${STEP}  timeout: 3s\n`,
      '4:3 Begin it with "- ", or indent it with 4 spaces, as in line 3.',
    ],
    [
      "a key between two levels",
      "steps:\n- name: a\n  retry:\n      maxAttempts: 3\n    interval: 2s\n",
      "6:5 Indent it with 6 spaces, as in line 5.",
    ],
    [
      "an item",
      "steps:\n    - name: a\n  - name: b\n",
      "4:3 Indent it with 4 spaces, as in line 3.",
    ],
    [
      "behind what says nothing of it",
      `description: >-\n      one\n      two\n# note\ntransport:   queue # {\n${STEP}    catch: [\n      { errors: [A], onFailure: fail },\n        ]\n     timeout: 3s\n`,
      "12:6 Indent it with 4 spaces, as in line 9.",
    ],
    [
      "no indentation: a colon",
      "steps:\n  - name pay\n    timeout: 3s\n",
      '3:5 Write "name: pay".',
    ],
    [
      "no indentation: a space",
      "steps:\n  - name:pay\n    timeout: 3s\n",
      '3:5 Write "name: pay".',
    ],
    [
      "no indentation: quotes",
      `description: charge: the card\n${STEP}`,
      "2:14 Quote the text, or align the keys of a mapping in one column.",
    ],
  ])("%s", (_, text, fix) => {
    expect(fixes(HEAD + text)).toEqual([fix]);
  });

  test("no message is one of the parser", () => {
    for (const text of ["steps: [\n{ name: a }\n", "steps: ]\n", 'steps: "\n', "steps: @x\n"]) {
      for (const { message } of parseWorkflow(HEAD + text, "w.yaml").problems) {
        expect(message).not.toContain("Not valid YAML");
      }
    }
  });
});

test("a new step whose name is taken is told where the one is that has it", () => {
  const { problems } = addStep(HEAD + STEP, { at: "end" }, { name: "pay" });
  expect(problems).toEqual([
    {
      code: "DUPLICATE_NAME",
      message: 'There is already a step "pay": step 1.',
      suggestion: "Choose another name, or change the existing step:",
      run: { words: ["edit", "step", "pay"] },
    },
  ]);
});
