import { describe, expect, test } from "vitest";
import { ABC, codes, note, notes, type Steps } from "../../plan/notes-between.ts";

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
    expect(suggestion).toContain("stateMachines[?name=='${stack:-w}']");
    expect(suggestion).toContain("only before the deployment");
  });

  test("loses the function of a step that becomes a pause or a choice", () => {
    for (const form of [
      { wait: "5m" },
      { choice: [{ when: { path: "input.n", equals: 1 }, steps: [{ name: "x" }] }] },
    ]) {
      const after: Steps = [{ name: "a" }, { name: "b", ...form }, { name: "c" }];
      const { message } = note("REMOVED_FUNCTIONS", ABC, after, "state-machine");
      expect(message).toContain("deletes the function of b:");
    }
  });

  test("loses the functions of compensations too", () => {
    const before: Steps = [{ name: "a", compensation: "undo", onFailure: "compensate" }];
    expect(note("REMOVED_FUNCTIONS", before, [{ name: "a" }], "state-machine").message).toContain(
      "function of undo",
    );
  });

  test("runs code that may no longer use the idempotency table", () => {
    const natural: Steps = [{ name: "a", idempotency: "natural" }, { name: "b" }, { name: "c" }];
    expect(note("WITHDRAWN_PERMISSION", ABC, natural, "state-machine").message).toMatch(/, a may/);
    expect(codesOf(natural, ABC)).not.toContain("WITHDRAWN_PERMISSION");
  });

  test("undoes what was done once for a key with code that reads the table", () => {
    const keyed = (idempotency: object): Steps => [
      { name: "a", compensation: { name: "undo", idempotency: "natural" }, ...idempotency },
      { name: "b", onFailure: "compensate" },
    ];
    const before = keyed({ idempotency: { key: "input.orderId" } });
    expect(note("WITHDRAWN_PERMISSION", before, keyed({}), "state-machine").message).toMatch(
      /, undo may/,
    );
  });
});
