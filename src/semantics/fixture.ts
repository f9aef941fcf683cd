import { isApproval, repeats } from "../forms/traits.ts";
import type { Solution } from "../scenarios/goal.ts";
import { USUAL_GROUP } from "../scenarios/values-told-apart.ts";
import { inputPathNames, parseStatePath, stateKey } from "../workflow/paths.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { MapStep, Workflow } from "../workflow/workflow.ts";
import { forwardTasks } from "./compensation-order.ts";
import { mapsAround } from "./placement.ts";
import { listOf, sourceOf } from "./reference.ts";
import type { Fixture } from "./trace.ts";

const nothing: Solution = { values: new Map(), absent: [], sizes: new Map(), faults: [] };

const bareFixtures = new WeakMap<Workflow, Map<number, Fixture>>();

/** The fixture in which every map has so many items, and nothing else is said. The same one each time. */
export function bareFixture(workflow: Workflow, items: number): Fixture {
  const known = bareFixtures.get(workflow) ?? new Map<number, Fixture>();
  bareFixtures.set(workflow, known);
  const fixture = known.get(items) ?? makeFixture(workflow, nothing, items);
  known.set(items, fixture);
  return fixture;
}

/**
 * The fixture of a solution.
 *
 * @param items how many items every map has, at least
 */
export function fixtureOf(workflow: Workflow, solution: Solution, items: number): Fixture {
  const { values, absent, sizes } = solution;
  const isBare = values.size + absent.length + sizes.size === 0;
  return isBare ? bareFixture(workflow, items) : makeFixture(workflow, solution, items);
}

/** The maps, each with the path of its items, and how many items other maps must have for that. */
const lists = perWorkflow((workflow) =>
  allSteps(workflow).flatMap((map) => {
    if (!repeats(map)) return [];
    const list = listOf(workflow, map, {
      maps: [...mapsAround(workflow, map), map],
      items: new Map(),
    });
    return list.kind === "value"
      ? [{ map, path: `${list.path}[*${map.name}]`, needs: list.needs }]
      : [];
  }),
);

/** The maps that work on what another has left, one item for each. */
const fed = perWorkflow((workflow) =>
  allSteps(workflow).flatMap((map) => {
    const by = repeats(map) ? sourceOf(workflow, map) : undefined;
    return by ? [{ by: by.name, name: map.name }] : [];
  }),
);

function makeFixture(
  workflow: Workflow,
  { values, absent, sizes }: Solution,
  items: number,
): Fixture {
  const root = { input: {}, results: {} };
  const needed = lists(workflow).flatMap(({ needs }) =>
    needs.flatMap(({ size }) => (size ? [size] : [])),
  );
  const sizeOf = (map: string): number =>
    Math.max(
      items,
      sizes.get(map) ?? 0,
      ...needed.flatMap(([name, size]) => (name === map ? [size] : [])),
      ...fed(workflow).flatMap(({ by, name }) => (by === map ? [sizeOf(name)] : [])),
    );
  const everywhere = (path: string) => expand(path, sizeOf);
  for (const { path } of lists(workflow)) for (const item of everywhere(path)) put(root, item, {});
  if (workflow.queue) {
    putAt(root, ["input", ...inputPathNames(workflow.queue.groupBy)], USUAL_GROUP);
  }
  // What is said of one item goes before what is said of all.
  const inOrder = [...values].toSorted(
    ([one], [other]) => Number(isOfAll(other)) - Number(isOfAll(one)),
  );
  for (const [path, value] of inOrder)
    for (const place of everywhere(path)) put(root, place, value);
  for (const path of absent) for (const place of everywhere(path)) takeOut(root, place);
  const results: Record<string, unknown> = root.results;
  const answers = forwardTasks(workflow).flatMap((task) => {
    if (isApproval(task)) return [];
    const { name } = task;
    const answer = results[stateKey({ name })];
    return answer === undefined ? [] : [[name, { by: name, ...answer }]];
  });
  return { input: root.input, answers: Object.fromEntries(answers), failingOnce: [] };
}

const EVERY_ITEM = /\[\*([\w-]+)\]/;

const isOfAll = (path: string) => EVERY_ITEM.test(path);

/** `input.lines[*each].price` as one path for each item. */
function expand(path: string, sizeOf: (map: MapStep["name"]) => number): string[] {
  const [every, map] = EVERY_ITEM.exec(path) ?? [];
  if (every === undefined || map === undefined) return [path];
  return Array.from({ length: sizeOf(map) }, (_, index) =>
    path.replace(every, `[${index}]`),
  ).flatMap((one) => expand(one, sizeOf));
}

function put(root: object, path: string, value: unknown): void {
  const parsed = parseStatePath(path);
  if (parsed && parsed.root in root) putAt(root, [parsed.root, ...parsed.segments], value);
}

/** Puts a value somewhere, unless something is there that holds more. */
function putAt(root: object, segments: readonly (string | number)[], value: unknown): void {
  let holder = root as Record<string | number, unknown>;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const isOfLists = typeof segments[index + 1] === "number";
    if (Array.isArray(holder)) {
      while (holder.length < Number(segment)) holder.push(isOfLists ? [] : {});
    }
    const there = holder[segment];
    if (isLast) {
      const holdsMore =
        typeof there === "object" && there !== null && Object.keys(there).length > 0;
      if (!holdsMore) holder[segment] = value;
      return;
    }
    const isVague = isOfLists && isEmptyObject(there);
    if (typeof there !== "object" || there === null || isVague) {
      holder[segment] = isOfLists ? [] : {};
    }
    holder = holder[segment] as Record<string | number, unknown>;
  }
}

function isEmptyObject(value: unknown): boolean {
  return JSON.stringify(value) === "{}";
}

/** Takes out what is at a path; in a list, all that follows too. */
function takeOut(root: object, path: string): void {
  const parsed = parseStatePath(path);
  if (!parsed || !(parsed.root in root)) return;
  const segments = [parsed.root, ...parsed.segments];
  const last = segments.at(-1) ?? "";
  let holder: unknown = root;
  for (const segment of segments.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) return;
    holder = (holder as Record<string | number, unknown>)[segment];
  }
  if (Array.isArray(holder)) holder.splice(Number(last));
  else if (typeof holder === "object" && holder !== null)
    delete (holder as Record<string, unknown>)[last];
}
