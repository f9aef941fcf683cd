import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/messages/message.ts";
import { INFRASTRUCTURES } from "../../../src/targets/names.ts";
import { checkWorkflow, parseWorkflow } from "../../../src/workflow/text/parse.ts";
import type { Step } from "../../../src/workflow/workflow.ts";

/** A workflow with one step, which has these further lines. */
const withStep = (...lines: string[]) =>
  ["name: w", "steps:", "  - name: pay", ...lines.map((line) => `    ${line}`)].join("\n");

const problemsOf = (text: string): readonly Message[] =>
  parseWorkflow(text, "workflow.yaml").problems;

function stepsOf(text: string): readonly Step[] {
  const { workflow, problems } = parseWorkflow(text, "workflow.yaml");
  expect(problems).toEqual([]);
  return workflow?.steps ?? [];
}

/** Where the mark `^` is, and the text without it. */
function marked(text: string): { text: string; line: number; column: number } {
  const before = text.slice(0, text.indexOf("^")).split("\n");
  return {
    text: text.replace("^", ""),
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

/** Each row: what is wrong, the text with `^` where the problem is, its code, message and fix. */
type Row = readonly [what: string, text: string, code: string, message: RegExp, fix: RegExp];

function eachIsTheOnlyProblem(rows: readonly Row[]): void {
  test.each(rows)("%s", (_, markedText, code, message, fix) => {
    const { text, line, column } = marked(markedText);
    const problems = problemsOf(text);
    expect(problems).toEqual([
      {
        code,
        message: expect.stringMatching(message),
        suggestion: expect.stringMatching(fix),
        path: "workflow.yaml",
        line,
        column,
      },
    ]);
    expect(problems[0]?.message).toMatch(/^[A-Z].*\.$/s);
    expect(problems[0]?.suggestion).toMatch(/[.?]$/);
  });
}

describe("a valid workflow", () => {
  test("gets every default", () => {
    expect(
      parseWorkflow(
        "name: w\nsteps:\n  - name: pay\n    onFailure: compensate\n    compensation: refund\n",
        "-",
      ),
    ).toEqual({
      problems: [],
      workflow: {
        name: "w",
        infrastructure: "sam",
        steps: [
          {
            form: "task",
            name: "pay",
            timeoutSeconds: 30,
            retry: {
              maxAttempts: 3,
              intervalSeconds: 2,
              backoffRate: 2,
              maxDelaySeconds: 60,
              jitter: "full",
            },
            catch: [],
            onFailure: "compensate",
            idempotency: "guarded",
            compensation: {
              name: "refund",
              timeoutSeconds: 30,
              retry: {
                maxAttempts: 5,
                intervalSeconds: 2,
                backoffRate: 2,
                maxDelaySeconds: 60,
                jitter: "full",
              },
              idempotency: "guarded",
            },
          },
        ],
      },
    });
  });

  test("fails by default", () => {
    expect(stepsOf(withStep())).toMatchObject([{ onFailure: "fail" }]);
  });

  test("keeps every setting", () => {
    const [step] = stepsOf(
      withStep(
        "description: Charge the card.",
        "timeout: 2m",
        "retry: { maxAttempts: 0, interval: 5s, backoffRate: 1.5, maxDelay: 1h, jitter: none }",
        "catch: [{ errors: [PaymentDeclined, PermanentError], onFailure: continue }]",
        "onFailure: fallback",
        "fallback: { name: bill, timeout: 5s, onFailure: compensate, compensation: unbill }",
        "compensation: { name: refund, retry: { maxAttempts: 9 }, concurrency: 2 }",
        "concurrency: 10",
        "idempotency: natural",
      ),
    );
    expect(step).toMatchObject({
      description: "Charge the card.",
      timeoutSeconds: 120,
      retry: {
        maxAttempts: 0,
        intervalSeconds: 5,
        backoffRate: 1.5,
        maxDelaySeconds: 3_600,
        jitter: "none",
      },
      catch: [{ errors: ["PaymentDeclined", "PermanentError"], onFailure: "continue" }],
      onFailure: "fallback",
      fallback: {
        name: "bill",
        timeoutSeconds: 5,
        onFailure: "compensate",
        compensation: { name: "unbill", retry: { maxAttempts: 5 } },
      },
      compensation: { name: "refund", retry: { maxAttempts: 9 }, concurrency: 2 },
      concurrency: 10,
      idempotency: "natural",
    });
  });

  test.each([
    ["JSON", '{"name":"w","steps":[{"name":"pay"}]}'],
    ["JSON indented with tabs", '{\n\t"name": "w",\n\t"steps": [\n\t\t{ "name": "pay" }\n\t]\n}\n'],
    ["YAML with a byte order mark", "\uFEFFname: w\nsteps: [{ name: pay }]\n"],
    ["YAML with Windows line endings", "name: w\r\nsteps:\r\n  - name: pay\r\n"],
    ["YAML with a document marker and comments", "# mine\n---\nname: w # w\nsteps: [name: pay]\n"],
    ["YAML with a folded description", "name: w\ndescription: >-\n  a\n  b\nsteps: [name: pay]\n"],
  ])("may be %s", (_, text) => {
    expect(stepsOf(text)).toMatchObject([{ name: "pay" }]);
  });

  test("may repeat settings through an anchor", () => {
    const steps = stepsOf(
      "name: w\nsteps:\n  - name: a\n    retry: &often { maxAttempts: 9 }\n  - name: b\n    retry: *often\n",
    );
    expect(steps.map((step) => step.form === "task" && step.retry.maxAttempts)).toEqual([9, 9]);
  });

  test.each(["import", "delete", "prototype", "then", '"null"', "y"])(
    "may have a step named %s",
    (name) => {
      expect(stepsOf(`name: w\nsteps:\n  - name: ${name}\n`)).toHaveLength(1);
    },
  );

  test.each(["constructor", "to-string", "has-own-property"])(
    "may not have a step named %s, which every object has",
    (name) => {
      const { problems } = parseWorkflow(`name: w\nsteps:\n  - name: ${name}\n`, "w.yaml");
      expect(problems).toMatchObject([
        { code: "UNSAFE_NAME", path: "w.yaml", line: 3, column: 11 },
      ]);
    },
  );

  test("is given what the command line sets, which is checked as well", () => {
    const text = withStep("concurrency: 1");
    expect(parseWorkflow(text, "-", { transport: "state-machine" }).workflow?.transport).toBe(
      "state-machine",
    );
    expect(parseWorkflow(text, "-", { transport: "queue" }).problems).toMatchObject([
      { code: "QUEUE_CONCURRENCY", path: "-", line: 4, column: 18 },
    ]);
  });
});

describe("text that is no workflow", () => {
  eachIsTheOnlyProblem([
    ["nothing", "^", "EMPTY_FILE", /no workflow/, /Begin with "name/],
    ["blanks", "^ \n\n", "EMPTY_FILE", /no workflow/, /Begin/],
    ["a comment only", "^# later\n", "EMPTY_FILE", /no workflow/, /Begin/],
    ["null", "^null\n", "EMPTY_FILE", /no workflow/, /Begin/],
    ["a list", "^- name: w\n", "NOT_A_MAPPING", /mapping .* not a list/, /Begin/],
    ["a word", "^hello\n", "NOT_A_MAPPING", /not "hello"/, /Begin/],
    ["a number", "\n^42\n", "NOT_A_MAPPING", /not 42/, /Begin/],
    ["two documents", "name: w\n^---\nname: v\n", "MULTIPLE_DOCUMENTS", /second/, /Keep one/],
    ["a tab as indentation", "name: w\nsteps:\n^\t- name: pay\n", "YAML_SYNTAX", /tab/, /spaces/],
    ["a colon in plain text", "name: w\ndescription: ^a: b\n", "YAML_SYNTAX", /contains/, /Quote/],
    [
      "a key set back too far",
      "name: w\nsteps:\n  - name: pay\n   ^timeout: 3s\n",
      "YAML_SYNTAX",
      /3 spaces/,
      /4 spaces, as in line 3/,
    ],
    ["a key set in", "name: w\n ^steps: []\n", "YAML_SYNTAX", /1 space/, /no spaces/],
    ["a back-tick first", "name: ^`w`\n", "YAML_SYNTAX", /cannot begin/, /quotes/],
    ["an open bracket", "name: w\nsteps: [\n^", "YAML_SYNTAX", /not closed/, /close every bracket/],
    ["a tag", "name: ^!Ref w\nsteps: [name: pay]\n", "YAML_SYNTAX", /tags/, /Remove/],
    [
      "a merge that is not done",
      "name: w\nsteps:\n^<<<<<<< HEAD\n  - name: a\n=======\n  - name: b\n>>>>>>> b\n",
      "CONFLICT",
      /begins here/,
      /Resolve/,
    ],
    ["an alias without anchor", "name: ^*w\n", "BAD_ALIAS", /"&w"/, /Quote/],
    ["another encoding", "name: w^\0\n", "NOT_UTF8", /UTF-8/, /Save/],
    ["over 1 MiB", `^${"#".repeat(1_100_000)}`, "TOO_LARGE", /1 MiB/, /Split/],
  ]);

  test("nested without end", () => {
    expect(problemsOf("[".repeat(50_000)).map(({ code }) => code)).toContain("YAML_SYNTAX");
    expect(problemsOf(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)).not.toEqual([]);
  });

  test("aliases that multiply", () => {
    const levels = Array.from(
      { length: 8 },
      (_, level) => `l${level}: &l${level} [${Array(9).fill(level ? `*l${level - 1}` : "lol")}]`,
    );
    expect(problemsOf(levels.join("\n"))).toMatchObject([
      { code: "BAD_ALIAS", message: expect.stringMatching(/repeat too much/), line: 2 },
    ]);
    const many = `a: &a x\nb: [${Array(1_001).fill("*a")}]`;
    expect(problemsOf(many)).toMatchObject([{ code: "BAD_ALIAS", line: 2, column: 5 }]);
  });

  test("an alias of itself", () => {
    expect(problemsOf("name: w\nsteps: &s [*s]\n")).toMatchObject([{ code: "TOO_DEEP" }]);
  });

  test("several mistakes in the syntax, each once", () => {
    const text = "name: `w`\ndescription: @x\nsteps:\n  - name: pay\n";
    expect(problemsOf(text).map(({ line, column }) => [line, column])).toEqual([
      [1, 7],
      [2, 14],
    ]);
  });
});

describe("keys", () => {
  eachIsTheOnlyProblem([
    ["repeated", "name: w\n^name: v\nsteps: [name: pay]", "DUPLICATE_KEY", /"name"/, /Keep one/],
    [
      "repeated in JSON",
      '{"name":"w","steps":[{"name":"pay",^"name":"b"}]}',
      "DUPLICATE_KEY",
      /"name"/,
      /one/,
    ],
    [
      "unknown",
      withStep("^color: red"),
      "UNKNOWN_KEY",
      /^Step "pay": .*"color"/,
      /Allowed here: n/,
    ],
    [
      "unknown in the workflow",
      "name: w\n^x: 1\nsteps: [name: pay]",
      "UNKNOWN_KEY",
      /^W.*"x"/,
      /name/,
    ],
    ["misspelt", withStep("^retries: {}"), "UNKNOWN_KEY", /"retries"/, /Did you mean "retry"\?/],
    ["in snake case", withStep("^on_failure: fail"), "UNKNOWN_KEY", /on_failure/, /"onFailure"/],
    [
      "misspelt in retry",
      withStep("retry: { ^intervall: 2s }"),
      "UNKNOWN_KEY",
      /retry/,
      /"interval"/,
    ],
    ["outside of retry", withStep("^maxAttempts: 3"), "UNKNOWN_KEY", /maxA/, /inside of retry/],
    [
      "of the step in a rule of catch",
      withStep("catch: [{ errors: [A], onFailure: continue, ^fallback: other }]"),
      "UNKNOWN_KEY",
      /"fallback"/,
      /Put fallback next to catch/,
    ],
    ["a number", withStep("^1: x"), "UNKNOWN_KEY", /"1"/, /Allowed/],
    ["of the prototype", withStep("^__proto__: {}"), "UNKNOWN_KEY", /"__proto__"/, /Allowed/],
    ["for merging", withStep("^<<: { timeout: 1s }"), "UNKNOWN_KEY", /merge key <</, /alias/],
    ["missing: name", "^steps: [name: pay]", "MISSING_KEY", /Workflow: name/, /name: order-p/],
    ["missing: steps", "^name: w", "MISSING_KEY", /steps/, /steps: \[/],
    [
      "missing in a step",
      "name: w\nsteps:\n  - ^timeout: 1s",
      "MISSING_KEY",
      /^Step 1: name/,
      /Add/,
    ],
    ["missing in catch", withStep("catch: [^{ errors: [A] }]"), "MISSING_KEY", /onFailure/, /Add/],
    [
      "of a route in a compensation",
      withStep("onFailure: compensate", "compensation: { name: undo, ^onFailure: fail }"),
      "KEY_NOT_ALLOWED",
      /^Compensation "undo" of step "pay": .*takes no onFailure/,
      /retries/,
    ],
    [
      "of a fallback in a fallback",
      withStep("onFailure: fallback", "fallback: { name: bill, ^fallback: x }"),
      "KEY_NOT_ALLOWED",
      /^Fallback "bill" of step "pay"/,
      /compensate/,
    ],
  ]);

  test("a misspelt key counts as given", () => {
    const text =
      "nmae: w\nsteps:\n  - name: pay\n    compensaton: refund\n    onFailure: compensate\n";
    expect(problemsOf(text)).toMatchObject([
      { code: "UNKNOWN_KEY", suggestion: 'Did you mean "name"?', line: 1, column: 1 },
      { code: "UNKNOWN_KEY", suggestion: 'Did you mean "compensation"?', line: 4, column: 5 },
    ]);
  });
});

describe("a misspelt key is not missing as well", () => {
  const withBranch = (branch: string) =>
    `name: w\nsteps:\n  - name: a\n    choice:\n      - ${branch}\n`;
  const when = "when: { path: input.total, greaterThan: 1 }";
  const steps = "steps: [{ name: b }]";

  test.each([
    [`{ when: { path: input.total, graterThan: 1 }, ${steps} }`, "greaterThan"],
    [`{ when: { path: input.total, ">": 1 }, ${steps} }`, "greaterThan"],
    [`{ when: { pth: input.total, greaterThan: 1 }, ${steps} }`, "path"],
    [`{ when: { al: [{ path: input.total, greaterThan: 1 }] }, ${steps} }`, "all"],
    [`{ when: { not: { path: input.total, graterThan: 1 } }, ${steps} }`, "greaterThan"],
    [`{ wen: { path: input.total, greaterThan: 1 }, ${steps} }`, "when"],
    [`{ ${when}, stps: [{ name: b }] }`, "steps"],
    [`{ ${when}, ${steps} }\n      - { otherwis: [{ name: c }] }`, "otherwise"],
  ])("%s", (branch, meant) => {
    expect(problemsOf(withBranch(branch))).toMatchObject([
      { code: "UNKNOWN_KEY", suggestion: `Did you mean "${meant}"?` },
    ]);
  });

  test("one that means nothing may be any of those that are missing; a second one is missing all the same", () => {
    const codes = (when: string) =>
      problemsOf(withBranch(`{ when: ${when}, ${steps} }`)).map(({ code }) => code);
    expect(codes("{ path: input.total, nonsense: 1 }")).toEqual(["UNKNOWN_KEY"]);
    expect(codes("{ graterThan: 1 }")).toEqual(["MISSING_KEY", "UNKNOWN_KEY"]);
  });
});

describe("values", () => {
  eachIsTheOnlyProblem([
    [
      "steps as a mapping",
      "name: w\nsteps:\n  ^pay: {}",
      "WRONG_TYPE",
      /a list .*not a map/,
      /- name: pay/,
    ],
    ["no steps", "name: w\nsteps: ^[]", "EMPTY_LIST", /at least one step/, /create-order/],
    ["a step as a word", "name: w\nsteps:\n  - ^pay", "WRONG_TYPE", /item 1 .*"pay"/, /- name:/],
    ["a name that is null", "name: w\nsteps: [{ name: ^null }]", "WRONG_TYPE", /name/, /quotes/],
    ["an empty key", withStep("^retry:"), "WRONG_TYPE", /retry is empty/, /remove the key/],
    ["retry as a number", withStep("retry: ^3"), "WRONG_TYPE", /mapping .*not 3/, /maxAttempts: 5/],
    ["catch as a mapping", withStep("catch: ^{}"), "WRONG_TYPE", /a list/, /errors/],
    ["a catch rule as a word", withStep("catch: [^A]"), "WRONG_TYPE", /item 1 of catch/, /errors/],
    [
      "errors as a word",
      withStep("catch: [{ errors: ^A, onFailure: fail }]"),
      "WRONG_TYPE",
      /a list/,
      /\[A\]/,
    ],
    [
      "a compensation as a list",
      withStep("compensation: ^[a]"),
      "WRONG_TYPE",
      /name of a step/,
      /re/,
    ],
    [
      "a duration as a number",
      withStep("timeout: ^30"),
      "INVALID_DURATION",
      /not 30/,
      /Did you mean 30s/,
    ],
    ["a duration in words", withStep("timeout: ^1 min"), "INVALID_DURATION", /"1 min"/, /mean 1m/],
    ["a duration in two units", withStep("timeout: ^1m30s"), "INVALID_DURATION", /1m/, /mean 90s/],
    ["a duration in parts", withStep("timeout: ^0.2h"), "INVALID_DURATION", /0/, /mean 12m/],
    ["no duration", withStep("timeout: ^soon"), "INVALID_DURATION", /"soon"/, /a whole number/],
    ["a duration as a list", withStep("timeout: ^[]"), "WRONG_TYPE", /a duration/, /30s/],
    ["attempts below 0", withStep("retry: { maxAttempts: ^-1 }"), "OUT_OF_RANGE", /from 0/, /: 0"/],
    ["too many attempts", withStep("retry: { maxAttempts: ^1000 }"), "OUT_OF_RANGE", /to 999/, /3/],
    ["half an attempt", withStep("retry: { maxAttempts: ^1.5 }"), "WRONG_TYPE", /whole.*1\.5/, /3/],
    ["attempts as text", withStep('retry: { maxAttempts: ^"3" }'), "WRONG_TYPE", /"3"/, /3/],
    ["a shrinking delay", withStep("retry: { backoffRate: ^0.9 }"), "OUT_OF_RANGE", /1/, /2/],
    ["no back-off number", withStep("retry: { backoffRate: ^.nan }"), "WRONG_TYPE", /NaN/, /2/],
    ["infinite back-off", withStep("retry: { backoffRate: ^.inf }"), "WRONG_TYPE", /Infinity/, /2/],
    ["no concurrency", withStep("concurrency: ^0"), "OUT_OF_RANGE", /at least 1/, /10/],
    [
      "another jitter",
      withStep("retry: { jitter: ^ful }"),
      "INVALID_VALUE",
      /full or none/,
      /"full"/,
    ],
    [
      "another transport",
      "name: w\ntransport: ^state-machin\nsteps: [name: pay]",
      "INVALID_VALUE",
      /^Workflow: transport must be queue or state-machine, not "state-machin"/,
      /Did you mean "state-machine"\?/,
    ],
    [
      "another route",
      withStep("onFailure: ^retry"),
      "INVALID_VALUE",
      /continue or fall/,
      /retry: \{ maxAttempts: 5 \}/,
    ],
    [
      "a fallback's fallback",
      withStep("onFailure: fallback", "fallback: { name: b, onFailure: ^fallback }"),
      "INVALID_VALUE",
      /cannot have a fallback/,
      /compensate/,
    ],
    [
      "another idempotency",
      withStep("idempotency: ^key"),
      "INVALID_VALUE",
      /must be natural or a mapping of key and window, not "key"/,
      /\{ key: input.orderId, window: 1h \}/,
    ],
    [
      "a misspelt idempotency",
      withStep("idempotency: ^naturel"),
      "INVALID_VALUE",
      /not "naturel"/,
      /Did you mean "natural"/,
    ],
    [
      "idempotency as a number",
      withStep("idempotency: ^1"),
      "WRONG_TYPE",
      /mapping of key/,
      /key:/,
    ],
    [
      "idempotency without a key",
      withStep("idempotency: ^{ window: 1h }"),
      "MISSING_KEY",
      /^Step "pay": key is missing/,
      /key: input.orderId/,
    ],
    [
      "a key of idempotency that does not exist",
      withStep("idempotency: { key: input.id, ^windows: 1h }"),
      "UNKNOWN_KEY",
      /no key "windows" in idempotency/,
      /"window"/,
    ],
    ...[
      ["orderId", "input.orderId"],
      ["$.input.order.id", "input.order.id"],
      ["state.results.pay.id", "results.pay.id"],
      ["results.create-order.id", "results.createOrder.id"],
      ['"{{ input.id }}"', "input.id"],
    ].map(
      ([key, meant]): Row => [
        `the key ${key}`,
        withStep(`idempotency: { key: ^${key} }`),
        "INVALID_KEY",
        /is not a path into the workflow state/,
        new RegExp(`Did you mean "${meant?.replaceAll(".", "\\.")}"`),
      ],
    ),
    ...["results.pay", "input", '"input.a b"', '"input.lines[-1]"', "input.__proto__.x", '""'].map(
      (key): Row => [
        `the key ${key}`,
        withStep(`idempotency: { key: ^${key} }`),
        "INVALID_KEY",
        /is not a path into the workflow state/,
        /./,
      ],
    ),
    [
      "a window without a unit",
      withStep("idempotency: { key: input.id, window: ^90 }"),
      "INVALID_DURATION",
      /window takes a duration from 1s to 365d/,
      /Did you mean 90s/,
    ],
    [
      "a claim check that is text",
      withStep("claimCheck: ^yes"),
      "WRONG_TYPE",
      /true or false/,
      /true/,
    ],
    [
      "a claim check of a compensation",
      withStep("onFailure: compensate", "compensation: { name: b, ^claimCheck: true }"),
      "KEY_NOT_ALLOWED",
      /^Compensation "b" of step "pay": a compensation takes no claimCheck/,
      /step/,
    ],
    [
      "a description on two lines",
      withStep('description: ^"a\\nb"'),
      "INVALID_DESCRIPTION",
      /line/,
      />-/,
    ],
    [
      "an empty description",
      withStep('description: ^""'),
      "INVALID_DESCRIPTION",
      /empty/,
      /remove/,
    ],
    [
      "an escape code",
      withStep('description: ^"\\e[2J"'),
      "INVALID_DESCRIPTION",
      /printed/,
      /control/,
    ],
    [
      "half an emoji",
      withStep('description: ^"\\ud83d"'),
      "INVALID_DESCRIPTION",
      /printed/,
      /Remove/,
    ],
    [
      "reversed text",
      withStep('description: ^"a\\u202eb"'),
      "INVALID_DESCRIPTION",
      /printed/,
      /dir/,
    ],
    [
      "a long description",
      withStep(`description: ^${"x".repeat(257)}`),
      "INVALID_DESCRIPTION",
      /257 characters, at most 256/,
      /Shorten/,
    ],
  ]);
});

describe("the infrastructure", () => {
  test.each(INFRASTRUCTURES)("may be %s", (infrastructure) => {
    const text = `name: w\ninfrastructure: ${infrastructure}\nsteps: [name: pay]`;
    expect(parseWorkflow(text, "workflow.yaml").workflow).toMatchObject({ infrastructure });
  });

  eachIsTheOnlyProblem([
    [
      "another one",
      "name: w\ninfrastructure: ^terrafrom\nsteps: [name: pay]",
      "INVALID_VALUE",
      /infrastructure must be sam, cdk or terraform, not "terrafrom"/,
      /Did you mean "terraform"/,
    ],
  ]);
});

describe("idempotency keys", () => {
  const keyed = (key: string) => `idempotency: { key: ^${key} }`;
  const behind = (first: string, ...second: string[]) =>
    [
      "name: w",
      "steps:",
      `  - { ${first} }`,
      "  - name: pay",
      ...second.map((line) => `    ${line}`),
    ].join("\n");
  eachIsTheOnlyProblem([
    [
      "over a window of less than the timeout",
      withStep("timeout: 1m", "idempotency: { key: input.id, window: ^30s }"),
      "WINDOW_TOO_SHORT",
      /window \(30s\) is shorter than the timeout \(1m\)/,
      /1m or more/,
    ],
    [
      "over no window",
      withStep("idempotency: { key: input.id, window: ^0s }"),
      "OUT_OF_RANGE",
      /under 1s/,
      /1s or more/,
    ],
    [
      "over a window of more than a year",
      withStep("idempotency: { key: input.id, window: ^366d }"),
      "OUT_OF_RANGE",
      /over 365d/,
      /365d or less/,
    ],
    [
      "in the result of no step",
      behind("name: create-order", keyed("results.createOrdr.id")),
      "UNKNOWN_RESULT",
      /"results.createOrdr", but no earlier step/,
      /Did you mean "results.createOrder"/,
    ],
    [
      "in the step's own result",
      withStep(keyed("results.pay.id")),
      "UNKNOWN_RESULT",
      /no earlier step has that result/,
      /from input/,
    ],
    [
      "in the result of a step that may be passed over",
      behind("name: a, onFailure: continue", keyed("results.a.id")),
      "UNCERTAIN_RESULT",
      /result of step "a", which may be missing: that step may be skipped/,
      /from input/,
    ],
    [
      "in a result behind a claim check",
      behind("name: a, claimCheck: true", keyed("results.a.id")),
      "CLAIM_CHECKED_KEY",
      /stored in S3 \(claimCheck\)/,
      /without claimCheck/,
    ],
    [
      "where queues keep order",
      "name: w\ntransport: queue\nqueue: { fifo: true, groupBy: input.id }\nsteps:\n  - name: pay\n    idempotency: ^{ key: input.id }",
      "KEY_WITH_FIFO",
      /cannot wait for another workflow with the same key/,
      /Remove the key/,
    ],
    [
      "of a step and of its compensation",
      withStep(
        "onFailure: compensate",
        "idempotency: { key: input.id }",
        "compensation: { name: undo, ^idempotency: { key: input.id } }",
      ),
      "KEYED_COMPENSATION",
      /^Compensation "undo" of step "pay": both have an idempotency key/,
      /Remove idempotency/,
    ],
    ...["input.order.id", '"input.order[0]"'].map(
      (key): Row => [
        `input.order and ${key}`,
        behind("name: a, idempotency: { key: input.order }", keyed(key)),
        "CONFLICTING_KEYS",
        /cannot contain both .* and "input.order", the key of step "a"/,
        /string or a number/,
      ],
    ),
    [
      "in a list and in an object",
      behind('name: a, idempotency: { key: "input.lines[0].id" }', keyed("input.lines.first")),
      "CONFLICTING_KEYS",
      /"input.lines.first" and "input.lines\[0\].id"/,
      /string or a number/,
    ],
  ]);

  test("may be shared by steps, and be in the result of a step that is always there", () => {
    const text = behind(
      "name: a, idempotency: { key: input.order.id, window: 365d }",
      "idempotency: { key: results.a.id }",
      "compensation: { name: undo, idempotency: natural }",
      "onFailure: compensate",
      "claimCheck: true",
    );
    const { workflow, problems } = parseWorkflow(text, "workflow.yaml");
    expect(problems).toEqual([]);
    expect(workflow?.steps).toMatchObject([
      { idempotency: { key: "input.order.id", windowSeconds: 31_536_000 } },
      { idempotency: { key: "results.a.id", windowSeconds: 2_419_200 }, claimCheck: true },
    ]);
  });
});

describe("names", () => {
  eachIsTheOnlyProblem([
    [
      "in camel case",
      withStep("onFailure: compensate", "compensation: ^undoPay"),
      "INVALID_NAME",
      /compensation name/,
      /undo-pay/,
    ],
    [
      "with blanks",
      "name: ^Order Flow\nsteps: [name: pay]",
      "INVALID_NAME",
      /kebab/,
      /"order-flow"/,
    ],
    [
      "without letters",
      "name: ^注文\nsteps: [name: pay]",
      "INVALID_NAME",
      /"注文"/,
      /create-order/,
    ],
    [
      "a digit first",
      withStep("onFailure: compensate", "compensation: { name: ^1x }"),
      "INVALID_NAME",
      /"1x"/,
      /"x"/,
    ],
    [
      "leading out of the project",
      "name: w\nsteps: [name: ^../pay]",
      "UNSAFE_NAME",
      /out of/,
      /"pay"/,
    ],
    ["an absolute path", "name: w\nsteps: [name: ^/etc/pay]", "UNSAFE_NAME", /out of/, /"etc-pay"/],
    [
      "a Windows path",
      "name: w\nsteps: [name: '^..\\pay']".replace("'^", "^'"),
      "UNSAFE_NAME",
      /out/,
      /pay/,
    ],
    ...["con", "prn", "aux", "nul", "com1", "lpt1"].map(
      (device): Row => [
        `the Windows device ${device}`,
        `name: w\nsteps: [name: ^${device}]`,
        "UNSAFE_NAME",
        /Windows/,
        new RegExp(`"${device}-step"`),
      ],
    ),
    [
      "a device for the workflow",
      "name: ^aux\nsteps: [name: a]",
      "UNSAFE_NAME",
      /^Workflow/,
      /aux-/,
    ],
    [
      "over 40 characters",
      `name: w\nsteps: [name: ^${"a".repeat(41)}]`,
      "NAME_TOO_LONG",
      /41 characters, at most 40/,
      /Shorten/,
    ],
    [
      "of two steps",
      "name: w\nsteps: [{ name: pay }, { name: a }, { name: ^pay }]",
      "DUPLICATE_NAME",
      /^Step "pay": steps 1 and 3/,
      /different name/,
    ],
    [
      "of two compensations",
      "name: w\nsteps: [{ name: a, compensation: undo }, { name: b, onFailure: compensate, compensation: ^undo }]",
      "DUPLICATE_NAME",
      /^Compensation "undo" of step "b": .* used by compensation "undo" of step "a"/,
      /both may call/,
    ],
    [
      "of a fallback and its compensation",
      withStep(
        "onFailure: fallback",
        "fallback: { name: x, onFailure: compensate, compensation: ^x }",
      ),
      "DUPLICATE_NAME",
      /used by fallback "x"/,
      /different/,
    ],
    [
      "of a compensation that is a step further down",
      "name: w\nsteps: [{ name: a, compensation: ^b }, { name: b, onFailure: compensate }]",
      "COMPENSATION_IS_STEP",
      /^Compensation "b" of step "a" is also a step/,
      /another name/,
    ],
    [
      "of a compensation that is its own step",
      withStep("onFailure: compensate", "compensation: ^pay"),
      "COMPENSATION_IS_STEP",
      /also a step/,
      /another name/,
    ],
    [
      "of a fallback that is a step",
      "name: w\nsteps: [{ name: a, onFailure: fallback, fallback: ^b }, { name: b }]",
      "FALLBACK_IS_STEP",
      /^Fallback "b" of step "a"/,
      /another name/,
    ],
    [
      "alike in code",
      "name: w\nsteps: [{ name: a-1 }, { name: ^a1 }]",
      "NAME_COLLISION",
      /^Step "a1": its name in code is a1, the same as that of step "a-1"/,
      /hyphens/,
    ],
    ...["failure", "dlq", "dead-letter"].map(
      (suffix): Row => [
        `of what is generated: ${suffix}`,
        `name: w\nsteps: [{ name: ^pay-${suffix} }, { name: pay }]`,
        "NAME_COLLISION",
        /generated parts of step "pay"/,
        /"-failure"/,
      ],
    ),
  ]);
});

describe("durations", () => {
  eachIsTheOnlyProblem([
    ["a timeout over 15m", withStep("timeout: ^16m"), "OUT_OF_RANGE", /15m.*Lambda/, /15m or less/],
    [
      "a timeout without end",
      withStep(`timeout: ^${"9".repeat(400)}d`),
      "OUT_OF_RANGE",
      /15m/,
      /15m/,
    ],
    ["no time", withStep("timeout: ^0s"), "OUT_OF_RANGE", /under 1s/, /1s or more/],
    [
      "no interval",
      withStep("retry: { interval: ^0s }"),
      "OUT_OF_RANGE",
      /interval/,
      /maxAttempts: 0/,
    ],
    [
      "a year's delay",
      withStep("retry: { maxDelay: ^366d }"),
      "OUT_OF_RANGE",
      /less than 366d/,
      /365d or less/,
    ],
    [
      "an endless interval",
      withStep(`retry: { interval: ^${"9".repeat(400)}d }`),
      "OUT_OF_RANGE",
      /interval must be less than 366d/,
      /365d/,
    ],
    [
      "a longest delay under the first",
      withStep("retry: { interval: 10s, maxDelay: ^5s }"),
      "MAX_DELAY_TOO_SHORT",
      /maxDelay \(5s\) is shorter than the interval \(10s\)/,
      /10s or more/,
    ],
    [
      "an interval over the default delay",
      withStep("onFailure: compensate", "compensation: { name: undo, retry: ^{ interval: 2m } }"),
      "MAX_DELAY_TOO_SHORT",
      /^Compensation "undo" of step "pay": maxDelay \(1m\)/,
      /2m or more/,
    ],
  ]);

  test("the limits themselves are allowed", () => {
    expect(
      stepsOf(withStep("timeout: 15m", "retry: { interval: 1s, maxDelay: 31622399s }")),
    ).toHaveLength(1);
    expect(stepsOf(withStep("timeout: 1s", "retry: { interval: 1m }"))).toHaveLength(1);
  });
});

describe("failure routes", () => {
  eachIsTheOnlyProblem([
    [
      "a fallback that is missing",
      withStep("onFailure: ^fallback"),
      "MISSING_FALLBACK",
      /pay/,
      /fallback:/,
    ],
    [
      "a fallback that is missing for an error",
      withStep("catch: [{ errors: [A], onFailure: ^fallback }]"),
      "MISSING_FALLBACK",
      /no fallback/,
      /Add/,
    ],
    [
      "a fallback that is not used",
      withStep("^fallback: bill"),
      "UNUSED_FALLBACK",
      /"bill"/,
      /onFailure/,
    ],
    [
      "nothing to compensate",
      withStep("onFailure: ^compensate"),
      "NOTHING_TO_COMPENSATE",
      /^Step "pay": .*neither this step nor an earlier one/,
      /compensation:/,
    ],
    [
      "nothing to compensate for an error",
      withStep("catch: [{ errors: [A], onFailure: ^compensate }]"),
      "NOTHING_TO_COMPENSATE",
      /pay/,
      /fail/,
    ],
    [
      "only a later compensation",
      "name: w\nsteps: [{ name: a, onFailure: ^compensate }, { name: b, onFailure: compensate, compensation: undo }]",
      "NOTHING_TO_COMPENSATE",
      /"a"/,
      /compensation/,
    ],
    [
      "only the fallback's compensation",
      withStep(
        "catch: [{ errors: [A], onFailure: fallback }]",
        "onFailure: ^compensate",
        "fallback: { name: bill, onFailure: compensate, compensation: unbill }",
      ),
      "NOTHING_TO_COMPENSATE",
      /^Step "pay"/,
      /compensation/,
    ],
    [
      "nothing to compensate in a fallback",
      withStep("onFailure: fallback", "fallback: { name: bill, onFailure: ^compensate }"),
      "NOTHING_TO_COMPENSATE",
      /^Fallback "bill" of step "pay"/,
      /compensation/,
    ],
    [
      "a compensation that nothing runs",
      withStep("^compensation: refund"),
      "COMPENSATION_NEVER_RUN",
      /^Compensation "refund" of step "pay" never runs, because neither that step nor a later one has onFailure: compensate/,
      /^Add onFailure: compensate .* or remove the compensation/,
    ],
    [
      "a compensation that only an earlier step's failure would run",
      "name: w\nsteps: [{ name: a, onFailure: compensate, compensation: u }, { name: b, ^compensation: v }]",
      "COMPENSATION_NEVER_RUN",
      /^Compensation "v" of step "b"/,
      /remove the compensation/,
    ],
    [
      "a fallback's compensation that nothing runs",
      withStep("onFailure: fallback", "fallback: { name: bill, ^compensation: unbill }"),
      "COMPENSATION_NEVER_RUN",
      /^Compensation "unbill" of fallback "bill" of step "pay" never runs/,
      /onFailure: compensate/,
    ],
    [
      "a fallback's compensation that only its step would run",
      withStep(
        "catch: [{ errors: [A], onFailure: fallback }]",
        "onFailure: compensate",
        "compensation: refund",
        "fallback: { name: bill, ^compensation: unbill }",
      ),
      "COMPENSATION_NEVER_RUN",
      /"unbill" of fallback "bill"/,
      /onFailure: compensate/,
    ],
  ]);

  test.each([
    ["misspelt", withStep("compensation: u", "onFailure: ^compensat"), "INVALID_VALUE"],
    ["under a misspelt key", withStep("compensation: u", "^onFailur: compensate"), "UNKNOWN_KEY"],
    [
      "misspelt in catch",
      withStep("compensation: u", "catch: [{ errors: [A], onFailure: ^compensat }]"),
      "INVALID_VALUE",
    ],
    ["in a catch that is no list", withStep("compensation: u", "catch: ^{}"), "WRONG_TYPE"],
    [
      "misspelt in a step behind it",
      "name: w\nsteps: [{ name: a, compensation: u }, { name: b, onFailure: ^compensat }]",
      "INVALID_VALUE",
    ],
    [
      "in a step behind it that is no mapping",
      "name: w\nsteps: [{ name: a, compensation: u }, ^b]",
      "WRONG_TYPE",
    ],
    [
      "misspelt in its fallback",
      withStep(
        "compensation: u",
        "onFailure: fallback",
        "fallback: { name: f, onFailure: ^compensat }",
      ),
      "INVALID_VALUE",
    ],
    [
      "in a fallback that is no mapping",
      withStep("compensation: u", "onFailure: fallback", "fallback: ^[f]"),
      "WRONG_TYPE",
    ],
  ])("a route that is %s may be what runs a compensation", (_, markedText, code) => {
    const { text, line, column } = marked(markedText);
    expect(problemsOf(text)).toMatchObject([{ code, line, column }]);
    expect(problemsOf(text)).toHaveLength(1);
  });

  test.each([
    ["a mistake elsewhere in the step", withStep("timeout: 30", "compensation: u")],
    [
      "a misspelt route before it",
      "name: w\nsteps:\n  - { name: a, onFailure: compensat }\n  - { name: b, compensation: u }",
    ],
  ])("%s does not hide a compensation that nothing runs", (_, text) => {
    expect(problemsOf(text).map(({ code }) => code)).toContain("COMPENSATION_NEVER_RUN");
  });

  test.each([
    ["its own", withStep("onFailure: compensate", "compensation: refund")],
    [
      "an earlier step's",
      "name: w\nsteps: [{ name: a, compensation: u }, { name: b, onFailure: compensate }]",
    ],
    [
      "an earlier fallback's",
      "name: w\nsteps: [{ name: a, onFailure: fallback, fallback: { name: f, compensation: u } }, { name: b, onFailure: compensate }]",
    ],
    [
      "the fallback's own",
      withStep(
        "onFailure: fallback",
        "fallback: { name: f, onFailure: compensate, compensation: u }",
      ),
    ],
    [
      "the step's, in its fallback",
      withStep(
        "onFailure: fallback",
        "compensation: u",
        "fallback: { name: f, onFailure: compensate }",
      ),
    ],
  ])("compensate runs %s compensation", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test("queues may compensate where the user asks for them", () => {
    const text = `transport: queue\n${withStep("onFailure: compensate", "compensation: refund")}`;
    expect(problemsOf(text)).toEqual([]);
  });
});

describe("errors by name", () => {
  const catching = (errors: string) =>
    withStep(`catch: [{ errors: ${errors}, onFailure: continue }]`);

  eachIsTheOnlyProblem([
    ["none", catching("^[]"), "EMPTY_LIST", /at least one error name/, /PaymentDeclined/],
    ["a number", catching("[^404]"), "WRONG_TYPE", /item 1 of errors/, /PaymentDeclined/],
    ["of Step Functions", catching("[^States.ALL]"), "INVALID_ERROR_NAME", /AWS/, /onFailure/],
    ["of Lambda", catching("[^Lambda.Unknown]"), "INVALID_ERROR_NAME", /AWS/, /onFailure/],
    [
      "with blanks",
      catching("[^Payment declined]"),
      "INVALID_ERROR_NAME",
      /not an error name/,
      /class/,
    ],
    ["of every mistake", catching("[^Error]"), "INVALID_ERROR_NAME", /any bug/, /PermanentError/],
    ["of JavaScript", catching("[^TypeError]"), "INVALID_ERROR_NAME", /any bug/, /Permanent/],
    [
      "of the runtime",
      catching("[^IdempotencyAlreadyInProgressError]"),
      "INVALID_ERROR_NAME",
      /around the step/,
      /that the step throws/,
    ],
    [
      "that no class can have",
      catching("[^class]"),
      "INVALID_ERROR_NAME",
      /JavaScript uses it/,
      /"ClassError"/,
    ],
    [
      "that a module cannot export",
      catching("[^then]"),
      "INVALID_ERROR_NAME",
      /"then" cannot be the name of an error class/,
      /"ThenError"/,
    ],
    [
      "that hides a type",
      catching("[^Promise]"),
      "INVALID_ERROR_NAME",
      /JavaScript uses it/,
      /PromiseError/,
    ],
    ["twice in a rule", catching("[A, B, ^A]"), "DUPLICATE_ERROR", /"A" twice/, /Remove one/],
    [
      "in two rules",
      withStep(
        "catch:",
        "  - { errors: [A], onFailure: fail }",
        "  - { errors: [^A], onFailure: continue }",
      ),
      "DUPLICATE_ERROR",
      /only the first/,
      /Remove/,
    ],
  ]);

  test("a step and its fallback may catch the same error", () => {
    const text = withStep(
      "catch: [{ errors: [A], onFailure: fallback }]",
      "fallback: { name: f, catch: [{ errors: [A, PermanentError], onFailure: continue }] }",
    );
    expect(problemsOf(text)).toEqual([]);
  });
});

const MANY_MISTAKES = `name: Order Processing
transport: quue
steps:
  - name: pay
    timeout: 30
    retry: { maxAttempts: -1, interval: 5m }
    catch:
      - errors: [States.ALL, A, A]
        onFailure: compensat
    onFailure: compensate
  - name: pay
    timeout: 20m
    colour: red
  - { name: con, onFailure: fallback }
`;

describe("several problems", () => {
  test("are all reported, in the order of the text", () => {
    expect(problemsOf(MANY_MISTAKES).map(({ line, column, code }) => [line, column, code])).toEqual(
      [
        [1, 7, "INVALID_NAME"],
        [2, 12, "INVALID_VALUE"],
        [5, 14, "INVALID_DURATION"],
        [6, 12, "MAX_DELAY_TOO_SHORT"],
        [6, 27, "OUT_OF_RANGE"],
        [8, 18, "INVALID_ERROR_NAME"],
        [8, 33, "DUPLICATE_ERROR"],
        [9, 20, "INVALID_VALUE"],
        [10, 16, "NOTHING_TO_COMPENSATE"],
        [11, 11, "DUPLICATE_NAME"],
        [12, 14, "OUT_OF_RANGE"],
        [13, 5, "UNKNOWN_KEY"],
        [14, 13, "UNSAFE_NAME"],
        [14, 29, "MISSING_FALLBACK"],
      ],
    );
  });

  test("have the same positions with Windows line endings and a byte order mark", () => {
    const windows = `\uFEFF${MANY_MISTAKES.replaceAll("\n", "\r\n")}`;
    expect(problemsOf(windows)).toEqual(problemsOf(MANY_MISTAKES));
  });

  test("are the same for plain data, without positions", () => {
    const data = {
      name: "Order Processing",
      transport: "quue",
      steps: [
        {
          name: "pay",
          timeout: 30,
          retry: { maxAttempts: -1, interval: "5m" },
          catch: [{ errors: ["States.ALL", "A", "A"], onFailure: "compensat" }],
          onFailure: "compensate",
        },
        { name: "pay", timeout: "20m", colour: "red" },
        { name: "con", onFailure: "fallback" },
      ],
    };
    const inText = problemsOf(MANY_MISTAKES).map(({ path, line, column, ...problem }) => problem);
    const inData = checkWorkflow(data).problems;
    expect(inData).toHaveLength(inText.length);
    expect(inData).toEqual(expect.arrayContaining(inText));
  });

  test("never carry what would steer a terminal", () => {
    const text = `name: "\\e[31m\\u009b\\u202e${"x".repeat(100)}"\nsteps: [name: pay]`;
    const [problem] = problemsOf(text);
    expect(problem?.message).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(problem?.message.length).toBeLessThan(250);
  });
});

describe("a trigger", () => {
  const withTrigger = (trigger: string) => `name: w\ntrigger: ${trigger}\nsteps:\n  - name: pay\n`;

  test.each([
    ["{ api: POST /orders }", { kind: "api", method: "POST", path: "/orders" }],
    ["{ api: PUT /v1/orders }", { kind: "api", method: "PUT", path: "/v1/orders" }],
    ["{ schedule: rate(1 hour) }", { kind: "schedule", expression: "rate(1 hour)" }],
    ["{ schedule: rate(90 minutes) }", { kind: "schedule", expression: "rate(90 minutes)" }],
    ...[
      ...["cron(0 8 ? * MON-FRI *)", "cron(0/15 8,20 1 JAN-MAR ? 2026-2030)", "cron(5 0 L * ? *)"],
      ...["cron(0 0 15W * ? *)", "cron(0 0 ? * 2#1 *)", "cron(0 0 ? * FRIL *)"],
    ].map((cron) => [`{ schedule: "${cron}" }`, { kind: "schedule", expression: cron }] as const),
    [
      "{ event: { source: shop, detailType: Order Placed } }",
      { kind: "event", source: "shop", detailType: "Order Placed" },
    ],
  ] as const)("%s is taken", (text, trigger) => {
    const { workflow, problems } = parseWorkflow(withTrigger(text), "workflow.yaml");
    expect(problems).toEqual([]);
    expect(workflow?.trigger).toEqual(trigger);
  });

  eachIsTheOnlyProblem([
    [
      "that is none",
      withTrigger("^{}"),
      "WRONG_TYPE",
      /exactly one of api, schedule and event/,
      /api: POST \/orders/,
    ],
    [
      "of two kinds",
      withTrigger("^{ api: POST /a, schedule: rate(1 day) }"),
      "WRONG_TYPE",
      /exactly one of api, schedule and event, not api and schedule/,
      /Keep one/,
    ],
    [
      "in a list",
      withTrigger("^[{ api: POST /a }, { schedule: rate(1 day) }]"),
      "WRONG_TYPE",
      /exactly one of api, schedule and event, not a list/,
      /api: POST \/orders/,
    ],
    [
      "of a method without a body",
      withTrigger("{ api: ^GET /orders }"),
      "INVALID_VALUE",
      /POST or PUT/,
      /"POST \/orders"\?$/,
    ],
    [
      "of a path alone",
      withTrigger("{ api: ^orders/ }"),
      "INVALID_VALUE",
      /POST or PUT/,
      /"POST \/orders"\?$/,
    ],
    [
      "of a path that leads up",
      withTrigger("{ api: ^POST /../x }"),
      "INVALID_VALUE",
      /POST or PUT/,
      /POST \/orders/,
    ],
    [
      "of a path with a parameter",
      withTrigger('{ api: ^"POST /orders/{id}" }'),
      "INVALID_VALUE",
      /no parameters/,
      /POST \/orders/,
    ],
    [
      "at a rate in other words",
      withTrigger("{ schedule: ^every 5 min }"),
      "INVALID_VALUE",
      /rate\(…\) or cron/,
      /rate\(5 minutes\)\?$/,
    ],
    [
      "at a rate in the wrong number",
      withTrigger("{ schedule: ^rate(1 hours) }"),
      "INVALID_VALUE",
      /rate is a whole number/,
      /rate\(1 hour\)\?$/,
    ],
    [
      "at a time of five fields",
      withTrigger('{ schedule: ^"cron(0 8 * * *)" }'),
      "INVALID_VALUE",
      /6 fields .* not 5/,
      /cron\(0 8 \* \* \? \*\)/,
    ],
    [
      "at an hour that there is not",
      withTrigger('{ schedule: ^"cron(0 24 ? * MON *)" }'),
      "INVALID_VALUE",
      /"24" .* hours/,
      /MON-FRI/,
    ],
    [
      "at a day of both kinds",
      withTrigger('{ schedule: ^"cron(0 8 1 * MON *)" }'),
      "INVALID_VALUE",
      /must be \?/,
      /MON-FRI/,
    ],
    [
      "by an event without its type",
      withTrigger("{ ^event: { source: shop } }").replace("^event: {", "event: ^{"),
      "MISSING_KEY",
      /detailType is missing/,
      /OrderPlaced/,
    ],
    [
      "by a schedule, in order for each of what it never says",
      "name: w\ntransport: queue\ntrigger: { schedule: rate(1 day) }\nqueue: { fifo: true, groupBy: ^input.customerId }\nsteps: [{ name: a }]\n",
      "NOT_SCHEDULED",
      /only sends input.scheduledTime, so "input.customerId" never exists/,
      /Remove queue/,
    ],
    [
      "by a schedule, with a key that it never says",
      "name: w\ntrigger: { schedule: rate(1 day) }\nsteps:\n  - { name: pay, idempotency: { key: ^input.$id } }\n",
      "NOT_SCHEDULED",
      /^Step "pay": .* "input.\$id" never exists/,
      /result of an earlier step, or from input.scheduledTime/,
    ],
    [
      "by a schedule, with a list that it never says",
      "name: w\ntrigger: { schedule: rate(1 day) }\nsteps:\n  - { name: each, map: { items: ^input.lines, steps: [{ name: b }] } }\n",
      "NOT_SCHEDULED",
      /^Step "each": .* "input.lines" never exists/,
      /read it from its result/,
    ],
    [
      "whose request for answers a step would take the place of",
      "name: w\ntrigger: { api: POST /orders }\nsteps:\n  - { name: ask, approval: { timeout: 1d } }\n  - name: ^answer-approval\n",
      "NAME_COLLISION",
      /function of the trigger/,
      /answer-approval-step/,
    ],
    [
      "whose function a step would take the place of",
      "name: w\ntrigger: { schedule: rate(1 day) }\nsteps:\n  - name: ^start\n",
      "NAME_COLLISION",
      /function of the trigger/,
      /"start-step"/,
    ],
  ]);

  test("by a schedule, and needs nothing but its time and results", () => {
    const text = `name: w
trigger: { schedule: rate(1 day) }
steps:
  - { name: find, idempotency: { key: input.scheduledTime } }
  - { name: pay, idempotency: { key: results.find.reference } }
  - { name: each, map: { items: results.find.list, steps: [{ name: b }] } }
  - name: which
    choice: [{ when: { path: input.region, equals: eu }, steps: [{ name: c }] }]
`;
    expect(problemsOf(text)).toEqual([]);
  });

  test("keeps no name from steps where there is none", () => {
    expect(problemsOf("name: w\nsteps:\n  - name: start\n  - name: status\n")).toEqual([]);
  });
});
