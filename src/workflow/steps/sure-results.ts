import { formOf } from "../../forms/registry.ts";
import { canFail, decides, leavesResult, repeats } from "../../forms/traits.ts";
import { routesOf } from "../../semantics/failure-routes.ts";
import { isWithin, type Path } from "../findings/finding.ts";
import { parseStatePath, type StatePath, stateKey } from "../paths.ts";
import type { Comparison, Condition, Step, Workflow } from "../workflow.ts";
import { type PlacedStep, placedSteps, withFallback } from "./traversal.ts";

type Steps = Pick<Workflow, "steps">;

/** A part of a path under which there may be nothing, and the reason. */
export interface Gap {
  readonly path: string;
  readonly why: string;
}

const PASSED_OVER = "a step may be skipped, replaced or in another branch";
const FEWER_ITEMS = "there may be fewer items";

/**
 * Returns the parts of a path that may be missing where a step reads it, although the input and the
 * results of steps have all that is said of them. What the choices around the step make sure of is
 * not among them.
 */
export function gapsIn(workflow: Steps, reader: PlacedStep, path: StatePath): Gap[] {
  return followed(workflow, reader, path).gaps.filter(
    (gap) => !isGuarded(workflow, reader, gap.path),
  );
}

/** Returns the step that leaves a result under a key, or whose fallback does. */
export function ownerOf(workflow: Steps, key: string): PlacedStep | undefined {
  return placedSteps(workflow).find(
    ({ step }) => canFail(step) && withFallback(step).some((one) => stateKey(one) === key),
  );
}

/** The knowledge about a value in the workflow state. */
type Value =
  /** It comes from outside or from the code of a step, and has what is said of it. */
  | { readonly kind: "given" }
  /** It comes from the steps for the items of a map, as a list or for one of them. */
  | { readonly kind: "list" | "item"; readonly of: PlacedStep };

const GIVEN: Value = { kind: "given" };

interface Followed {
  readonly value: Value;
  readonly gaps: readonly Gap[];
}

function followed(workflow: Steps, reader: PlacedStep, path: StatePath): Followed {
  if (path.root !== "results") {
    const start = path.root === "item" ? itemOf(workflow, reader) : GIVEN;
    return into(workflow, start, path.root, path.segments);
  }
  const [first, ...rest] = path.segments;
  const key = String(first);
  const text = `results.${key}`;
  const owner = ownerOf(workflow, key);
  const isOwn = owner !== undefined && leavesResult(owner.step) && stateKey(owner.step) === key;
  const isSure = isOwn && (leaves(owner.step) || hasNoError(workflow, reader, key));
  const isReached = isOwn && isAlwaysReached(workflow, owner, reader.at);
  const start: Value = repeats(owner?.step) ? { kind: "list", of: owner } : GIVEN;
  const { value, gaps } = into(workflow, start, text, rest);
  return {
    value,
    gaps: [...(isSure && isReached ? [] : [{ path: text, why: PASSED_OVER }]), ...gaps],
  };
}

function into(
  workflow: Steps,
  start: Value,
  text: string,
  [segment, ...rest]: StatePath["segments"],
): Followed {
  if (segment === undefined || start.kind === "given") return { value: start, gaps: [] };
  const path = text + (typeof segment === "number" ? `[${segment}]` : `.${segment}`);
  if (start.kind === "list") {
    const { value, gaps } = into(workflow, { kind: "item", of: start.of }, path, rest);
    return { value, gaps: [{ path, why: FEWER_ITEMS }, ...gaps] };
  }
  const map = start.of;
  const key = String(segment);
  const owner = ownerOf(workflow, key);
  const isSure =
    owner &&
    !goesOn(map.step) &&
    stateKey(owner.step) === key &&
    leaves(owner.step) &&
    isAlwaysReached(workflow, owner, map.at);
  const next: Value = repeats(owner?.step) ? { kind: "list", of: owner } : GIVEN;
  const { value, gaps } = into(workflow, next, path, rest);
  return { value, gaps: [...(isSure ? [] : [{ path, why: PASSED_OVER }]), ...gaps] };
}

/** The item that a step works on: of what another map has left, or of a list that is given. */
function itemOf(workflow: Steps, reader: PlacedStep): Value {
  const map = placedMapAround(workflow, reader);
  const list = map && repeats(map.step) && parseStatePath(map.step.items);
  if (!map || !list) return GIVEN;
  const { value } = followed(workflow, map, list);
  return value.kind === "list" ? { kind: "item", of: value.of } : GIVEN;
}

function placedMapAround(workflow: Steps, { within }: PlacedStep): PlacedStep | undefined {
  const map = within.findLast(repeats);
  return placedSteps(workflow).find(({ step }) => step === map);
}

/**
 * Tells whether the workflow never goes on behind a step without its result. A map leaves a list,
 * however its items end; a parallel leaves nothing of its own.
 */
export function leaves(step: Step): boolean {
  return repeats(step) || (leavesResult(step) && !goesOn(step));
}

/**
 * Returns whether a step that comes before has always been reached when the workflow has come to `reader`.
 */
function isAlwaysReached(workflow: Steps, { within }: PlacedStep, reader: Path): boolean {
  return placedSteps(workflow)
    .filter((around) => within.includes(around.step) && !isWithin(reader, around.at))
    .every((around) => formOf(around.step).runs === "all" && !goesOn(around.step));
}

/** Tells whether the workflow may go on when a step has failed. */
export function goesOn(step: Step): boolean {
  const routes = canFail(step) ? routesOf(step) : [];
  return routes.includes("continue") || routes.includes("fallback");
}

/**
 * Returns whether the branches that a step is in are taken only where there is something under a path.
 */
function isGuarded(workflow: Steps, reader: PlacedStep, path: string): boolean {
  const map = placedMapAround(workflow, reader);
  // Outside of the map an item is another one.
  const from = path.startsWith("item") && map ? map.at : [];
  return branchesTell(workflow, reader, from, (one, isTrue) => {
    const isAbsence = one.operator === "isPresent" && one.value === false;
    return isAbsence !== isTrue && isInside(one.path, path);
  });
}

/** Returns whether they are taken only where a step has not failed. */
function hasNoError(workflow: Steps, reader: PlacedStep, key: string): boolean {
  return branchesTell(
    workflow,
    reader,
    [],
    (one, isTrue) => one.path === `errors.${key}` && (one.value === true) !== isTrue,
  );
}

/**
 * Returns whether one of the comparisons on the way to a step, from a path on, is true or false in a way that tells.
 */
function branchesTell(
  workflow: Steps,
  reader: PlacedStep,
  from: Path,
  tells: (comparison: Comparison, isTrue: boolean) => boolean,
): boolean {
  return placedSteps(workflow).some(({ step, at }) => {
    if (!decides(step) || !reader.within.includes(step) || !isWithin(at, from)) return false;
    const branch = Number(reader.at[at.length + 1]);
    return step.branches
      .slice(0, branch + 1)
      .some(({ when }, index) => when && conditionTells(when, index === branch, tells));
  });
}

function conditionTells(
  condition: Condition,
  isTrue: boolean,
  tells: (comparison: Comparison, isTrue: boolean) => boolean,
): boolean {
  if ("not" in condition) return conditionTells(condition.not, !isTrue, tells);
  if (!("all" in condition || "any" in condition)) return tells(condition, isTrue);
  const [parts, isEach] = "all" in condition ? [condition.all, isTrue] : [condition.any, !isTrue];
  const told = (one: Condition) => conditionTells(one, isTrue, tells);
  return isEach ? parts.some(told) : parts.every(told);
}

/** Returns whether one path leads to the other's end or further. */
function isInside(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^(?:$|[.[])/.test(path.slice(outer.length));
}
