import { keyOf } from "../workflow/idempotency.ts";
import { tasksOf } from "../workflow/names.ts";
import { statePathParts } from "../workflow/paths.ts";
import type { Task, Workflow } from "../workflow/workflow.ts";

type Document = Record<string | number, unknown>;

/** The part of a workflow state that the steps' idempotency keys are read from. */
export interface SampleState {
  readonly input: Readonly<Document>;
  /** By the keys of the steps. */
  readonly results: Readonly<Document>;
}

/**
 * A state in which every idempotency key of the workflow is `value`.
 *
 * @param input what the input has besides; where a key is already in it, it stays
 */
export function sampleState(workflow: Workflow, value: unknown, input: object = {}): SampleState {
  return stateWithKeys(tasksOf(workflow), value, input);
}

/** Returns a state in which the idempotency keys of these tasks are `value`. */
export function stateWithKeys(
  tasks: readonly Task[],
  value: unknown,
  input: object = {},
): SampleState {
  const state = { input: structuredClone(input) as Document, results: {} };
  for (const task of tasks) {
    const key = keyOf(task);
    if (key) set(state, statePathParts(key.key), value);
  }
  return state;
}

function set(document: Document, [part, ...rest]: (string | number)[], value: unknown): void {
  if (part === undefined) return;
  if (Array.isArray(document))
    while (document.length < Number(part)) document.push(before(rest, value));
  const isThere = Object.hasOwn(document, part);
  if (rest.length === 0) {
    if (!isThere) document[part] = value;
    return;
  }
  if (!isThere) document[part] = typeof rest[0] === "number" ? [] : {};
  const inner = document[part];
  if (typeof inner === "object" && inner !== null) set(inner as Document, rest, value);
}

/** Returns an item to stand in a list before the one that is read: something of the same kind. */
function before([part]: readonly (string | number)[], value: unknown): unknown {
  if (part === undefined) return value;
  return typeof part === "number" ? [] : {};
}
