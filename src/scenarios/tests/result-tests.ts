import type { Sequence } from "../../forms/form.ts";
import { canFail, isApproval, repeats, sequencesIn } from "../../forms/traits.ts";
import {
  compositesAround,
  type Failable,
  type ForwardTask,
  mapAround,
} from "../../semantics/compensation-order.ts";
import { consequenceOf } from "../../semantics/failure-routes.ts";
import type { Status } from "../../semantics/status.ts";
import { TOO_LARGE } from "../../semantics/too-large.ts";
import { stateKey } from "../../workflow/paths.ts";
import { allSteps, withFallback } from "../../workflow/steps/traversal.ts";
import type { Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import type { PlannedFault } from "../failure-scenarios.ts";
import { interpretScenario, type Scenario, withFault } from "../scenario.ts";

/** The tests of a result of many bytes. */
export interface ResultTests {
  /** A result that is more than can be passed on, and what follows; not where it has a claim check. */
  readonly tooLarge?: {
    readonly what: string;
    readonly status: Status;
    /** The place where the error is seen in the end. */
    readonly seen: SeenError;
  };
  /** The steps behind it that get the result in the place of its claim check. */
  readonly claimedBy?: readonly string[];
}

/** The trace of an error: inside of a map it may be no more than a result that is not there. */
export type SeenError =
  | { readonly end: "its-own" }
  /** The key under `errors`. */
  | { readonly noted: string }
  /** The place of the missing result under `results`: `lines[0].ship`. */
  | { readonly lost: string };

/** The step runs once, and what it answers takes the route of an error. */
export function tooLargeTest(
  workflow: WorkflowWithTransport,
  owner: Failable,
  task: Task | ForwardTask,
  scenario: Scenario,
  what: (error: string) => string,
): Pick<ResultTests, "tooLarge"> {
  if (isApproval(task)) return {};
  const fault: PlannedFault = { step: task.name, kind: "fail", error: TOO_LARGE };
  const { status } = interpretScenario(workflow, withFault(scenario, fault));
  const seen = seenError(workflow, owner, task, scenario, status);
  return { tooLarge: { what: what(TOO_LARGE), status, seen } };
}

function seenError(
  workflow: WorkflowWithTransport,
  owner: Failable,
  task: Task | ForwardTask,
  scenario: Scenario,
  status: Status,
): SeenError {
  if (status !== "succeeded") return { end: "its-own" };
  if (mapAround(workflow, owner) === undefined) return { noted: stateKey(task) };
  const then = consequenceOf(owner, TOO_LARGE, compositesAround(workflow, owner));
  if (then.kind === "handled" && !mapAround(workflow, then.by)) return { noted: stateKey(then.by) };
  const { results } = interpretScenario(workflow, scenario);
  return { lost: placeOf(stateKey(task), results) ?? stateKey(task) };
}

/** Returns the place of a key in the results, those of items included. */
function placeOf(key: string, results: unknown): string | undefined {
  if (typeof results !== "object" || results === null) return undefined;
  if (Object.hasOwn(results, key)) return key;
  for (const [name, items] of Object.entries(results)) {
    if (!Array.isArray(items)) continue;
    for (const [index, item] of items.entries()) {
      const place = placeOf(key, item);
      if (place !== undefined) return `${name}[${index}].${place}`;
    }
  }
  return undefined;
}

/**
 * Returns the steps that get the result of a task, where nothing else fails: those behind it, but not
 * those of the other branches of a parallel.
 */
export function claimedBy(
  workflow: WorkflowWithTransport,
  task: ForwardTask,
  scenario: Scenario,
): string[] {
  const { succeeded } = interpretScenario(workflow, scenario);
  const otherBranches = compositesAround(workflow, task)
    .filter((step) => !repeats(step))
    .flatMap(sequencesIn)
    .map(namesIn)
    .filter((names) => !names.includes(task.name))
    .flat();
  const behind = succeeded.slice(succeeded.indexOf(task.name) + 1);
  return behind.filter((name) => !otherBranches.includes(name));
}

function namesIn(branch: Sequence): string[] {
  const steps = allSteps(branch).filter(canFail).flatMap(withFallback);
  return steps.map(({ name }) => name);
}
