import { describe, expect, test } from "vitest";
import { chooseTransport } from "../../../src/transports/choose-transport.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";

const textWith = (timeout: string, steps = "[{ name: a }]", more = "") =>
  `name: w\n${more}timeout: ${timeout}\nsteps: ${steps}\n`;

const problemsOf = (text: string) => parseWorkflow(text, "f").problems;

test("a timeout is part of the workflow, and is written as it is read", () => {
  const { workflow } = parseWorkflow(textWith("90m"), "f");
  expect(workflow?.timeoutSeconds).toBe(5400);
  const text = workflow && writeWorkflow(workflow);
  expect(text).toContain("\ntimeout: 90m\nsteps:\n");
  expect(parseWorkflow(text ?? "", "f").workflow).toEqual(workflow);
});

test("a workflow without one says nothing of it", () => {
  const { workflow } = parseWorkflow("name: w\nsteps: [{ name: a }]\n", "f");
  expect(workflow).not.toHaveProperty("timeoutSeconds");
});

describe.each<[timeout: string, code: string, fix: RegExp]>([
  ["0s", "OUT_OF_RANGE", /1s or more/],
  ["366d", "OUT_OF_RANGE", /365d or less/],
  ["2 hours", "INVALID_DURATION", /Did you mean 2h\?/],
  ["soon", "INVALID_DURATION", /"timeout: 2h"/],
  ["[2h]", "WRONG_TYPE", /"timeout: 2h"/],
])("%s", (timeout, code, fix) => {
  test("is refused at its place, with what would work", () => {
    expect(problemsOf(textWith(timeout))).toMatchObject([
      { code, suggestion: expect.stringMatching(fix), line: 2, column: 10 },
    ]);
  });
});

const wait = (name: string, seconds: string) => `{ name: ${name}, wait: ${seconds} }`;
const branches = (...steps: string[]) => steps.map((step) => `{ steps: [${step}] }`).join(", ");
const when = "when: { path: input.a, equals: 1 }";

describe("a timeout that is not longer than the workflow can be is refused", () => {
  test.each<[string, steps: string, what: RegExp, fix: RegExp]>([
    ["a wait as long", `[{ name: a }, ${wait("b", "2h")}]`, /"b".*lasts 2h/, /more than 2h/],
    [
      "an approval",
      "[{ name: a, approval: { timeout: 3d } }]",
      /"a".*answer for 3d/,
      /more than 3d, or shorten the approval/,
    ],
    [
      "a wait inside of a branch",
      `[{ name: p, parallel: [${branches(wait("b", "5h"), "{ name: c }")}] }]`,
      /"b".*lasts 5h/,
      /shorten the wait/,
    ],
    [
      "waits in a row",
      `[${wait("a", "1h")}, ${wait("b", "1h")}, { name: c }]`,
      /all waits on one path.*last 2h together/,
      /more than 2h, or shorten the waits/,
    ],
    [
      "waits on the longest way of a choice",
      `[${wait("a", "1h")}, { name: c, choice: [{ ${when}, steps: [${wait("b", "90m")}] }, { otherwise: [] }] }, { name: d }]`,
      /last 150m together/,
      /more than 150m/,
    ],
  ])("%s", (_, steps, what, fix) => {
    expect(problemsOf(textWith("2h", steps))).toMatchObject([
      {
        code: "TIMEOUT_TOO_SHORT",
        message: expect.stringMatching(what),
        suggestion: expect.stringMatching(fix),
        line: 2,
        column: 10,
      },
    ]);
  });

  test("each step is told, and none that fits", () => {
    const steps = `[${wait("a", "2h")}, ${wait("b", "1h")}, ${wait("c", "3h")}, { name: d }]`;
    const told = problemsOf(textWith("2h", steps)).map(({ message }) => message);
    expect(told).toEqual([expect.stringContaining('"a"'), expect.stringContaining('"c"')]);
  });

  test("waits of branches at once are not added up", () => {
    const steps = `[{ name: p, parallel: [${branches(wait("a", "1h"), wait("b", "1h"))}] }, { name: c }]`;
    expect(problemsOf(textWith("2h", steps))).toEqual([]);
  });
});

describe("queues", () => {
  test("end no workflow when its timeout is over", () => {
    expect(problemsOf(textWith("2h", "[{ name: a }]", "transport: queue\n"))).toMatchObject([
      {
        code: "QUEUE_TIMEOUT",
        suggestion: expect.stringMatching(/^Use transport: state-machine, or remove timeout/),
        line: 3,
        column: 1,
      },
    ]);
  });

  test("do not where they keep an order either", () => {
    const ordered = "queue: { fifo: true, groupBy: input.x }\n";
    expect(problemsOf(textWith("2h", "[{ name: a }]", ordered))).toMatchObject([
      { code: "QUEUE_TIMEOUT", suggestion: expect.stringMatching(/^Remove queue/) },
    ]);
  });

  test("are not chosen for a workflow with one", () => {
    const { workflow } = parseWorkflow(textWith("2h"), "f");
    expect(workflow && chooseTransport(workflow)).toMatchObject({
      transport: "state-machine",
      reason: expect.stringMatching(/timeout of the whole workflow/),
    });
  });
});
