import { isDeepStrictEqual } from "node:util";
import type { Trigger } from "../workflow/workflow.ts";
import type { Note } from "./note.ts";
import type { Plan } from "./plan.ts";
import { queueDepth } from "./queue-depth.ts";

/** What a change of the trigger means for those who start workflows, and for starts that have failed. Pure. */
export function triggerNotes(before: Plan, after: Plan): Note[] {
  const { trigger } = before.workflow;
  if (trigger === undefined) return [];
  return trigger.kind === "api"
    ? apiNotes(before, trigger, after)
    : failedStartNotes(before, after.workflow.trigger);
}

type Api = Extract<Trigger, { kind: "api" }>;

const requestOf = ({ method, path }: Api): string => `${method} ${path}`;

function apiNotes(before: Plan, old: Api, after: Plan): Note[] {
  const now = after.workflow.trigger;
  const status = before.transport === "state-machine" ? `GET ${old.path}/{id}` : undefined;
  if (now?.kind !== "api") {
    const asks = status === undefined ? "" : ` ${status} no longer says how far it is.`;
    const output = after.transport === "queue" ? "StartQueueUrl" : "StateMachineArn";
    return [
      {
        code: "REMOVED_API",
        message: `The next deployment deletes the API: ${requestOf(old)} starts no workflow any more. What is under way goes on.${asks}`,
        suggestion: `Before it, let nobody call the API any more; workflows can be started at ${output} in the outputs of the stack. An API that comes back has another URL.`,
      },
    ];
  }
  const isMoved = !isDeepStrictEqual(old, now);
  const losesStatus =
    status !== undefined && (after.transport === "queue" || old.path !== now.path);
  if (!isMoved && !losesStatus) return [];
  const gone = [...(isMoved ? [requestOf(old)] : []), ...(losesStatus ? [status] : [])];
  const instead = [
    ...(isMoved ? [requestOf(now)] : []),
    ...(losesStatus && after.transport !== "queue" ? [`GET ${now.path}/{id}`] : []),
  ];
  return [
    {
      code: "CHANGED_API",
      message: `Once this is deployed, ${gone.join(" and ")} ${gone.length === 1 ? "is" : "are"} not found.`,
      suggestion:
        instead.length === 0
          ? "Let nobody ask how far a workflow is: of a queue nobody knows."
          : `Let callers use ${instead.join(" and ")} from then on; the host stays the same.`,
    },
  ];
}

/** The dead letters of schedules and events are in a queue of the trigger. */
function failedStartNotes(before: Plan, now: Trigger | undefined): Note[] {
  if (now !== undefined && now.kind !== "api") return [];
  const queue = `${before.workflow.name}-start-dlq`;
  return [
    {
      code: "REMOVED_TRIGGER",
      message: `The next deployment deletes ${queue}, with every start still in it that has failed.`,
      suggestion: `Start those workflows by hand, or give them up. How many there are:\n${queueDepth([queue])}`,
    },
  ];
}
