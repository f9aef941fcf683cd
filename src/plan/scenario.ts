import { parseStatePath, stateKey } from "../workflow/forms.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { allSteps, canFail, placedSteps } from "../workflow/traversal.ts";
import type {
  ChoiceStep,
  Comparison,
  Condition,
  MapStep,
  OnFailure,
  RoutedWorkflow,
  Step,
  Task,
  Workflow,
} from "../workflow/workflow.ts";
import { isApproval, REJECTED, TIMED_OUT } from "./approval.ts";
import {
  compositesAround,
  type Failing,
  type ForwardTask,
  failing,
  forwardTasks,
  isForwardTask,
  mapAround,
  stepsAround,
} from "./compensation-order.ts";
import { type Failures, type Following, follow, routeFor, type World } from "./trace.ts";

/** A fault to inject: the step, and the kind of failure. */
export interface PlannedFault {
  readonly step: string;
  /** `reject` and `ignore`: what happens to an approval that was asked for. */
  readonly kind: "fail" | "crash" | "timeOut" | "reject" | "ignore";
  /** For `fail`: the error's name; left out, a transient error. */
  readonly error?: string;
  /** Only the first time: for the first item of a map. */
  readonly once?: true;
}

/** What a test begins with: the input and the answers of steps, and what goes wrong. */
export interface Scenario {
  readonly world: World;
  readonly faults: readonly PlannedFault[];
}

type Steps = Pick<Workflow, "steps">;

type Value = string | number | boolean | null;

/** Values by absolute path: `input.total`, `input.lines[0].heavy`, `results.createOrder.total`. */
type Assignments = ReadonlyMap<string, Value>;

/** How many ways through choices are looked at, at most, before a test is given up. */
const MOST_TRIED = 2_000;

const followed = perWorkflow(() => new WeakMap<World, Map<string, Following>>());

/**
 * What happens in a scenario. Followed once for all faults that come to the same: whether a step
 * crashes, times out or throws on every try, it has failed for good.
 */
export function followScenario(workflow: Workflow, { world, faults }: Scenario): Following {
  const inWorld = followed(workflow).get(world) ?? new Map<string, Following>();
  followed(workflow).set(world, inWorld);
  const id = faults.map(({ step, error, once }) => `${step} ${error} ${once}`).join("\n");
  const known = inWorld.get(id);
  if (known !== undefined) return known;
  const failingOnce = faults.filter(({ once }) => once).map(({ step }) => step);
  const following = follow(workflow, failuresOf(faults), { ...world, failingOnce });
  inWorld.set(id, following);
  return following;
}

export function withFault({ world, faults }: Scenario, fault: PlannedFault): Scenario {
  return { world, faults: [...faults, fault] };
}

export function failuresOf(faults: readonly PlannedFault[]): Failures {
  return new Map(faults.map(({ step, error }) => [step, error]));
}

/** The world in which every map has one item, and something is done. */
export const plainWorld: (workflow: Pick<Workflow, "steps">) => World = perWorkflow((steps) => {
  const workflow = steps as RoutedWorkflow;
  const world = worldOf(workflow, new Map(), 1);
  if (follow(workflow, new Map(), world).succeeded.length > 0) return world;
  const [first] = forwardTasks(workflow);
  const found =
    first && findScenario(workflow, [[]], [first], ({ succeeded }) => succeeded.length > 0);
  return found?.world ?? world;
});

/**
 * The first scenario with one of these sets of faults in which something happens.
 *
 * @param places what has to be reached: the choices around it are decided so that it is
 * @param items how many items every map has
 * @param nearMisses whether values come first that only just do not fit
 */
export function findScenario(
  workflow: RoutedWorkflow,
  faultSets: readonly (readonly PlannedFault[])[],
  places: readonly (Failing | Step)[],
  happens: (following: Following) => boolean,
  items = 1,
  nearMisses = false,
): Scenario | undefined {
  const around = places.flatMap((place) =>
    place && "form" in place && place.form === "choice"
      ? [...choicesAround(workflow, place), place]
      : choicesAround(workflow, place),
  );
  const choices = [...new Set(around)];
  for (const faults of faultSets) {
    for (const assignments of waysThrough(workflow, choices, items, nearMisses)) {
      const world = worldOf(workflow, assignments, items);
      for (const more of noticedErrors(workflow, choices)) {
        const scenario = { world, faults: [...more, ...faults] };
        if (happens(followScenario(workflow, scenario))) return scenario;
      }
    }
  }
  return undefined;
}

function choicesAround(workflow: Workflow, place: object): ChoiceStep[] {
  const within =
    placedSteps(workflow).find(({ step }) => step === place)?.within ??
    stepsAround(workflow, place as Failing);
  return within.filter((step) => step.form === "choice");
}

/** Faults that put an error where a choice asks for one: none, or those that are passed over. */
function noticedErrors(workflow: Workflow, choices: readonly ChoiceStep[]): PlannedFault[][] {
  const paths = choices.flatMap(comparisonsOf).map(({ path }) => parseStatePath(path));
  const keys = paths.flatMap((path) => (path?.root === "errors" ? [String(path.segments[0])] : []));
  const faults = failing(workflow)
    .filter((one) => keys.includes(stateKey(one)))
    .flatMap((one) => waysToFail(workflow, one, "continue").slice(0, 1));
  return [[], ...faults];
}

/** Values for what the choices look at: nothing first, or what only just does not fit. */
function* waysThrough(
  workflow: Workflow,
  choices: readonly ChoiceStep[],
  items: number,
  nearMisses: boolean,
): Generator<Assignments> {
  const candidates = new Map<
    string,
    { paths: readonly string[]; values: Set<Value | undefined> }
  >();
  for (const choice of choices) {
    for (const comparison of comparisonsOf(choice)) {
      const paths = absolutePaths(workflow, choice, comparison.path, items);
      const id = paths.join();
      const known = candidates.get(id) ?? { paths, values: new Set([undefined]) };
      for (const value of valuesFor(comparison)) known.values.add(value);
      candidates.set(id, known);
    }
  }
  const variables = [...candidates.values()];
  const sizes = variables.map(({ values }) => values.size);
  const count = Math.min(
    sizes.reduce((product, size) => product * size, 1),
    MOST_TRIED,
  );
  for (let number = 0; number < count; number++) {
    const assignments = new Map<string, Value>();
    let rest = number;
    for (const { paths, values } of variables) {
      const ordered = nearMisses ? [...values].toReversed() : [...values];
      const value = ordered[rest % values.size];
      rest = Math.floor(rest / values.size);
      if (value !== undefined) for (const path of paths) assignments.set(path, value);
    }
    yield assignments;
  }
}

/** The paths in the input that conditions look at, taken apart. */
export function lookedAt(workflow: Pick<Workflow, "steps">): (readonly (string | number)[])[] {
  const choices = allSteps(workflow).filter((step) => step.form === "choice");
  return choices.flatMap(comparisonsOf).flatMap(({ path }) => {
    const parsed = parseStatePath(path);
    return parsed?.root === "input" ? [parsed.segments] : [];
  });
}

function comparisonsOf({ branches }: ChoiceStep): Comparison[] {
  const inside = (condition: Condition): Comparison[] => {
    if ("all" in condition) return condition.all.flatMap(inside);
    if ("any" in condition) return condition.any.flatMap(inside);
    return "not" in condition ? inside(condition.not) : [condition];
  };
  return branches.flatMap(({ when }) => (when ? inside(when) : []));
}

/** Values that make a comparison true, and values that make it false. */
function valuesFor({ operator, value }: Comparison): Value[] {
  if (operator === "isPresent") return [true];
  return [value].flat().flatMap((one): Value[] => {
    if (typeof one === "number") return [one, one + 1, one - 1];
    if (typeof one === "string") return [one, `${one}~`, ""];
    return typeof one === "boolean" ? [one, !one] : [null, "something"];
  });
}

/** Where a path leads from the outside: inside of a map, to the same place of every item. */
function absolutePaths(
  workflow: Workflow,
  step: object,
  path: string,
  items: number,
): readonly string[] {
  const map = mapAround(workflow, step as Failing) ?? mapAroundStep(workflow, step);
  if (!map || !/^item\b/.test(path)) return [path];
  return itemPaths(workflow, map, items).map((item) => path.replace(/^item/, item));
}

function mapAroundStep(workflow: Workflow, step: object): MapStep | undefined {
  const within = placedSteps(workflow).find((placed) => placed.step === step)?.within ?? [];
  return within.findLast((one) => one.form === "map");
}

/** The absolute paths of the items of a map. */
function itemPaths(workflow: Workflow, map: MapStep, items: number): string[] {
  return absolutePaths(workflow, map, map.items, items).flatMap((list) =>
    Array.from({ length: items }, (_, index) => `${list}[${index}]`),
  );
}

const bareWorlds = new WeakMap<Workflow, Map<number, World>>();

/** One world for all scenarios in which no choice has to be decided. */
function bareWorld(workflow: Workflow, items: number): World {
  const known = bareWorlds.get(workflow) ?? new Map<number, World>();
  bareWorlds.set(workflow, known);
  const world = known.get(items) ?? makeWorld(workflow, new Map(), items);
  known.set(items, world);
  return world;
}

function worldOf(workflow: Workflow, assignments: Assignments, items: number): World {
  return assignments.size === 0
    ? bareWorld(workflow, items)
    : makeWorld(workflow, assignments, items);
}

function makeWorld(workflow: Workflow, assignments: Assignments, items: number): World {
  const root = { input: {}, results: {} };
  for (const map of allSteps(workflow).filter((step) => step.form === "map")) {
    for (const path of itemPaths(workflow, map, items)) put(root, path, {});
  }
  if (workflow.queue) put(root, workflow.queue.groupBy, "group-1");
  for (const [path, value] of assignments) put(root, path, value);
  const results: Record<string, unknown> = root.results;
  const answers = forwardTasks(workflow).flatMap((task) => {
    if (isApproval(task)) return [];
    const { name } = task;
    const answer = results[stateKey({ name })];
    return answer === undefined ? [] : [[name, { by: name, ...answer }]];
  });
  return { input: root.input, answers: Object.fromEntries(answers), failingOnce: [] };
}

/** Puts a value at a path, unless something is there that can hold more. */
function put(root: object, path: string, value: unknown): void {
  const parsed = parseStatePath(path);
  if (!parsed || !(parsed.root in root)) return;
  const segments = [parsed.root, ...parsed.segments];
  let holder = root as Record<string | number, unknown>;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const there = holder[segment];
    if (isLast) {
      if (typeof there !== "object" || there === null) holder[segment] = value;
      return;
    }
    if (typeof there !== "object" || there === null) {
      holder[segment] = typeof segments[index + 1] === "number" ? [] : {};
    }
    holder = holder[segment] as Record<string | number, unknown>;
  }
}

/**
 * Faults that let something fail so that it takes a route, those that are not retried first. A
 * composite fails with a step inside of it.
 */
export function waysToFail(workflow: Steps, one: Failing, onFailure: OnFailure): PlannedFault[][] {
  const prelude = preludeOf(workflow, one)[0] ?? [];
  if (isForwardTask(one)) {
    const fault = faultWithRoute(one, onFailure);
    return fault ? [[...prelude, fault]] : [];
  }
  const errors = [
    ...one.catch.flatMap((rule) => (rule.onFailure === onFailure ? rule.errors : [])),
    "PermanentError",
    undefined,
  ].filter((error) => routeFor(one, error) === onFailure);
  return tasksInside(workflow, one).flatMap((task) =>
    errors
      .filter((error) => reaches(workflow, task, error, one))
      .map((error) => [...prelude, ...(preludeOf(workflow, task)[0] ?? []), faultOf(task, error)]),
  );
}

export function faultOf(task: Task, error: string | undefined): PlannedFault {
  const { name } = task;
  if (isApproval(task)) {
    if (error === REJECTED) return { step: name, kind: "reject", error };
    if (error === TIMED_OUT) return { step: name, kind: "ignore", error };
  }
  return { step: name, kind: "fail", ...(error !== undefined && { error }) };
}

export function tasksInside(workflow: Steps, one: Failing): ForwardTask[] {
  return forwardTasks(workflow).filter((task) =>
    compositesAround(workflow, task).some((step) => step === one),
  );
}

/** Whether a failure of a task, unless something around it deals with it before, is one of a composite. */
function reaches(
  workflow: Steps,
  task: ForwardTask,
  error: string | undefined,
  composite: Failing,
): boolean {
  const around = compositesAround(workflow, task);
  const between = around.slice(0, around.indexOf(composite as (typeof around)[number]));
  return [task, ...between].every((one) => routeFor(one, error) === "fail");
}

const replacedBy = perWorkflow(
  (workflow) =>
    new Map<object, Failing>(
      allSteps(workflow).flatMap((step) =>
        canFail(step) && step.fallback ? [[step.fallback, step]] : [],
      ),
    ),
);

/** What must fail first, so that something runs at all: a fallback runs when its step has failed. */
export function preludeOf(workflow: Steps, one: Failing): PlannedFault[][] {
  const step = replacedBy(workflow).get(one);
  return step ? waysToFail(workflow, step, "fallback") : [[]];
}

/** A fault that takes this route, if possible without being retried; undefined where none does. */
export function faultWithRoute(task: ForwardTask, onFailure: OnFailure): PlannedFault | undefined {
  const named = task.catch.find((rule) => rule.onFailure === onFailure)?.errors[0];
  if (named !== undefined) return faultOf(task, named);
  if (task.onFailure !== onFailure) return undefined;
  return faultOf(
    task,
    routeFor(task, "PermanentError") === onFailure ? "PermanentError" : undefined,
  );
}
