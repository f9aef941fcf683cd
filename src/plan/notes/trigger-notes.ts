import { deadLetterQueue } from "../../deployment/queues.ts";
import type { Message } from "../../messages/message.ts";
import { enumerated } from "../../messages/words.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { queueDepth } from "../../transports/queue/notes/queue-depth.ts";
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
    ? "Let callers stop asking for the progress of a workflow: with queues there is no status request."
    : "Let callers stop sending answers there.";
  return [
    {
      code: "CHANGED_API",
      message: `After the deployment, ${enumerated(gone)} ${gone.length === 1 ? "returns" : "return"} 404.`,
      suggestion:
        instead.length === 0
          ? noneInstead
          : `Let callers use ${enumerated(instead)} instead; the host stays the same.`,
    },
  ];
}

function removedApi({ start, status, answer }: Requests, after: Plan): Message {
  const asks = status === undefined ? "" : ` ${status} no longer returns the progress.`;
  const answers = answer === undefined ? "" : ` ${answer} no longer answers an approval.`;
  const { outputName } = wordsOf(after.workflow);
  const output = outputName(descriptions[after.transport].words.startOutput);
  return {
    code: "REMOVED_API",
    message: `The next deployment deletes the API: ${start} no longer starts a workflow. Running workflows continue.${asks}${answers}`,
    suggestion: `Before the deployment, let callers stop using the API; they can start workflows through ${output}, an output of the deployment. If you add the API again, it has another URL.`,
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
      message: `After the deployment, <stack>-${queue} is no longer part of the stack. It stays, with all failed starts, until you delete it.`,
      suggestion: inShell(
        before,
        "Start those workflows by hand, or discard them. This shows how many there are:",
        queueDepth(name, [queue]),
        deleteStandardQueue(before, queue),
      ),
    },
  ];
}
