import { isApproval } from "../forms/traits.ts";
import { quote } from "./findings/finding.ts";
import { LIMITS } from "./limits.ts";
import type { TriggerMistake } from "./schedule.ts";
import { allSteps } from "./steps/traversal.ts";
import type { Trigger, Workflow } from "./workflow.ts";

/** The methods of a request that has a body and starts something. */
const METHODS = ["POST", "PUT"];

/** The function behind the request that answers a step that asks for approval. */
export const ANSWER_FUNCTION = "answer-approval";

/** A method and a path of plain segments, as `trigger: { api: POST /orders }` takes it. */
export const API_PATTERN = /^(?:POST|PUT) (?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+)+$/;

/** `POST /orders` in its parts. @param api matches {@link API_PATTERN} */
export function parseApi(api: string): Extract<Trigger, { kind: "api" }> {
  const [method = "", path = ""] = api.split(" ");
  return { kind: "api", method, path };
}

/** The path that tells how far a workflow is. @param path of the request that starts workflows */
export function statusPath(path: string): string {
  return `${path}/{id}`;
}

/** The path that takes the answer for a step that asks. @param path of the request that starts workflows */
export function answerPath(path: string): string {
  return `${statusPath(path)}/approvals/{step}`;
}

/** Returns what is wrong with a request that shall start the workflow, and what would work. */
export function apiMistake(api: string): TriggerMistake {
  const [, word = "", rest = ""] = /^\s*(?:([A-Za-z]+)\s+)?(.*?)\s*$/.exec(api) ?? [];
  const method = METHODS.includes(word.toUpperCase()) ? word.toUpperCase() : "POST";
  const path = `/${rest.split("/").filter(Boolean).join("/")}`;
  const meant = `${method} ${path}`;
  const fix = API_PATTERN.test(meant)
    ? `Did you mean ${quote(meant)}?`
    : 'Write e.g. "api: POST /orders"';
  if (api.length > LIMITS.apiLength) {
    return {
      rule: `api has ${api.length} characters, at most ${LIMITS.apiLength} are allowed`,
      fix: 'Write e.g. "api: POST /orders"',
    };
  }
  if (/[{}]/.test(rest)) {
    return {
      rule: "the path of api takes no parameters, because the input of the workflow is the body",
      fix: 'Write e.g. "api: POST /orders"',
    };
  }
  return {
    rule: `api takes POST or PUT and a path like /orders, not ${quote(api)}`,
    fix,
  };
}

/** A trigger as `workflow.yaml` says it. */
export interface TriggerDocument {
  readonly api?: string | undefined;
  readonly schedule?: string | undefined;
  readonly event?:
    | { readonly source?: string | undefined; readonly detailType?: string | undefined }
    | undefined;
}

/** The trigger a document describes; undefined where it describes none. */
export function toTrigger(document: TriggerDocument | undefined): Trigger | undefined {
  if (document?.api !== undefined) return parseApi(document.api);
  if (document?.schedule !== undefined) {
    return { kind: "schedule", expression: document.schedule };
  }
  if (document?.event === undefined) return undefined;
  const { source = "", detailType = "" } = document.event;
  return { kind: "event", source, detailType };
}

/**
 * Returns the trigger in words: `POST /orders`, `rate(1 hour)`, `the event OrderPlaced of shop`.
 */
export function describeTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case "api":
      return `${trigger.method} ${trigger.path}`;
    case "schedule":
      return trigger.expression;
    case "event":
      return `the event ${trigger.detailType} of ${trigger.source}`;
  }
}

/** Returns whether a request may answer the steps that ask for approval. */
export function hasAnswerRequest(workflow: Pick<Workflow, "trigger" | "steps">): boolean {
  const asks = allSteps(workflow).some(isApproval);
  return asks && workflow.trigger?.kind === "api";
}

/** The names of the functions that are generated for a trigger: no step may have them. */
export function triggerFunctions(workflow: Pick<Workflow, "trigger" | "steps">): readonly string[] {
  if (!workflow.trigger) return [];
  if (workflow.trigger.kind !== "api") return ["start"];
  return ["start", "status", ...(hasAnswerRequest(workflow) ? [ANSWER_FUNCTION] : [])];
}
