import { describe, expect, test } from "vitest";
import { inFlightNotes } from "../../src/plan/in-flight.ts";
import { ABC, notes, planOf, type Steps } from "./notes-between.ts";

describe.each(["queue", "state-machine"] as const)("%s: nothing is said", (transport) => {
  test("where nothing changes", () => {
    expect(notes(ABC, ABC, transport)).toEqual([]);
  });

  test("where only words change", () => {
    const described: Steps = [{ name: "a", description: "First." }, { name: "b" }, { name: "c" }];
    expect(notes(ABC, described, transport)).toEqual([]);
  });
});

describe("another transport", () => {
  test("leaves every message behind", () => {
    const [only, ...others] = inFlightNotes(planOf(ABC, "queue"), planOf(ABC, "state-machine"));
    expect(others).toEqual([]);
    expect(only?.code).toBe("CHANGED_TRANSPORT");
    expect(only?.message).toContain(
      "nothing takes from the queues any more; they stay, with every message in them",
    );
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

test("approvals of a renamed workflow are answered in the old stack", () => {
  const before = planOf([{ name: "a", approval: { timeout: "1d" } }], "state-machine");
  const after = { ...before, workflow: { ...before.workflow, name: "other" } };
  expect(inFlightNotes(before, after)[0]?.suggestion).toContain("is given it with --stack w");
});
