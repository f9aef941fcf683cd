import { keyOf, statePathParts } from "../workflow/idempotency.ts";
import { tasksOf } from "../workflow/names.ts";
import type { Workflow } from "../workflow/workflow.ts";

type Document = Record<string | number, unknown>;

/** The part of a workflow state that the steps' idempotency keys are read from. */
export interface SampleState {
  readonly input: Readonly<Document>;
  /** By the keys of the steps. */
  readonly results: Readonly<Document>;
}

/** A state in which every idempotency key of the workflow is `value`. */
export function sampleState(workflow: Workflow, value: string): SampleState {
  const state = { input: {}, results: {} };
  for (const task of tasksOf(workflow)) {
    const key = keyOf(task);
    if (key) set(state, statePathParts(key.key), value);
  }
  return state;
}

function set(document: Document, [part, ...rest]: (string | number)[], value: string): void {
  if (part === undefined) return;
  if (Array.isArray(document)) while (document.length < Number(part)) document.push({});
  if (rest.length === 0) document[part] = value;
  else {
    if (!Object.hasOwn(document, part)) document[part] = typeof rest[0] === "number" ? [] : {};
    set(document[part] as Document, rest, value);
  }
}
