import { enumerated } from "../../messages/words.ts";
import type { Plan, PlannedStep } from "../../plan/plan.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { fold } from "../fold.ts";

/** The signs of a failure that an operator sees. */
export interface Sight {
  /** In Markdown; left out: none. */
  readonly alarm?: string;
  readonly place: string;
}

/** Returns the name of an alarm, from that in the model, in Markdown. */
export const alarmIn = (workflow: WorkflowWithTransport, name: string) =>
  `\`${wordsOf(workflow).alarmName(name)}\``;

/** Returns names as code, with commas between them. */
export function listed(names: readonly string[]): string {
  return names.map(inCode).join(", ");
}

const inCode = (name: string) => `\`${name}\``;

/** A sentence about the steps that something is true of, folded; nothing where there are none. */
export function about(
  { steps }: Plan,
  isTrueOf: (step: PlannedStep) => boolean,
  said: (names: string) => string,
): string[] {
  const names = steps.filter(isTrueOf).map(({ task }) => inCode(task.name));
  return names.length === 0 ? [] : fold(said(enumerated(names)));
}
