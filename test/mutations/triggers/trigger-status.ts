import type { Mutation } from "../mutation.ts";
import { rows } from "./trigger-rows.ts";

/** What breaks how workflows are followed and answered. */
export const triggerStatusMutations: readonly Mutation[] = [
  ...rows("state-machine", "approvals by request", "answer", "src/runtime/answer-handler.ts", [
    {
      name: "a rejection without a reason by request",
      replace: ["reason: remark", 'reason: remark.default("none")'],
      red: /refuses a rejection without a reason/,
    },
    {
      name: "a remark of any length",
      replace: [".max(1000)", ".max(10000)"],
      red: /refuses a comment that is too long/,
    },
    {
      name: "an answer with anything besides",
      replace: [
        "z.strictObject({ approved: z.literal(true)",
        "z.looseObject({ approved: z.literal(true)",
      ],
      red: /refuses what is not asked for/,
    },
    {
      name: "a request that is a conflict with itself",
      replace: ['outcome === agreed ? "answered" : outcome', "outcome"],
      red: /is approved once, however often the request is repeated/,
    },
    {
      name: "a rejection that agrees with an approval",
      replace: ['answer.approved ? "approved before" : "rejected before"', '"approved before"'],
      red: /is in conflict with a rejection after an approval/,
    },
    {
      name: "an unknown request that seems to be answered",
      replace: ["unknown: [404", "unknown: [200"],
      red: /finds nothing at/,
    },
    {
      name: "an answer too late that seems to count",
      replace: ["closed: [410", "closed: [200"],
      red: /comes too late/,
    },
    {
      name: "an item that cannot be answered",
      replace: ['step: step.replaceAll("%23", "#")', "step"],
      red: /answers one item at ask%231/,
    },
  ]),
  ...rows("state-machine", "by request", "status", "src/runtime/execution-arn.ts", [
    {
      name: "executions of another state machine",
      replace: ['":execution:"', '":executions:"'],
      red: /tells which step is under way/,
    },
  ]),
  ...rows("state-machine", "by request", "status", "src/runtime/status.ts", [
    {
      name: "compensated workflows that seem to have failed",
      replace: ['status: "compensated", error', 'status: "failed", error'],
      red: /tells that a workflow was undone, and why/,
    },
    {
      name: "compensated workflows that seem to have succeeded",
      replace: ["if (!failure)", "if (failure)"],
      red: /tells that a workflow was undone, and why/,
    },
    {
      name: "a workflow that took too long for no reason that is told",
      replace: ['if (status === "TIMED_OUT") return "States.Timeout";', ""],
      red: /tells that a workflow took longer than it may/,
    },
    {
      name: "a failed compensation that goes unnoticed",
      replace: ["|| !compensations.includes(step)", ""],
      red: /calls FAILED failed/,
    },
    {
      name: "a failed compensation that is not named",
      replace: ['"compensation-failed", step,', '"compensation-failed",'],
      red: /tells that a workflow is half undone, for want of/,
    },
    {
      name: "an unknown id that is a fault of ours",
      replace: ["error instanceof ExecutionDoesNotExist || ", ""],
      red: /knows nothing of an id that was never started/,
    },
    {
      name: "the names that AWS gives to errors",
      replace: ["error: name }", "error: String(execution.error) }"],
      red: /calls an error without an answer by one name/,
    },
    {
      name: "a step that is not told",
      replace: ['type === "TaskStateEntered"', 'type === "TaskEntered"'],
      red: /tells which step is under way/,
    },
  ]),
];
