import { closest } from "../closest.ts";
import { formatDuration } from "./duration.ts";
import { type Finding, isWithin, labelOf, type Path, quote, sentence, touches } from "./finding.ts";
import { keyOf, statePathParts } from "./idempotency.ts";
import { LIMITS } from "./limits.ts";
import type { Location } from "./locations.ts";
import { camelCase } from "./names.ts";
import { placedSteps, routesOf } from "./traversal.ts";
import type { IdempotencyKey, TaskStep, Workflow } from "./workflow.ts";

/** A place whose task is done once for each key. */
type KeyedPlace = Location & { readonly idempotency: IdempotencyKey };

/**
 * Rules about `idempotency: { key, window }`: the key can always be read when the step runs, and the
 * window is long enough to mean something.
 *
 * @param holes paths whose value is not known, so that nothing can be said about it
 */
export function idempotencyRules(
  workflow: Workflow,
  places: readonly Location[],
  holes: readonly Path[],
): Finding[] {
  const keyed = places.flatMap((place): KeyedPlace[] => {
    const idempotency = keyOf(place.task);
    return idempotency ? [{ ...place, idempotency }] : [];
  });
  return [
    ...(workflow.queue ? keyed.map((place) => orderFinding(workflow, place)) : []),
    ...keyed.flatMap((place) => windowFindings(workflow, place, holes)),
    ...keyed.flatMap((place) => resultFindings(workflow, place, holes)),
    ...keyed.flatMap((place) => undoFindings(workflow, place, keyed)),
    ...conflictFindings(workflow, keyed),
  ];
}

/** Waiting for another workflow would use up the receives of a message that must keep its place. */
function orderFinding(workflow: Workflow, { at }: KeyedPlace): Finding {
  return {
    code: "KEY_WITH_FIFO",
    message: `${sentence(labelOf(workflow, [...at, "name"]))}: where queues keep order a step cannot wait for another workflow with the same key, waiting would use up its tries.`,
    suggestion: "Take the key out, or take queue out.",
    at: [...at, "idempotency"],
  };
}

function windowFindings(
  workflow: Workflow,
  { task, at, idempotency }: KeyedPlace,
  holes: readonly Path[],
): Finding[] {
  const { windowSeconds } = idempotency;
  const windowAt = [...at, "idempotency", "window"];
  const finding = (code: string, message: string, suggestion: string): Finding => ({
    code,
    message: `${sentence(labelOf(workflow, [...at, "name"]))}: ${message}`,
    suggestion,
    at: windowAt,
  });
  if (windowSeconds < LIMITS.minWindowSeconds) {
    return [finding("OUT_OF_RANGE", "the window is under 1s.", "Write 1s or more.")];
  }
  if (windowSeconds > LIMITS.maxWindowSeconds) {
    return [finding("OUT_OF_RANGE", "the window is over 365d.", "Write 365d or less.")];
  }
  if (windowSeconds >= task.timeoutSeconds || touches(holes, [...at, "timeout"])) return [];
  return [
    finding(
      "WINDOW_TOO_SHORT",
      `the window (${formatDuration(windowSeconds)}) is shorter than the timeout (${formatDuration(task.timeoutSeconds)}): it could end while the step is at work.`,
      `Set the window to ${formatDuration(task.timeoutSeconds)} or more, or shorten the timeout.`,
    ),
  ];
}

/** A key in a result: of a step that has always succeeded by then, and not behind a claim check. */
function resultFindings(
  workflow: Workflow,
  { at, idempotency: { key } }: KeyedPlace,
  holes: readonly Path[],
): Finding[] {
  const [root, read] = statePathParts(key);
  if (root !== "results") return [];
  const keyAt = [...at, "idempotency", "key"];
  const label = sentence(labelOf(workflow, [...at, "name"]));
  const steps = placedSteps(workflow);
  const own = steps.findLastIndex((placed) => isWithin(at, placed.at));
  const earlier = steps
    .slice(0, own)
    .flatMap((placed) =>
      placed.step.form === "task" ? [{ step: placed.step, at: placed.at }] : [],
    );
  const sure = earlier.filter((one) => precedes(one.at, at) && alwaysSucceeds(one.step));
  const owner = earlier.find(({ step }) => camelCase(step.name) === read);
  if (!owner) {
    if (holes.some((hole) => hole.length <= 2 || hole.at(-1) === "name")) return [];
    const meant = closest(
      String(read),
      sure.map(({ step }) => camelCase(step.name)),
    );
    return [
      {
        code: "UNKNOWN_RESULT",
        message: `${label}: the key reads ${quote(`results.${read}`)}, but no step before it has that result.`,
        suggestion:
          meant === undefined
            ? "Name a step that comes before it, or take the key from input."
            : `Did you mean ${quote(`results.${meant}`)}?`,
        at: keyAt,
      },
    ];
  }
  if (!sure.includes(owner)) {
    return [
      {
        code: "UNCERTAIN_RESULT",
        message: `${label}: the key reads the result of step ${quote(owner.step.name)}, which is not always there: a step may be passed over, replaced or in another branch.`,
        suggestion:
          "Take the key from input, or from a step that the workflow never goes on without.",
        at: keyAt,
      },
    ];
  }
  if (!owner.step.claimCheck) return [];
  return [
    {
      code: "CLAIM_CHECKED_KEY",
      message: `${label}: the key reads the result of step ${quote(owner.step.name)}, of which only a reference is passed on (claimCheck).`,
      suggestion: "Take the key from input, or from a step without claimCheck.",
      at: keyAt,
    },
  ];
}

/**
 * Returns whether one step comes before the other in a sequence, or before what the other is inside of.
 */
function precedes(one: Path, other: Path): boolean {
  const last = one.length - 1;
  return isWithin(other, one.slice(0, last)) && Number(other[last]) > Number(one[last]);
}

/** The workflow never goes on without the result of such a step. */
function alwaysSucceeds(step: TaskStep): boolean {
  const routes = routesOf(step);
  return !routes.includes("continue") && !routes.includes("fallback");
}

/**
 * Reports compensations with a key of their own: a step done once for each key is undone once each time it was done,
 * and such a key would leave the second time undone.
 */
function undoFindings(
  workflow: Workflow,
  { role, at }: KeyedPlace,
  keyed: readonly KeyedPlace[],
): Finding[] {
  const owner = keyed.find((other) => other.at.join() === at.slice(0, -1).join());
  if (role !== "compensation" || !owner) return [];
  return [
    {
      code: "KEYED_COMPENSATION",
      message: `${sentence(labelOf(workflow, [...at, "name"]))}: both have a key, and what is done again would not be undone again.`,
      suggestion:
        "Leave idempotency out of the compensation: it runs once, in the workflow that has done the step.",
      at: [...at, "idempotency"],
      onKey: true,
    },
  ];
}

/** `input.order` cannot be a key and also have the key `input.order.id` in it. */
function conflictFindings(workflow: Workflow, keyed: readonly KeyedPlace[]): Finding[] {
  return keyed.flatMap((place, index) => {
    const { key } = place.idempotency;
    const other = keyed.slice(0, index).find(({ idempotency }) => conflict(idempotency.key, key));
    if (!other) return [];
    return [
      {
        code: "CONFLICTING_KEYS",
        message: `${sentence(labelOf(workflow, [...place.at, "name"]))}: the state cannot have ${quote(key)} and ${quote(other.idempotency.key)}, the key of ${labelOf(workflow, [...other.at, "name"])}.`,
        suggestion:
          "A key is a text or a number; name the same one, or another in the same object.",
        at: [...place.at, "idempotency", "key"],
      },
    ];
  });
}

function conflict(one: string, other: string): boolean {
  if (one === other || one === "" || other === "") return false;
  const [a, b] = [statePathParts(one), statePathParts(other)];
  const fork = a.findIndex((part, index) => part !== b[index]);
  const [left, right] = fork < 0 ? [undefined, b[a.length]] : [a[fork], b[fork]];
  return left === undefined || right === undefined || typeof left !== typeof right;
}
