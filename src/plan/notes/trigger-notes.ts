import type { Message } from "../../messages/message.ts";
import { enumerated } from "./../../messages/words.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { queueDepth } from "../../transports/queue/notes/queue-depth.ts";
import { deadLetterQueue } from "../../transports/queue/queue-functions.ts";
import { answerPath, hasAnswerRequest, statusPath } from "../../workflow/trigger.ts";
import type { Trigger } from "../../workflow/workflow.ts";
import type { Plan } from "../plan.ts";
import { inShell } from "./stack-in-shell.ts";
import { deleteStandardQueue } from "./under-way.ts";

/**
 * Returns notes on what a change of the trigger means for those who start workflows, and for starts that have failed.
 * Pure.
 */
export function triggerNotes(before: Plan, after: Plan): Message[] {
  const { trigger } = before.workflow;
  if (trigger === undefined) return [];
  return trigger.kind === "api"
    ? apiNotes(before, trigger, after)
    : failedStartNotes(before, after.workflow.trigger);
}

type Api = Extract<Trigger, { kind: "api" }>;

/** The requests that the API of a plan takes: the one that starts a workflow first. */
interface Requests {
  readonly start: string;
  readonly status?: string;
  readonly answer?: string;
}

function requestsOf({ transport, workflow }: Plan, { method, path }: Api): Requests {
  return {
    start: `${method} ${path}`,
    ...(descriptions[transport].tellsProgress && { status: `GET ${statusPath(path)}` }),
    ...(hasAnswerRequest(workflow) && { answer: `POST ${answerPath(path)}` }),
  };
}

function apiNotes(before: Plan, api: Api, after: Plan): Message[] {
  const old = requestsOf(before, api);
  const { trigger } = after.workflow;
  if (trigger?.kind !== "api") return [removedApi(old, after)];
  const now = Object.values(requestsOf(after, trigger));
  const gone = Object.values(old).filter((request) => !now.includes(request));
  const instead = now.filter((request) => !Object.values(old).includes(request));
  if (gone.length === 0) return [];
  const noneInstead = gone.some((request) => request === old.status)
    ? "Let nobody ask how far a workflow is: of a queue nobody knows."
    : "Let nobody answer there any more.";
  return [
    {
      code: "CHANGED_API",
      message: `Once this is deployed, ${enumerated(gone)} ${gone.length === 1 ? "is" : "are"} not found.`,
      suggestion:
        instead.length === 0
          ? noneInstead
          : `Let callers use ${enumerated(instead)} from then on; the host stays the same.`,
    },
  ];
}

function removedApi({ start, status, answer }: Requests, after: Plan): Message {
  const asks = status === undefined ? "" : ` ${status} no longer says how far it is.`;
  const answers = answer === undefined ? "" : ` ${answer} no longer answers a step that asks.`;
  const { outputName } = wordsOf(after.workflow);
  const output = outputName(descriptions[after.transport].words.startOutput);
  return {
    code: "REMOVED_API",
    message: `The next deployment deletes the API: ${start} starts no workflow any more. What is under way goes on.${asks}${answers}`,
    suggestion: `Before it, let nobody call the API any more; workflows can be started at ${output} in the outputs of the deployment. An API that comes back has another URL.`,
  };
}

/** The dead letters of schedules and events are in a queue of the trigger. */
function failedStartNotes(before: Plan, now: Trigger | undefined): Message[] {
  if (now !== undefined && now.kind !== "api") return [];
  const queue = deadLetterQueue("start");
  const { name } = before.workflow;
  return [
    {
      code: "REMOVED_TRIGGER",
      message: `Once this is deployed, <stack>-${queue} is no part of the stack any more. It stays, with every start in it that has failed, until somebody deletes it.`,
      suggestion: inShell(
        before,
        "Start those workflows by hand, or give them up. How many there are:",
        queueDepth(name, [queue]),
        deleteStandardQueue(before, queue),
      ),
    },
  ];
}
