import { describe, expect, test } from "vitest";
import { inFlightNotes } from "../../../src/plan/notes/in-flight.ts";
import { planProject } from "../../../src/plan/plan.ts";
import { checked } from "../../plan/checked.ts";
import { ABC, codes, note, notes, planOf, type Steps } from "../../plan/notes-between.ts";

describe("queues: nothing is said", () => {
  test.each<[string, Steps]>([
    ["of a step at the end, which every message still comes to", [...ABC, { name: "d" }]],
    [
      "of more retries, other times, a limit",
      [
        { name: "a", retry: { maxAttempts: 9, interval: "5s" } },
        { name: "b", timeout: "1m" },
        { name: "c", concurrency: 5 },
      ],
    ],
    [
      "of a failure route that comes",
      [{ name: "a" }, { name: "b", onFailure: "continue" }, { name: "c" }],
    ],
    [
      "of a fallback that comes: its result may be missing at any time",
      [{ name: "a" }, { name: "b", onFailure: "fallback", fallback: "b2" }, { name: "c" }],
    ],
    [
      "of a guard that comes or goes",
      [{ name: "a", idempotency: "natural" }, { name: "b" }, { name: "c" }],
    ],
  ])("%s", (_, after) => {
    expect(notes(ABC, after)).toEqual([]);
  });
});

describe("queues", () => {
  test("a step that is removed takes its queues with it", () => {
    const { message, suggestion } = note("REMOVED_QUEUES", ABC, [{ name: "a" }, { name: "c" }]);
    expect(message).toContain(
      "no function reads from <stack>-b and <stack>-b-dlq. The queues stay",
    );
    expect(suggestion).toContain("for queue in b b-dlq; do aws sqs delete-queue");
    expect(suggestion).toContain("Start no new workflow");
    expect(suggestion).toContain("deploy --stage <other>");
    expect(suggestion).toContain("Redrive or discard the messages in dead-letter queues");
    expect(suggestion).toContain("for queue in b b-dlq; do aws sqs get-queue-attributes");
    expect(codes(ABC, [{ name: "a" }, { name: "c" }])).toEqual(["REMOVED_QUEUES"]);
  });

  test("a compensation that goes takes its queues with it", () => {
    const before: Steps = [
      { name: "a", compensation: "undo-a" },
      { name: "b", onFailure: "compensate" },
    ];
    const after: Steps = [
      { name: "a", compensation: "reverse-a" },
      { name: "b", onFailure: "compensate" },
    ];
    expect(note("REMOVED_QUEUES", before, after).message).toContain(
      "<stack>-undo-a and <stack>-undo-a-dlq",
    );
  });

  test("a step that is inserted is missing in what is past its place", () => {
    const after: Steps = [{ name: "a" }, { name: "new-one" }, { name: "b" }, { name: "c" }];
    const { message, suggestion } = note("STEP_PASSED_OVER", ABC, after);
    expect(message).toContain("wait for b or a later step during the deployment");
    expect(message).toContain("lack results.newOne");
    expect(suggestion).toContain("For 28 days");
    expect(suggestion).toContain("for queue in b c;");
    expect(codes(ABC, after)).toEqual(["STEP_PASSED_OVER"]);
  });

  test("the compensation of an inserted step runs for work that the step has not done", () => {
    const before: Steps = [
      { name: "a", compensation: "undo-a" },
      { name: "c", onFailure: "compensate" },
    ];
    const after: Steps = [
      { name: "a", compensation: "undo-a" },
      { name: "b", compensation: "undo-b" },
      { name: "c", onFailure: "compensate" },
    ];
    expect(note("STEP_PASSED_OVER", before, after).suggestion).toContain(
      "undo-b still runs when they are compensated: let it do nothing if results.b is missing",
    );
  });

  test("what waits on a route around a failed step is behind an inserted one too", () => {
    const before: Steps = [
      { name: "a", onFailure: "fallback", fallback: "a2" },
      { name: "c", onFailure: "continue" },
      { name: "d" },
    ];
    const after = [before[0], { name: "b" }, ...before.slice(1)] as Steps;
    expect(note("STEP_PASSED_OVER", before, after).message).toContain("wait for c or a later step");
  });

  test("a first step that is inserted moves the start", () => {
    const after: Steps = [{ name: "check" }, ...ABC];
    expect(note("CHANGED_START_QUEUE", ABC, after).message).toBe(
      "Workflows start in another queue, <stack>-check: a message that is still sent to <stack>-a skips check.",
    );
    expect(codes(ABC, after)).toEqual(["CHANGED_START_QUEUE", "STEP_PASSED_OVER"]);
  });

  test("a first step that is removed does not leave its queue to send to", () => {
    expect(note("CHANGED_START_QUEUE", ABC, ABC.slice(1)).message).toContain(
      "no function reads from <stack>-a",
    );
  });

  test("a renamed step is a queue that goes and a result that is missing", () => {
    const after: Steps = [{ name: "a" }, { name: "renamed" }, { name: "c" }];
    expect(note("REMOVED_QUEUES", ABC, after).message).toContain("<stack>-b and <stack>-b-dlq");
    expect(note("STEP_PASSED_OVER", ABC, after).message).toContain("lack results.renamed");
  });

  test("a changed order repeats a step for some messages and passes another over", () => {
    const after: Steps = [{ name: "a" }, { name: "c" }, { name: "b" }];
    const repeated = note("STEP_REPEATED", ABC, after);
    expect(repeated.message).toContain("wait for c during the deployment have already passed b");
    expect(repeated.suggestion).toContain("idempotency: natural runs again");
    expect(note("STEP_PASSED_OVER", ABC, after).message).toContain(
      "wait for b or a later step during the deployment skip c",
    );
  });

  test("fewer retries end what has been tried that often", () => {
    const before: Steps = [{ name: "a", retry: { maxAttempts: 5 } }];
    const after: Steps = [{ name: "a", retry: { maxAttempts: 0 } }];
    const { message, suggestion } = note("FEWER_TRIES", before, after);
    expect(message).toContain("tried once instead of 6 times");
    expect(message).toContain("fails permanently at its next delivery, without another try");
    expect(suggestion).toContain("ApproximateNumberOfMessagesNotVisible");
  });

  test("where the first step is not a function any more, the start moves before it", () => {
    const choice: Steps = [
      {
        name: "big",
        choice: [{ when: { path: "input.n", greaterThan: 1 }, steps: [{ name: "x" }] }],
      },
      ...ABC,
    ];
    expect(note("CHANGED_START_QUEUE", ABC, choice).message).toBe(
      "Workflows start in another queue, <stack>-begin: a message that is still sent to <stack>-a skips the steps before a.",
    );
    expect(note("CHANGED_START_QUEUE", choice, ABC).message).toContain(
      "no function reads from <stack>-begin",
    );
    expect(note("REMOVED_QUEUES", choice, ABC).message).toContain(
      "no function reads from <stack>-begin, <stack>-begin-dlq, <stack>-x and <stack>-x-dlq",
    );
  });

  test("a step that becomes a pause takes its queues with it", () => {
    const paused: Steps = [{ name: "a" }, { name: "b", wait: "5m" }, { name: "c" }];
    expect(codes(ABC, paused)).toEqual(["REMOVED_QUEUES"]);
  });

  test("a step that becomes a compensation undoes what has come to it, and the other way round", () => {
    const step: Steps = [{ name: "a" }, { name: "b" }, { name: "c" }];
    const undo: Steps = [
      { name: "a", compensation: "b" },
      { name: "c", onFailure: "compensate" },
    ];
    const becomes = note("CHANGED_ROLE", step, undo);
    expect(becomes.message).toContain("b becomes the compensation of a");
    expect(becomes.message).toContain("are compensated from there");
    expect(becomes.suggestion).toContain("for queue in b b-dlq; do");
    expect(note("CHANGED_ROLE", undo, step).message).toContain("continue with the steps after it");
  });
});

describe("queues that keep order", () => {
  const ordered = (field: string, steps: Steps = ABC) =>
    planProject(
      { ...checked(steps), queue: { fifo: true, groupBy: `input.${field}` } },
      { packageManager: "npm" },
    );
  const plain = planOf(ABC, "queue");

  test.each([
    [plain, ordered("id"), "FIFO queues", "for queue in a a-dlq"],
    [ordered("id"), plain, "standard queues", "for queue in a.fifo a-dlq.fifo"],
  ])(
    "cannot be made of others, nor others of them: all messages are lost",
    (before, after, kind, check) => {
      const [only, ...others] = inFlightNotes(before, after);
      expect(others).toEqual([]);
      expect(only?.code).toBe("REPLACED_QUEUES");
      expect(only?.message).toContain(kind);
      expect(only?.suggestion).toContain(check);
    },
  );

  test("keep none between messages of other groups", () => {
    const [only, ...others] = inFlightNotes(ordered("id"), ordered("customer"));
    expect(others).toEqual([]);
    expect(only?.message).toContain("by input.customer instead of input.id");
  });

  test("are named as they are", () => {
    const [only] = inFlightNotes(ordered("id"), ordered("id", ABC.slice(0, 2)));
    expect(only?.message).toContain("no function reads from <stack>-c.fifo and <stack>-c-dlq.fifo");
  });
});
