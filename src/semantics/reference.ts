import { isApproval, repeats } from "../forms/traits.ts";
import { parseStatePath, stateKey } from "../workflow/paths.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import type { MapStep, Workflow } from "../workflow/workflow.ts";
import { type Failable, failables } from "./compensation-order.ts";
import { mapsAround } from "./placement.ts";

type Steps = Pick<Workflow, "steps" | "queue">;

/** From where a path is read: inside of maps, for one of their items or, if nothing is said, for every one. */
export interface Scope {
  /** The outermost first. */
  readonly maps: readonly MapStep[];
  /** By the names of maps. */
  readonly items: ReadonlyMap<string, number>;
}

/** A precondition for there being anything at the end of a path. */
export interface Precondition {
  /** A step that has to run. */
  readonly step?: Failable;
  readonly from: Scope;
  /** A map that needs so many items. */
  readonly size?: readonly [map: string, items: number];
}

/** The target of a path of a condition, as far as a test can say what is there. */
export type PathTarget =
  /** A value in the input or in the answer of a step, by its path; `[*each]` stands for every item of `each`. */
  | {
      readonly kind: "value";
      readonly path: string;
      readonly needs: readonly Precondition[];
      /** In the answer of a step inside of a map, which is the same for every item. */
      readonly isOfItems?: boolean;
      /** It says in which group the work is done. */
      readonly isGroup?: boolean;
    }
  /** All that a step has left, whatever is in it. */
  | {
      readonly kind: "result";
      readonly step: Failable;
      readonly from: Scope;
      readonly needs: readonly Precondition[];
    }
  /** An item of a map, by the path of the list it comes from. */
  | {
      readonly kind: "item";
      readonly map: Failable;
      readonly path: string;
      readonly needs: readonly Precondition[];
    }
  | { readonly kind: "error"; readonly step: Failable; readonly needs: readonly Precondition[] }
  /** The number of the item. */
  | { readonly kind: "index"; readonly map: string }
  /** No test can change it; `undefined`: nothing is ever there. */
  | {
      readonly kind: "fixed";
      readonly value: unknown;
      readonly needs: readonly Precondition[];
      /** The step that leaves it, and that may have left nothing. */
      readonly step?: Failable;
    };

const NOTHING: PathTarget = { kind: "fixed", value: undefined, needs: [] };

const byKey = perWorkflow(
  (workflow) => new Map(failables(workflow).map((one) => [stateKey(one), one])),
);

/** Returns the target of a path. */
export function pathTarget(workflow: Steps, path: string, from: Scope): PathTarget {
  const parsed = parseStatePath(path);
  if (!parsed) return NOTHING;
  const { root, segments } = parsed;
  const map = from.maps.at(-1);
  switch (root) {
    case "input":
      return inputReference(workflow, path);
    case "index": {
      if (!map) return NOTHING;
      const index = from.items.get(map.name);
      return index === undefined
        ? { kind: "index", map: map.name }
        : { kind: "fixed", value: index, needs: [] };
    }
    case "item": {
      if (!map) return NOTHING;
      const list = listOf(workflow, map, from);
      if (list.kind === "result") {
        const position = from.items.get(map.name) ?? EVERY_ITEM;
        return itemReference(workflow, list.step, [position, ...segments], list.from, list.needs);
      }
      if (list.kind !== "value") return NOTHING;
      const index = from.items.get(map.name) ?? `*${map.name}`;
      return { ...list, path: `${list.path}[${index}]${path.slice(root.length)}` };
    }
    case "errors":
    case "results": {
      const step = byKey(workflow).get(String(segments[0]));
      if (!step) return NOTHING;
      const needs = [{ step, from }];
      if (root === "errors") return { kind: "error", step, needs };
      return resultReference(workflow, step, segments.slice(1), from, needs);
    }
  }
}

/** Work without its group is refused, so that there is always something in its place. */
function inputReference({ queue }: Steps, path: string): PathTarget {
  const group = queue?.groupBy ?? "input.";
  if (path === group) return { kind: "value", path, needs: [], isGroup: true };
  if (/^[.[]/.test(path.startsWith(group) ? path.slice(group.length) : "")) return NOTHING;
  if (group.startsWith(`${path}.`)) return { kind: "fixed", value: {}, needs: [] };
  return { kind: "value", path, needs: [] };
}

/** The list whose items a map works on. */
export function listOf(workflow: Steps, map: MapStep, from: Scope): PathTarget {
  const maps = from.maps.slice(0, from.maps.indexOf(map));
  return pathTarget(workflow, map.items, { ...from, maps });
}

function resultReference(
  workflow: Steps,
  step: Failable,
  rest: readonly (string | number)[],
  from: Scope,
  needs: readonly Precondition[],
): PathTarget {
  if (rest.length === 0) return { kind: "result", step, from, needs };
  if (isApproval(step)) {
    const isAnswer = rest.length === 1 && rest[0] === "approved";
    return isAnswer ? { kind: "fixed", value: true, needs, step } : NOTHING;
  }
  if (repeats(step)) return itemReference(workflow, step, rest, from, needs);
  const isOfItems = mapsAround(workflow, step).length > 0;
  return { kind: "value", path: pathOf(["results", stateKey(step), ...rest]), needs, isOfItems };
}

/** In the place of a position: whichever item it is. */
const EVERY_ITEM = "*";

/**
 * Returns the target of a path into the results of one item; the answer of a step is the same for every item.
 */
function itemReference(
  workflow: Steps,
  map: Failable,
  [position, ...rest]: readonly (string | number)[],
  from: Scope,
  needs: readonly Precondition[],
): PathTarget {
  const isEvery = position === EVERY_ITEM;
  const isItem = isEvery || typeof position === "number";
  if (!isItem || !repeats(map)) return NOTHING;
  const index = isEvery ? undefined : Number(position);
  const size: Precondition[] = index === undefined ? [] : [{ from, size: [map.name, index + 1] }];
  const all: readonly Precondition[] = [...needs, ...size];
  const inside = {
    maps: [...mapsAround(workflow, map), map],
    items: index === undefined ? from.items : new Map([...from.items, [map.name, index]]),
  };
  if (rest.length === 0) {
    const list = listOf(workflow, map, inside);
    if (list.kind === "result")
      return itemReference(workflow, list.step, [position], list.from, all);
    if (list.kind !== "value") return NOTHING;
    return { kind: "item", map, path: `${list.path}[${index ?? `*${map.name}`}]`, needs: all };
  }
  const inner = pathTarget(workflow, pathOf(["results", ...rest]), inside);
  return "needs" in inner ? { ...inner, needs: [...all, ...inner.needs] } : inner;
}

/** The map whose results another works on, one item for each. */
export function sourceOf(workflow: Steps, map: MapStep): MapStep | undefined {
  const from = { maps: [...mapsAround(workflow, map), map], items: new Map() };
  const list = listOf(workflow, map, from);
  return list.kind === "result" && repeats(list.step) ? list.step : undefined;
}

function pathOf([root, ...segments]: readonly (string | number)[]): string {
  return segments.reduce<string>(
    (path, segment) => (typeof segment === "number" ? `${path}[${segment}]` : `${path}.${segment}`),
    String(root),
  );
}
