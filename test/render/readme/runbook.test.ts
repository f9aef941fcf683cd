import { expect, test } from "vitest";
import { planProject } from "../../../src/plan/plan.ts";
import { runbookRows } from "../../../src/render/readme/runbook.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import type { TransportName, WorkflowWithTransport } from "../../../src/workflow/workflow.ts";
import { checked } from "../../plan/checked.ts";

const allRowsOf = (
  steps: WorkflowDocument["steps"],
  transport: TransportName,
  more: Partial<WorkflowWithTransport> = {},
) => runbookRows(planProject({ ...checked(steps, transport), ...more }, { packageManager: "npm" }));

/** The rows about steps. */
const rowsOf = (...given: Parameters<typeof allRowsOf>) =>
  allRowsOf(...given).filter((row) => !row.startsWith("| the whole workflow"));

test("an execution that takes too long is a matter of its own", () => {
  expect(allRowsOf([{ name: "a" }], "state-machine").at(-1)).toBe(
    "| the whole workflow takes 1 d | `ExecutionsTimedOutAlarm` | the execution ended as `TIMED_OUT`: redrive it |",
  );
});

test("a step that fails for good waits in its dead-letter queue, whose name begins with that of the stack", () => {
  const steps = [{ name: "a" }];
  const place = (queue: string) =>
    `| \`a\`: fails | \`ADeadLetterQueueAlarm\` | the message is in \`${queue}\`: redrive it |`;
  expect(rowsOf(steps, "queue")).toEqual([place("<stack>-a-dlq")]);
  const queue = { fifo: true, groupBy: "input.id" } as const;
  expect(rowsOf(steps, "queue", { queue })).toEqual([place("<stack>-a-dlq.fifo")]);
});

test("a step inside of a composite with rules of its own: what follows is up to those", () => {
  const steps: WorkflowDocument["steps"] = [
    {
      name: "all",
      map: { items: "input.lines", steps: [{ name: "one", compensation: "undo" }] },
      catch: [{ errors: ["SoldOut"], onFailure: "continue" }],
      onFailure: "compensate",
    },
  ];
  expect(rowsOf(steps, "state-machine")).toEqual([
    "| `one`: fails | as for `all` | the rules of `all` apply |",
    "| `undo`: fails | `ExecutionsFailedAlarm`, `UndoFunctionFailedAlarm` | the execution failed in `undo`: redrive it, and the remaining compensations run |",
    "| `all`: `SoldOut` | none | no work waits: the error is in the history of the execution |",
    "| `all`: a step inside fails | `CompensatedAlarm`, if many workflows are compensated | no work waits: the execution succeeded, in `Compensated` |",
  ]);
});

test("a composite that only fails with what is inside has no row", () => {
  const steps: WorkflowDocument["steps"] = [
    { name: "all", map: { items: "input.lines", steps: [{ name: "one" }] } },
  ];
  expect(rowsOf(steps, "state-machine")).toEqual([
    "| `one`: fails | `ExecutionsFailedAlarm` | the execution ended in `one`: redrive it |",
  ]);
});

test("composites within each other have a row for each rule that differs", () => {
  const steps: WorkflowDocument["steps"] = [
    {
      name: "outer",
      parallel: [
        {
          steps: [
            {
              name: "inner",
              map: { items: "input.lines", steps: [{ name: "one" }] },
              catch: [{ errors: ["SoldOut"], onFailure: "fail" }],
              onFailure: "fallback",
              fallback: "instead",
            },
          ],
        },
        { steps: [{ name: "two", compensation: "undo" }] },
      ],
      onFailure: "compensate",
    },
  ];
  expect(rowsOf(steps, "state-machine")).toEqual([
    "| `one`: fails | as for `inner` | the rules of `inner` apply |",
    "| `inner`: `SoldOut` | as for `outer` | the rules of `outer` apply |",
    "| `inner`: a step inside fails | none | no work waits: the error is in the history of the execution |",
    "| `instead`: fails | as for `outer` | the rules of `outer` apply |",
    "| `two`: fails | as for `outer` | the rules of `outer` apply |",
    "| `undo`: fails | `ExecutionsFailedAlarm`, `UndoFunctionFailedAlarm` | the execution failed in `undo`: redrive it, and the remaining compensations run |",
    "| `outer`: a step inside fails | `CompensatedAlarm`, if many workflows are compensated | no work waits: the execution succeeded, in `Compensated` |",
  ]);
});

test("a composite that lets one error stop the execution ends it outside of its branches", () => {
  const steps: WorkflowDocument["steps"] = [
    {
      name: "all",
      parallel: [{ steps: [{ name: "one" }] }, { steps: [{ name: "two" }] }],
      catch: [{ errors: ["Stolen"], onFailure: "fail" }],
      onFailure: "continue",
    },
  ];
  expect(rowsOf(steps, "state-machine")).toContain(
    "| `all`: `Stolen` | `ExecutionsFailedAlarm` | the execution ended in `all failed`: start it again |",
  );
});

test("no answer is in the log of no function", () => {
  const steps: WorkflowDocument["steps"] = [
    { name: "ask", approval: { timeout: "1d" }, onFailure: "continue" },
    { name: "pay", onFailure: "continue" },
  ];
  expect(rowsOf(steps, "state-machine")).toEqual([
    "| `ask`: fails | none | no work waits: the error is in the history of the execution |",
    "| `pay`: fails | none | no work waits: the error is in the log of `pay` |",
  ]);
});
