import type { Mutation } from "../mutation.ts";
import { ENTRY, rows } from "./trigger-rows.ts";

/** What breaks how workflows are started. */
export const triggerStartMutations: readonly Mutation[] = [
  ...rows("state-machine", "by request", "start", "src/runtime/start-request.ts", [
    {
      name: "input that nobody checks",
      replace: ["if (!parsed.success || issues.length > 0)", "if (!parsed.data && bytes < 0)"],
      red: /refuses what is not the input of a workflow/,
    },
    {
      name: "input of any size",
      replace: ["bytes > MAX_INPUT_BYTES", "bytes > 10 * MAX_INPUT_BYTES"],
      red: /refuses what is too large/,
    },
    {
      name: "ids that are too long",
      replace: ["{1,80}", "{1,800}"],
      red: /refuses a key that is too long/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/start-workflow.ts", [
    {
      name: "a repeated request that fails",
      replace: ["if (!(error instanceof ExecutionAlreadyExists)) throw error;", "throw error;"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "executions with a name of their own",
      replace: ["name: id,", "name: `${id}-${Math.random()}`,"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "another body that is dropped",
      replace: ["if (hashOfInput(JSON.parse(", "if (true || hashOfInput(JSON.parse("],
      red: /refuses a key that was used with another body/,
    },
    {
      name: "an execution that cannot be found yet, and a fault of ours",
      replace: ["if (!(error instanceof ExecutionDoesNotExist)) throw error;", "throw error;"],
      red: /asks to come again where the first request has hardly been heard/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/caller.ts", [
    {
      name: "keys that all callers share",
      replace: ["if (caller === undefined) return key;", "return key;"],
      red: /keeps the keys of users with a token apart/,
    },
    {
      name: "a caller for each session of a role",
      replace: ['userId.split(":")[0]', "userId"],
      red: /knows a role by all of its sessions/,
    },
    {
      name: "users of an identity pool, taken for their role",
      replace: ["iam?.cognitoIdentity?.identityId ?? ", ""],
      red: /keeps the keys of users of one identity pool apart/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/input-hash.ts", [
    {
      name: "keys in another order, taken for another body",
      replace: ["JSON.stringify(input, withSortedKeys)", "JSON.stringify(input)"],
      red: /tells inputs apart by what is in them/,
    },
    {
      name: "inputs with the same keys, taken for the same",
      replace: [
        "JSON.stringify(input, withSortedKeys)",
        "JSON.stringify(Object.keys(Object(input)))",
      ],
      red: /tells inputs apart by what is in them/,
    },
  ]),
  ...rows("state-machine", "by request", "start", ENTRY, [
    {
      name: "a key that is ignored",
      replace: ['event.headers["idempotency-key"];', "event.headers.none;"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "a bad request that is taken for a fault of ours",
      replace: ["if (!(error instanceof RefusedStart)) throw error;", "throw error;"],
      red: /refuses what is not JSON/,
    },
    {
      name: "an answer too early",
      replace: ["respond(202,", "respond(200,"],
      red: /starts a workflow, with the body as its input/,
    },
    {
      name: "no place to ask",
      replace: [", { location: `${event.rawPath}/${id}` }", ""],
      red: /starts a workflow, with the body as its input/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/json-api.ts", [
    {
      name: "a body in Base64 taken as it is",
      replace: ['Buffer.from(body, "base64").toString()', "body"],
      red: /takes a body in Base64/,
    },
  ]),
  ...rows("queue", "by request", "start", "src/runtime/caller.ts", [
    {
      name: "keys that all callers share",
      replace: ["if (caller === undefined) return key;", "return key;"],
      red: /keeps the keys of users of AWS apart/,
    },
  ]),
  ...rows("queue", "by request", "start", "src/runtime/start-workflow.ts", [
    {
      name: "a repeated request that is sent again",
      replace: ['oncePerWorkflow("start", state,', "oncePerWorkflow(`${Math.random()}`, state,"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "two requests at once, one of which fails",
      replace: ["throw new RefusedStart(409,", "throw new Error(String(409) +"],
      red: /starts one workflow where two requests come at once/,
    },
    {
      name: "a workflow without its input",
      replace: ["{ id, input, results", "{ id, input: {} as typeof input, results"],
      red: /starts a workflow, with the body as its input/,
    },
    {
      name: "another body that is dropped",
      replace: ["if (first !== hash)", 'if (first === "")'],
      red: /refuses a key that was used with another body/,
    },
    {
      name: "a key that is free again where its start failed",
      replace: ['"start#input"', "`start#${hash}`"],
      red: /holds to the body that a key was first used with/,
    },
  ]),
  ...rows("queue", "branches by request", "start", "src/runtime/start-workflow.ts", [
    {
      name: "a start that leaves out the wait at the beginning",
      replace: ['"begin"', '"look-up"'],
      red: /starts a workflow, with the body as its input/,
    },
  ]),
  ...rows("queue", "by schedule", "start", ENTRY, [
    {
      name: "an id that is new each time",
      replace: ["String(event.scheduledTime)", "String(Math.random())"],
      red: /starts one workflow, however often/,
    },
  ]),
  ...rows("state-machine", "by event", "start", ENTRY, [
    {
      name: "the whole event as the input",
      replace: ["readStartRequest(id, detail)", "readStartRequest(id, { id, detail })"],
      red: /starts a workflow, with its detail as the input/,
    },
  ]),
];
