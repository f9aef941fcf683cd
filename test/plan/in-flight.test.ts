import { describe, expect, test } from "vitest";
import { inFlightNotes } from "../../src/plan/in-flight.ts";
import { planProject } from "../../src/plan/plan.ts";
import { checkDocument } from "../../src/workflow/check.ts";
import type { WorkflowDocument } from "../../src/workflow/schema.ts";
import type { Transport, Workflow } from "../../src/workflow/workflow.ts";
import { checked } from "./checked.ts";

type Steps = WorkflowDocument["steps"];

const planOf = (steps: Steps, transport: Transport) =>
  planProject(checked(steps, transport), { packageManager: "npm" });

const notes = (before: Steps, after: Steps, transport: Transport = "queue") =>
  inFlightNotes(planOf(before, transport), planOf(after, transport));

const codes = (before: Steps, after: Steps, transport?: Transport) =>
  notes(before, after, transport).map(({ code }) => code);

function note(code: string, before: Steps, after: Steps, transport?: Transport) {
  const found = notes(before, after, transport).filter((one) => one.code === code);
  expect(found).toHaveLength(1);
  return found[0] as (typeof found)[number];
}

const ABC: Steps = [{ name: "a" }, { name: "b" }, { name: "c" }];

describe.each(["queue", "state-machine"] as const)("%s: nothing is said", (transport) => {
  test("where nothing changes", () => {
    expect(notes(ABC, ABC, transport)).toEqual([]);
  });

  test("where only words change", () => {
    const described: Steps = [{ name: "a", description: "First." }, { name: "b" }, { name: "c" }];
    expect(notes(ABC, described, transport)).toEqual([]);
  });
});

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
    expect(message).toContain("deletes w-b and w-b-dlq, with every message still in them");
    expect(suggestion).toContain("Start no new workflow");
    expect(suggestion).toContain("--stack-name w-2");
    expect(suggestion).toContain("Redrive dead letters, or give them up");
    expect(suggestion).toContain("for queue in w-b w-b-dlq; do aws sqs get-queue-attributes");
    expect(codes(ABC, [{ name: "a" }, { name: "c" }])).toEqual(["REMOVED_QUEUES"]);
  });

  test("a failure route that goes takes the failure queue with it", () => {
    const routed: Steps = [{ name: "a" }, { name: "b", onFailure: "continue" }, { name: "c" }];
    expect(note("REMOVED_QUEUES", routed, ABC).message).toContain("deletes w-b-failure, with");
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
    expect(note("REMOVED_QUEUES", before, after).message).toContain("w-undo-a and w-undo-a-dlq");
  });

  test("a step that is inserted is missing in what is past its place", () => {
    const after: Steps = [{ name: "a" }, { name: "new-one" }, { name: "b" }, { name: "c" }];
    const { message, suggestion } = note("STEP_PASSED_OVER", ABC, after);
    expect(message).toContain("wait for b, or behind, when this is deployed");
    expect(message).toContain("results.newOne is missing");
    expect(suggestion).toContain("for 18 days");
    expect(suggestion).toContain("for queue in w-b w-c;");
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
      "undo-b runs for them all the same when they are undone: let it do nothing where results.b is missing",
    );
  });

  test("what waits on a route around a failed step is behind an inserted one too", () => {
    const before: Steps = [
      { name: "a", onFailure: "fallback", fallback: "a2" },
      { name: "c", onFailure: "continue" },
      { name: "d" },
    ];
    const after = [before[0], { name: "b" }, ...before.slice(1)] as Steps;
    expect(note("STEP_PASSED_OVER", before, after).message).toContain("wait for c, or behind");
  });

  test("a first step that is inserted moves the start", () => {
    const after: Steps = [{ name: "check" }, ...ABC];
    expect(note("CHANGED_START_QUEUE", ABC, after).message).toBe(
      "Workflows start in another queue, w-check: what is still sent to w-a passes check over.",
    );
    expect(codes(ABC, after)).toEqual(["CHANGED_START_QUEUE", "STEP_PASSED_OVER"]);
  });

  test("a first step that is removed does not leave its queue to send to", () => {
    expect(note("CHANGED_START_QUEUE", ABC, ABC.slice(1)).message).toContain("w-a is deleted");
  });

  test("a renamed step is a queue that goes and a result that is missing", () => {
    const after: Steps = [{ name: "a" }, { name: "renamed" }, { name: "c" }];
    expect(note("REMOVED_QUEUES", ABC, after).message).toContain("w-b and w-b-dlq");
    expect(note("STEP_PASSED_OVER", ABC, after).message).toContain("results.renamed is missing");
  });

  test("a changed order repeats a step for some messages and passes another over", () => {
    const after: Steps = [{ name: "a" }, { name: "c" }, { name: "b" }];
    const repeated = note("STEP_REPEATED", ABC, after);
    expect(repeated.message).toContain("wait for c when this is deployed have been through b");
    expect(repeated.suggestion).toContain("idempotency: natural runs once more");
    expect(note("STEP_PASSED_OVER", ABC, after).message).toContain(
      "wait for b, or behind, when this is deployed have not been through c",
    );
  });

  test("fewer retries move on what has been received that often", () => {
    const before: Steps = [{ name: "a", retry: { maxAttempts: 5 } }];
    const after: Steps = [{ name: "a", retry: { maxAttempts: 0 } }];
    const { message, suggestion } = note("FEWER_RECEIVES", before, after);
    expect(message).toContain("tried once instead of 6 times");
    expect(message).toContain("goes to w-a-dlq instead of its next try");
    expect(suggestion).toContain("ApproximateNumberOfMessagesNotVisible");
  });

  test("fewer retries of a step with a failure route move on to it", () => {
    const before: Steps = [{ name: "a", onFailure: "continue" }, { name: "b" }];
    const after: Steps = [
      { name: "a", onFailure: "continue", retry: { maxAttempts: 1 } },
      { name: "b" },
    ];
    expect(note("FEWER_RECEIVES", before, after).message).toContain("goes to w-a-failure");
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
    [plain, ordered("id"), "queues that keep order", "for queue in w-a w-a-dlq"],
    [ordered("id"), plain, "queues that keep no order", "for queue in w-a.fifo w-a-dlq.fifo"],
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
    expect(only?.message).toContain("deletes w-c.fifo and w-c-dlq.fifo");
  });
});

describe("a state machine", () => {
  const codesOf = (before: Steps, after: Steps) => codes(before, after, "state-machine");

  test("keeps its definition where executions run or are redriven", () => {
    const after: Steps = [...ABC, { name: "d" }];
    expect(codesOf(ABC, after)).toEqual(["EXECUTIONS_KEEP_DEFINITION"]);
    expect(notes(ABC, after, "state-machine")[0]?.suggestion).toContain("start it again");
  });

  test("loses the functions of removed and renamed steps under its executions", () => {
    const after: Steps = [{ name: "a" }, { name: "renamed" }, { name: "c" }];
    const { message, suggestion } = note("REMOVED_FUNCTIONS", ABC, after, "state-machine");
    expect(message).toContain("deletes the function of b:");
    expect(suggestion).toContain("list-executions --status-filter RUNNING");
    expect(suggestion).toContain("stateMachines[?name=='w']");
    expect(suggestion).toContain("redriven only before the deployment");
  });

  test("loses the functions of compensations too", () => {
    const before: Steps = [{ name: "a", compensation: "undo", onFailure: "compensate" }];
    expect(note("REMOVED_FUNCTIONS", before, [{ name: "a" }], "state-machine").message).toContain(
      "function of undo",
    );
  });

  test("runs code that may no longer use the idempotency table", () => {
    const natural: Steps = [{ name: "a", idempotency: "natural" }, { name: "b" }, { name: "c" }];
    expect(note("WITHDRAWN_PERMISSION", ABC, natural, "state-machine").message).toMatch(/^a may/);
    expect(codesOf(natural, ABC)).not.toContain("WITHDRAWN_PERMISSION");
  });
});

describe("another transport", () => {
  test("leaves every message behind", () => {
    const [only, ...others] = inFlightNotes(planOf(ABC, "queue"), planOf(ABC, "state-machine"));
    expect(others).toEqual([]);
    expect(only?.code).toBe("CHANGED_TRANSPORT");
    expect(only?.message).toContain("the queues are deleted, with every message in them");
    expect(only?.suggestion).toContain("w-a w-a-dlq w-b w-b-dlq w-c w-c-dlq");
  });

  test("ends every execution", () => {
    const [only] = inFlightNotes(planOf(ABC, "state-machine"), planOf(ABC, "queue"));
    expect(only?.message).toContain("terminated at their next transition");
    expect(only?.suggestion).toContain("list-executions");
  });
});

test("a renamed workflow is another stack: the old one goes on", () => {
  const before = planOf(ABC, "queue");
  const after = { ...before, workflow: { ...before.workflow, name: "other" } };
  const [only, ...others] = inFlightNotes(before, after);
  expect(others).toEqual([]);
  expect(only?.message).toContain("a stack other beside w");
  expect(only?.suggestion).toContain("delete-stack --stack-name w");
});

const wholePlan = (more: Partial<WorkflowDocument>, transport: Transport, steps: Steps = ABC) =>
  planProject(
    {
      ...(checkDocument({ name: "w", infrastructure: "sam", steps, ...more }).workflow as Workflow),
      transport,
    },
    { packageManager: "npm" },
  );

describe("a trigger", () => {
  const api = { trigger: { api: "POST /orders" } };
  const put = { trigger: { api: "PUT /v1/orders" } };
  const schedule = { trigger: { schedule: "rate(1 hour)" } };
  const event = { trigger: { event: { source: "shop", detailType: "Placed" } } };
  const between = (
    [before, from]: [Partial<WorkflowDocument>, Transport],
    [after, to]: [Partial<WorkflowDocument>, Transport],
  ) => inFlightNotes(wholePlan(before, from), wholePlan(after, to));

  test("that comes, or starts at other times, touches nothing", () => {
    const daily = { trigger: { schedule: "rate(1 day)" } };
    for (const [before, after] of [
      [{}, api],
      [api, api],
      [schedule, daily],
      [schedule, event],
    ] as const) {
      expect(between([before, "queue"], [after, "queue"])).toEqual([]);
      expect(between([before, "state-machine"], [after, "state-machine"])).toEqual([]);
    }
  });

  test("of an API that goes: nobody starts there, nor asks how far a workflow is", () => {
    const [note, ...others] = between([api, "state-machine"], [schedule, "state-machine"]);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ code: "REMOVED_API" });
    expect(note?.message).toContain("POST /orders starts no workflow any more");
    expect(note?.message).toContain("GET /orders/{id} no longer says how far it is");
    expect(note?.suggestion).toContain("StateMachineArn");
    const [ofQueue] = between([api, "queue"], [{}, "queue"]);
    expect(ofQueue?.message).not.toContain("GET");
    expect(ofQueue?.suggestion).toContain("StartQueueUrl");
  });

  test("at another path: what is not found any more, and what is instead", () => {
    const [note] = between([api, "state-machine"], [put, "state-machine"]);
    expect(note).toMatchObject({ code: "CHANGED_API" });
    expect(note?.message).toContain("POST /orders and GET /orders/{id} are not found");
    expect(note?.suggestion).toContain("PUT /v1/orders and GET /v1/orders/{id}");
    const [ofQueue] = between([api, "queue"], [put, "queue"]);
    expect(ofQueue?.message).toContain("POST /orders is not found");
  });

  test("that stays while the transport changes: the start stays, how far it is goes", () => {
    const [transport, status] = between([api, "state-machine"], [api, "queue"]);
    expect(transport?.message).toContain("starts workflows without the trigger");
    expect(status).toMatchObject({ code: "CHANGED_API" });
    expect(status?.message).toContain("GET /orders/{id} is not found");
    expect(between([api, "queue"], [api, "state-machine"])).toHaveLength(1);
  });

  test("whose failed starts nobody keeps any more", () => {
    for (const before of [schedule, event]) {
      const [note] = between([before, "queue"], [api, "queue"]);
      expect(note).toMatchObject({ code: "REMOVED_TRIGGER" });
      expect(note?.message).toContain("deletes w-start-dlq");
      expect(note?.suggestion).toContain("for queue in w-start-dlq; do");
    }
  });

  test("sends to the new first queue by itself", () => {
    const [note] = inFlightNotes(
      wholePlan(api, "queue"),
      wholePlan(api, "queue", [{ name: "first" }, ...ABC]),
    );
    expect(note).toMatchObject({ code: "CHANGED_START_QUEUE" });
    expect(note?.suggestion).toContain("whoever starts workflows without the trigger");
  });
});

describe("a claim check that goes", () => {
  const checked = (more: object = {}): Steps => [
    { name: "a" },
    { name: "b", claimCheck: true, ...more },
    { name: "c", compensation: "undo", onFailure: "compensate" },
  ];
  const [, ...rest] = checked();
  const plain: Steps = [{ name: "a" }, { name: "b" }, ...rest.slice(1)];

  test("queue: the messages behind hold references that nobody redeems", () => {
    const { message, suggestion } = note("CLAIM_NOT_REDEEMED", checked(), plain);
    expect(message).toContain("past b when this is deployed");
    expect(message).toContain("in the place of results.b");
    expect(message).not.toContain("share its key");
    expect(suggestion).toContain("for queue in w-c w-c-dlq w-undo w-undo-dlq; do");
    const keyed = { idempotency: { key: "input.orderId" } };
    const after: Steps = [{ name: "a" }, { name: "b", ...keyed }, ...rest.slice(1)];
    expect(note("CLAIM_NOT_REDEEMED", checked(keyed), after).message).toContain("share its key");
    expect(codes(plain, checked())).toEqual([]);
    expect(codes([{ name: "a", claimCheck: true }], [{ name: "a" }])).toEqual([]);
  });

  test("state machine: running executions may not read or write the results any more", () => {
    expect(note("WITHDRAWN_CLAIM_CHECKS", checked(), plain, "state-machine").message).toContain(
      "b, c and undo may no longer",
    );
    const without: Steps = [{ name: "a" }, ...rest.slice(1)];
    expect(note("WITHDRAWN_CLAIM_CHECKS", checked(), without, "state-machine").message).toContain(
      "c and undo may no longer",
    );
    expect(codes(plain, checked(), "state-machine")).not.toContain("WITHDRAWN_CLAIM_CHECKS");
  });
});
