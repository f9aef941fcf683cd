import { expect } from "vitest";
import type { Message } from "../../src/messages/message.ts";
import { inFlightNotes } from "../../src/plan/notes/in-flight.ts";
import { type Plan, planProject } from "../../src/plan/plan.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import type { TransportName } from "../../src/workflow/workflow.ts";
import { checked } from "./checked.ts";

export type Steps = WorkflowDocument["steps"];

export const ABC: Steps = [{ name: "a" }, { name: "b" }, { name: "c" }];

export function planOf(steps: Steps, transport: TransportName): Plan {
  return planProject(checked(steps, transport), { packageManager: "npm" });
}

/** What is said about a change of the steps of a workflow `w`. */
export function notes(before: Steps, after: Steps, transport: TransportName = "queue") {
  return inFlightNotes(planOf(before, transport), planOf(after, transport));
}

export function codes(before: Steps, after: Steps, transport?: TransportName): string[] {
  return notes(before, after, transport).map(({ code }) => code);
}

/** The one note of this code. */
export function note(
  code: string,
  before: Steps,
  after: Steps,
  transport?: TransportName,
): Message {
  const found = notes(before, after, transport).filter((one) => one.code === code);
  expect(found).toHaveLength(1);
  return found[0] as Message;
}
