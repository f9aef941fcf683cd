import { describe, expect, test } from "vitest";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { renderProject } from "../../e2e/generated/install-project.ts";
import type { WorkflowName } from "../../e2e/generated/workflows.ts";
import { expectPassing } from "./expect-passing.ts";
import { combinations } from "./projects.ts";
import { runLocally } from "./run-locally.ts";

/** The step that each workflow's faults are injected into, and how the workflow ends without it. */
const victims: Record<WorkflowName, { step: string; status: string }> = {
  approvals: { step: "reserve-budget", status: "failed" },
  "approvals by request": { step: "check-credit", status: "failed" },
  branches: { step: "close", status: "compensated" },
  "branches by request": { step: "close", status: "compensated" },
  nested: { step: "flight", status: "compensated" },
  "keys and choices": { step: "send", status: "compensated" },
  order: { step: "create-invoice", status: "compensated" },
  "one step": { step: "greet", status: "failed" },
  "every rule": { step: "charge-card", status: "succeeded" },
  "in order": { step: "update-balance", status: "succeeded" },
  "in order in one group": { step: "tell-house", status: "compensated" },
  "in order by request": { step: "update-balance", status: "succeeded" },
  "once for each order": { step: "charge-card", status: "compensated" },
  "once for each order by request": { step: "charge-card", status: "compensated" },
  "hostile names": { step: "a-name-as-long-as-it-may-be-in-a-project", status: "compensated" },
  "by request": { step: "create-invoice", status: "compensated" },
  "by schedule": { step: "create-invoice", status: "compensated" },
  "by event": { step: "create-invoice", status: "compensated" },
};

/** The steps that ask; somebody approves each. */
const asking: Partial<Record<WorkflowName, readonly string[]>> = {
  approvals: ["ask-manager", "ask-legal", "check-line", "ask-again"],
  "approvals by request": ["ask-officer", "ask-guarantor"],
};

const answersTo = (workflow: WorkflowName): string[] =>
  (asking[workflow] ?? []).flatMap((step) => ["--approve", step]);

/** Declares the tests of each workflow's project by a transport. */
export function testFixtures(transport: TransportName): void {
  const workflows = combinations.filter((combination) => combination[1] === transport);
  describe.each(workflows.map(([workflow]) => workflow))(`%s by ${transport}`, (workflow) =>
    testFixture(workflow, transport),
  );
}

function testFixture(workflow: WorkflowName, transport: TransportName): void {
  const { step, status } = victims[workflow];
  const exitCode = status === "succeeded" ? 0 : 1;
  const answers = answersTo(workflow);
  const files = renderProject(workflow, transport);

  test("passes its own tests", async () => {
    const results = await expectPassing(files, 10);
    const paths = new Set(results.map(({ file }) => file));
    expect(paths).toContain("test/workflow.test.ts");
    expect(paths).toContain("test/infrastructure.test.ts");
    expect(paths).toContain(`test/steps/${step}.test.ts`);
  });

  test("runs on this machine", async () => {
    const { exitCode, result } = await runLocally(files, ...answers);
    const example = files["events/example.json"] ?? "";
    expect(exitCode).toBe(0);
    expect(Object.keys(result)).toEqual(RESULT_KEYS);
    expect(result).toMatchObject({
      status: "succeeded",
      id: expect.any(String),
      state: { input: JSON.parse(example), errors: {} },
      error: null,
      deadLetters: [],
    });
    expect(Object.keys(result.state)).toEqual(["input", "results", "errors"]);
    for (const event of result.events) {
      const keys = "item" in event ? ["at", "step", "item"] : ["at", "step"];
      expect(Object.keys(event)).toEqual([...keys, "attempt", "outcome", "error"]);
      expect(event).toMatchObject({
        at: expect.any(Number),
        attempt: 1,
        outcome: "succeeded",
        error: null,
      });
    }
    const done = result.events.map((event: { step: string }) => event.step);
    expect(done).toContain(step);
    const alone = result.events.filter((event: object) => !("item" in event));
    const maps = Object.values(result.state.results).filter((one) => Array.isArray(one));
    expect(Object.keys(result.state.results)).toHaveLength(alone.length + maps.length);
  });

  test("shows what happens when a step fails", async () => {
    const { exitCode: code, result } = await runLocally(
      files,
      ...answers,
      "--fail",
      `${step}:PermanentError`,
    );
    expect({ code, status: result.status }).toEqual({ code: exitCode, status });
    const failed = result.events.filter((event: { step: string }) => event.step === step);
    expect(failed).toMatchObject([{ outcome: "failed", error: { name: "PermanentError" } }]);
    if (status !== "succeeded") {
      const error = { name: "PermanentError", message: "injected by the local run" };
      expect(result.error).toEqual(error);
    }
    if (status === "failed" && transport === "queue") {
      expect(result.deadLetters).toEqual([{ queue: `${step}-dlq`, messages: 1 }]);
    }
  });

  test("shows what happens when a step crashes once, in virtual time", async () => {
    const { exitCode: code, result } = await runLocally(files, ...answers, "--crash", `${step}x1`);
    expect({ code, status: result.status }).toEqual({ code: 0, status: "succeeded" });
    const tries = result.events.filter((event: { step: string }) => event.step === step);
    expect(tries).toMatchObject([
      { attempt: 1, outcome: "crashed" },
      { attempt: 2, outcome: "succeeded" },
    ]);
    expect(tries[1].at).toBeGreaterThan(tries[0].at);
  });

  test("shows that a step delivered twice has its effect once", async () => {
    const { exitCode: code, result } = await runLocally(files, ...answers, "--duplicate", step);
    expect({ code, status: result.status }).toEqual({ code: 0, status: "succeeded" });
    const outcomes = result.events
      .filter((event: { step: string }) => event.step === step)
      .map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes.toSorted()).toEqual(["skipped", "succeeded"]);
  });

  test.runIf(transport === "state-machine")("waits for its turn where one may run", async () => {
    const { exitCode: code, result } = await runLocally(files, ...answers, "--concurrency", "1");
    expect({ code, status: result.status }).toEqual({ code: 0, status: "succeeded" });
    const none = await runLocally(files, "--concurrency", "0");
    expect({ code: none.exitCode, result: none.result }).toEqual({ code: 2, result: undefined });
    expect(none.stderr).toContain('"0" is no count');
  });

  test("says which steps there are when asked for another", async () => {
    const { exitCode, result, stderr } = await runLocally(files, "--fail", "no-such-step");
    expect({ exitCode, result }).toEqual({ exitCode: 2, result: undefined });
    expect(stderr).toContain('"no-such-step" names no step of this workflow');
    expect(stderr).toContain(step);
  });
}

const RESULT_KEYS = ["status", "id", "state", "error", "events", "deadLetters"];
