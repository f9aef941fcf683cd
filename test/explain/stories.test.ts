import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Story, storiesOf } from "../../src/explain/stories/stories.ts";
import type { StoryEvent } from "../../src/explain/stories/story-event.ts";
import { faultOf } from "../../src/scenarios/failure-scenarios.ts";
import { scenarioOfCompensation, scenarioOfTask } from "../../src/scenarios/reach-step.ts";
import { failableSteps, isForwardTask } from "../../src/semantics/compensation-order.ts";
import { trace } from "../../src/semantics/trace.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import type { TransportName, WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { checked } from "../plan/checked.ts";
import { nestedWorkflows } from "../workflow/arbitrary/nested-arbitrary.ts";

const order = (transport: TransportName): WorkflowWithTransport => ({
  ...orderProcessing,
  transport,
});

function storyOf(workflow: WorkflowWithTransport, step: string, label: string): Story {
  const stories = storiesOf(workflow).find((one) => one.step === step)?.stories ?? [];
  const story = stories.find(({ fault }) => fault.label === label);
  if (!story) throw new Error(`${step} has ${stories.map(({ fault }) => fault.label)}`);
  return story;
}

/** An event in a few words: `✓ create-order`, `↩ refund-payment`, or what is said. */
function inShort(event: StoryEvent): string {
  if (!("works" in event)) return event.text;
  return `${event.works ? (event.kind === "undo" ? "↩" : "✓") : "✗"} ${event.step}`;
}

const triesIn = ({ events }: Story) =>
  events
    .flatMap((event) => ("tries" in event ? (event.tries ?? []) : []))
    .map(({ what, pause }) => (pause === undefined ? what : `${what}, ${pause}`));

describe("the order example", () => {
  test("gives the money back when the invoice fails for good", () => {
    const story = storyOf(order("state-machine"), "create-invoice", "fails every time");
    expect(story.events.map(inShort)).toEqual([
      "✓ create-order",
      "✓ process-payment",
      "✗ create-invoice",
      "Rule: compensate the steps that ran, newest first",
      "↩ refund-payment",
      "↩ cancel-order",
    ]);
    expect(story.status).toBe("compensated");
    expect(story.ending.text).toBe(
      "refund-payment and cancel-order undid the work of the steps that ran.",
    );
    expect(triesIn(story)).toEqual([
      "Try 1 fails, waits up to 2 s",
      "Try 2 fails, waits up to 4 s",
      "Try 3 fails, waits up to 8 s",
      "Try 4 fails, waits up to 16 s",
      "Try 5 fails, waits up to 32 s",
      "Try 6 fails",
    ]);
  });

  test("names the errors of rules, and does not try again on them", () => {
    const story = storyOf(order("queue"), "process-payment", "fails with PaymentDeclined");
    expect(triesIn(story)).toEqual(["Try 1 fails with PaymentDeclined, which is not retried"]);
    expect(story.status).toBe("compensated");
  });

  test.each([
    [
      "queue",
      "The message is kept in a dead-letter queue, and an alarm goes off: fix the cause and redrive it.",
    ],
    [
      "state-machine",
      "The execution is kept, and an alarm goes off: fix the cause and redrive it.",
    ],
  ] as const)("says where work is kept that has failed (%s)", (transport, kept) => {
    const story = storyOf(order(transport), "create-order", "fails every time");
    expect(story.events.map(inShort)).toEqual(["✗ create-order", "Rule: stop the workflow"]);
    expect(story.ending).toEqual({ title: "Stops", text: `No step has succeeded. ${kept}` });
  });

  test("says that a person must look when what undoes a step fails", () => {
    const story = storyOf(order("queue"), "refund-payment", "fails every time");
    expect(story.status).toBe("compensation-failed");
    expect(story.events.map(inShort).at(-1)).toBe("✗ refund-payment");
    expect(story.ending.title).toBe("Partly compensated: a person must act");
  });

  test.each([
    ["queue", "crashes", "Try 1 crashes, SQS delivers the message again after 3 min"],
    [
      "queue",
      "times out",
      "Try 1 times out after 30 s, SQS delivers the message again after 150 s",
    ],
    ["state-machine", "times out", "Try 1 times out after 30 s, waits up to 2 s"],
    [
      "state-machine",
      "crashes",
      "Try 1 crashes, waits up to 32 s: the crashed try may still be running",
    ],
  ] as const)("says how long a try is waited for (%s, %s)", (transport, label, first) => {
    expect(triesIn(storyOf(order(transport), "create-invoice", label))[0]).toBe(first);
  });

  test.each(["fails once", "is throttled"])("succeeds when a step %s", (label) => {
    const story = storyOf(order("queue"), "process-payment", label);
    expect(story.status).toBe("succeeded");
    expect(triesIn(story)).toHaveLength(2);
  });
});

test("a long row of tries is cut short", () => {
  const workflow = checked([{ name: "a", retry: { maxAttempts: 9 } }]);
  const tries = triesIn(storyOf(workflow, "a", "fails every time"));
  expect(tries.slice(-2)).toEqual(["… 4 more tries, within 302 s in total", "Try 10 fails"]);
});

test("a fallback that fails is told with the failure before it, and a wait has its place", () => {
  const workflow = checked(
    [
      { name: "a", onFailure: "fallback", fallback: { name: "b", onFailure: "continue" } },
      { name: "rest", wait: "1h" },
      { name: "c" },
    ],
    "state-machine",
  );
  const story = storyOf(workflow, "b", "fails every time");
  expect(story.events.map(inShort)).toEqual([
    "✗ a",
    "Rule: run b instead",
    "✗ b",
    "Rule: store the error and continue",
    "Pauses 1 h",
    "✓ c",
  ]);
});

test("an approval can be rejected, and forgotten", () => {
  const workflow = checked([{ name: "ask", approval: { timeout: "3d" } }], "state-machine");
  expect(triesIn(storyOf(workflow, "ask", "is rejected"))).toEqual(["A person rejects it"]);
  expect(triesIn(storyOf(workflow, "ask", "is not answered"))).toEqual([
    "Nobody answers within 3 d",
  ]);
});

test("whatever fails, the story is what the interpreter says", () => {
  const forms = ["wait", "choice", "parallel", "map", "approval"] as const;
  fc.assert(
    fc.property(nestedWorkflows(forms), (drawn) => {
      const workflow: WorkflowWithTransport = { ...drawn, transport: "state-machine" };
      const told = storiesOf(workflow);
      expect(told.map(({ step }) => step).toSorted()).toEqual(
        tasksOf(workflow)
          .map(({ name }) => name)
          .toSorted(),
      );
      for (const owner of failableSteps(workflow)) {
        for (const task of [...(isForwardTask(owner) ? [owner] : []), owner.compensation]) {
          if (!task) continue;
          const scenario =
            task === owner && isForwardTask(owner)
              ? scenarioOfTask(workflow, owner)
              : scenarioOfCompensation(workflow, owner, task.name);
          const { stories = [] } = told.find(({ step }) => step === task.name) ?? {};
          expect(stories.length > 0).toBe(scenario !== undefined);
          for (const { fault, status, events } of stories) {
            if (fault.kind === "once" || fault.kind === "throttle" || !scenario) continue;
            const faults = [...scenario.faults, faultOf(task, fault.error)];
            const failingOnce = faults.filter(({ once }) => once).map(({ step }) => step);
            const failures = new Map(faults.map(({ step, error }) => [step, error]));
            const expected = trace(workflow, failures, { ...scenario.fixture, failingOnce });
            const ran = events.flatMap((event) => ("works" in event ? [event] : []));
            const names = (works: boolean) =>
              ran.filter((event) => event.works === works).map(({ step }) => step);
            const seen = { status, succeeded: names(true), failed: names(false) };
            expect(seen).toEqual(expected);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
