import { expect, test } from "vitest";
import { codes, note, type Steps } from "../notes-between.ts";

const asking = (timeout = "3d"): Steps => [
  { name: "check" },
  { name: "approve-loan", approval: { timeout } },
  { name: "confirm-risk", approval: { timeout: "1d" } },
  { name: "pay-out" },
];
const without = (...names: string[]) => asking().filter(({ name }) => !names.includes(name ?? ""));

const noteOf = (code: string, after: Steps) => note(code, asking(), after, "state-machine");

test("the last approval takes the table with it: nobody can answer what is open", () => {
  const { message, suggestion } = noteOf(
    "REMOVED_APPROVALS",
    without("approve-loan", "confirm-risk"),
  );
  expect(message).toContain("deletes the table <stack>-approvals");
  expect(message).toContain("all open requests of approve-loan and confirm-risk");
  expect(message).toContain("end as TimedOut");
  expect(suggestion).toContain('aws dynamodb scan --table-name "${stack:-w}-approvals"');
  expect(suggestion).toContain("list-executions --status-filter RUNNING");
});

test("where others stay, what is open is answered as before: only the function is gone", () => {
  expect(codes(asking(), without("confirm-risk"), "state-machine")).toEqual([
    "EXECUTIONS_KEEP_DEFINITION",
    "REMOVED_FUNCTIONS",
  ]);
});

test("a request that is open keeps its time", () => {
  const { message, suggestion } = noteOf("KEPT_ANSWER_TIME", asking("5d"));
  expect(message).toContain("wait 3d for an answer to approve-loan, not 5d");
  expect(suggestion).toBe("Answer open requests within 3d.");
  expect(noteOf("KEPT_ANSWER_TIME", asking("1d")).suggestion).toContain("should not wait so long");
});

test("an approval that becomes a task may not keep tokens any more", () => {
  const task: Steps = asking().map((step) =>
    step.name === "approve-loan" ? { name: "approve-loan" } : step,
  );
  const { message } = noteOf("WITHDRAWN_APPROVALS", task);
  expect(message).toContain("approve-loan may no longer store a token");
  expect(message).toContain("already open can still be answered");
});

test("a task that becomes an approval is not guarded any more", () => {
  const before: Steps = [{ name: "ask" }, { name: "b" }];
  const after: Steps = [{ name: "ask", approval: { timeout: "1d" } }, { name: "b" }];
  expect(codes(before, after, "state-machine")).toEqual([
    "EXECUTIONS_KEEP_DEFINITION",
    "WITHDRAWN_PERMISSION",
  ]);
});

test("nothing is said where nothing changes", () => {
  expect(codes(asking(), asking(), "state-machine")).toEqual([]);
});
