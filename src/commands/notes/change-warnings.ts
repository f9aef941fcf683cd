import type { Message } from "../../messages/message.ts";
import { inFlightNotes } from "../../plan/notes/in-flight.ts";
import { reservationNotes } from "../../plan/notes/reservation-notes.ts";
import type { Plan } from "../../plan/plan.ts";
import { workflowWarnings } from "../../plan/warnings.ts";
import type { StepRename } from "../../project/rename/step-names.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import { brokenReferences } from "../change/broken-references.ts";
import { orphanedFiles } from "../change/orphaned-files.ts";
import type { ChangePlan, Settled } from "../change/plan-change.ts";
import { located } from "../outcome/located.ts";
import { inputSchemaProblems } from "./input-schema.ts";

/** Returns what a change needs somebody's attention for, although it can be made. */
export async function warningsAbout(
  root: string,
  { before, after, changes }: Pick<ChangePlan, "before" | "after" | "changes">,
  settled: Settled,
  { rename, signal }: { readonly rename: StepRename | undefined; readonly signal: AbortSignal },
): Promise<Message[]> {
  const always = [
    ...(await located(workflowWarnings(after), { text: settled.text, path: WORKFLOW_PATH })),
    ...orphanedFiles(changes),
  ];
  if (before === undefined) return always;
  return [
    ...always,
    ...brokenReferences(root, before, after, changes, { rename }),
    ...inputSchemaProblems(before, after, changes),
    ...(await notesInFlight(root, before, after, signal)),
    ...reservationNotes(before, after),
  ];
}

/** Returns notes on what the change does to work under way; none where there can be none yet. */
async function notesInFlight(
  root: string,
  before: Plan,
  after: Plan,
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const notes = inFlightNotes(before, after);
  if (notes.length === 0) return notes;
  const { mayBeDeployed } = await import("./deployed.ts");
  return (await mayBeDeployed(root, signal)) ? notes : [];
}
