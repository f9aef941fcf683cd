import { type Path, valueAt } from "../../findings/finding.ts";

/** The place of a new step: beside a step that is there, or at the end of the workflow. */
export type Position =
  | { readonly after: string }
  | { readonly before: string }
  | { readonly at: "end" };

/** Keys of `workflow.yaml` whose value is a list of steps. */
export const LIST_KEYS: readonly string[] = ["steps", "otherwise"];

interface NamedStep {
  readonly name: string;
  readonly at: Path;
}

/** Every step of a workflow, at any depth, in the order of the text; what is not of the right form is passed over. */
export function stepsIn(document: unknown, at: Path = []): NamedStep[] {
  if (typeof document !== "object" || document === null) return [];
  const isList = Array.isArray(document) && LIST_KEYS.includes(String(at.at(-1)));
  const entries = Array.isArray(document) ? [...document.entries()] : Object.entries(document);
  return entries.flatMap(([key, value]) => {
    const here = [...at, key];
    const name = isList ? (value as { name?: unknown } | null)?.name : undefined;
    return [...(typeof name === "string" ? [{ name, at: here }] : []), ...stepsIn(value, here)];
  });
}

/** Returns the path of the step with this name, `undefined` where there is none. */
export function findStep(document: unknown, name: string): Path | undefined {
  return stepsIn(document).find((step) => step.name === name)?.at;
}

/**
 * The index in a list of steps that a new step at this position gets.
 *
 * @returns the path it will have; `undefined` where there is no step of the name in `position`
 */
export function pathOf(document: unknown, position: Position): Path | undefined {
  if ("at" in position) {
    const { steps } = document as { steps: readonly unknown[] };
    return ["steps", steps.length];
  }
  const neighbour = findStep(document, "after" in position ? position.after : position.before);
  if (neighbour === undefined) return undefined;
  const index = Number(neighbour.at(-1)) + ("after" in position ? 1 : 0);
  return [...neighbour.slice(0, -1), index];
}

/** The document with a step put in at a path; every other step moves on. */
export const withStepAt = (document: unknown, at: Path, step: unknown): unknown =>
  withList(document, at, (list, index) => list.toSpliced(index, 0, step));

/** The document without the step at a path. */
export const withoutStepAt = (document: unknown, at: Path): unknown =>
  withList(document, at, (list, index) => list.toSpliced(index, 1));

function withList(
  document: unknown,
  at: Path,
  change: (list: readonly unknown[], index: number) => unknown[],
): unknown {
  const listAt = at.slice(0, -1);
  const list = valueAt(document, listAt) as readonly unknown[];
  return withValueAt(document, listAt, change(list, Number(at.at(-1))));
}

/** The document with another value at a path; `undefined`: with none. */
export function withValueAt(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document)) {
    return document.with(Number(key), withValueAt(document[Number(key)], rest, value));
  }
  const { [key]: old, ...others } = (document ?? {}) as Readonly<Record<string, unknown>>;
  const now = withValueAt(old, rest, value);
  return now === undefined ? others : { ...(document as object), [key]: now };
}
