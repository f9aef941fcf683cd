import {
  IdempotencyAlreadyInProgressError,
  IdempotencyItemNotFoundError,
  IdempotencyRecordStatus,
} from "@aws-lambda-powertools/idempotency";
import type { IdempotencyRecord } from "@aws-lambda-powertools/idempotency/persistence";
import type { Context } from "aws-lambda";
import { PermanentError, type WorkflowState } from "../workflow.ts";
import { type Guard, type IdempotencyStore, once, settings, workflowGuard } from "./idempotency.ts";

/** The key that a step is done once for, whichever workflows ask for it. */
export interface IdempotencyKey {
  /** The path of the key in the workflow state, e.g. `input.orderId`. */
  key: string;
  /** The seconds for which other workflows with the same key get the first one's result. */
  windowSeconds: number;
}

/** `guarded`: once for each workflow; `natural`: safe to repeat; a key: once for each key, too. */
export type Idempotency = "guarded" | "natural" | IdempotencyKey;

/** A result, and the id of the workflow that it was made for. */
export interface SharedResult {
  result: unknown;
  by: string;
}

/** The step that a compensation undoes. */
export interface Undoes {
  step: string;
  idempotency: IdempotencyKey;
}

/**
 * Does the work of a step once for each key; within the window other workflows get the first one's
 * result. What throws is forgotten: the next workflow with the key tries for itself.
 *
 * @throws PermanentError where the state has no such key.
 */
export async function oncePerKey(
  { name, idempotency }: { name: string; idempotency: Idempotency },
  state: WorkflowState,
  context: Context,
  newStore: () => IdempotencyStore,
  work: () => Promise<unknown>,
): Promise<SharedResult> {
  const first = async (): Promise<SharedResult> => ({ result: await work(), by: state.id });
  if (typeof idempotency === "string") return first();
  const guard = keyGuard(name, idempotency, state);
  if (guard) return once(guard, context, newStore(), first);
  throw new PermanentError(
    `The idempotency key of ${name}, ${idempotency.key}, is missing, or no text or number.`,
  );
}

/**
 * Undoes a step in the workflow that has done it, and not in one that was given the result of
 * another, or would have been: its function may have died before it heard of it. What is undone is
 * forgotten: the next workflow with the same key does it again.
 *
 * @returns undefined where there was nothing to undo.
 * @throws IdempotencyAlreadyInProgressError while a workflow with the same key is at it.
 */
export async function undoOwn<T>(
  undoes: Undoes | undefined,
  state: WorkflowState,
  newStore: () => IdempotencyStore,
  undo: () => Promise<T>,
): Promise<T | undefined> {
  if (!undoes) return undo();
  const shared = keyGuard(undoes.step, undoes.idempotency, state);
  const own = await recordOf(workflowGuard(undoes.step, state), newStore());
  const by =
    resultIn(own)?.by ?? (shared && resultIn(await settledRecordOf(shared, newStore()))?.by);
  if (by !== undefined && by !== state.id) return undefined;
  const undone = await undo();
  if (shared) await forget(shared, state.id, newStore());
  return undone;
}

async function forget(guard: Guard, by: string, store: IdempotencyStore): Promise<void> {
  const result = resultIn(await recordOf(guard, store));
  if (result?.by === by) await store.deleteRecord(guard.key);
}

/** Returns the result of work; undefined where it has not been done. */
function resultIn(record: IdempotencyRecord | undefined): Partial<SharedResult> | undefined {
  if (record?.getStatus() !== IdempotencyRecordStatus.COMPLETED) return undefined;
  return JSON.parse(String(record.getResponse()));
}

/** Waits for a workflow that did not finish no longer than the step may take. */
async function settledRecordOf(
  guard: Guard,
  store: IdempotencyStore,
): Promise<IdempotencyRecord | undefined> {
  const record = await recordOf(guard, store);
  const isUnderWay =
    record?.getStatus() === IdempotencyRecordStatus.INPROGRESS &&
    (record.inProgressExpiryTimestamp ?? 0) > Date.now();
  if (isUnderWay) throw new IdempotencyAlreadyInProgressError(`${guard.work} is under way.`);
  return record;
}

async function recordOf(
  guard: Guard,
  store: IdempotencyStore,
): Promise<IdempotencyRecord | undefined> {
  store.configure(settings(guard));
  try {
    return await store.getRecord(guard.key);
  } catch (error) {
    if (error instanceof IdempotencyItemNotFoundError) return undefined;
    throw error;
  }
}

function keyGuard(
  step: string,
  { key: path, windowSeconds }: IdempotencyKey,
  state: WorkflowState,
): Guard | undefined {
  const key = readPath(state, path);
  const isKey = ["string", "number", "boolean"].includes(typeof key) && key !== "";
  if (!isKey) return undefined;
  return { work: `${step} by ${path}`, key: String(key), expiresAfterSeconds: windowSeconds };
}

/** Reads e.g. `input.lines[0].id`. */
function readPath(state: WorkflowState, path: string): unknown {
  let value: unknown = state;
  for (const name of path.match(/[^.[\]]+/g) ?? []) {
    if (!(value instanceof Object && Object.hasOwn(value, name))) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
