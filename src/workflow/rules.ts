import { claimCheckRules } from "./claim-check-rules.ts";
import { formatDuration } from "./duration.ts";
import { expectedRules } from "./expected.ts";
import { type Finding, labelOf, type Path, quote, sentence, touches } from "./finding.ts";
import { formRules } from "./form-rules.ts";
import { idempotencyRules } from "./idempotency-rules.ts";
import { LIMITS } from "./limits.ts";
import { camelCase, isDeviceName } from "./names.ts";
import { partRules } from "./part-rules.ts";
import { type Place, placesOf, placesOfStep } from "./places.ts";
import { scheduleRules } from "./schedule-rules.ts";
import { timeoutRules } from "./timeout-rules.ts";
import {
  canFail,
  type FailingStep,
  hasFunction,
  isComposite,
  placedSteps,
  routesOf,
  sequencesIn,
  withFallback,
} from "./traversal.ts";
import { triggerFunctions } from "./trigger.ts";
import type { CatchRule, Fallback, OnFailure, Step, Workflow } from "./workflow.ts";

/**
 * What is generated next to a task: a step of this name would have the same files or resources.
 */
const DERIVED_NAMES = ["failure", "dlq", "dead-letter"];

/**
 * Every rule about the meaning of a workflow, whatever its transport is.
 *
 * @param holes paths whose value is not known, so that nothing can be said about it
 */
export function checkRules(workflow: Workflow, holes: readonly Path[] = []): Finding[] {
  const places = placesOf(workflow);
  const names = namesOf(workflow);
  return [
    ...deviceNames(workflow, names),
    ...inheritedNames(workflow, names),
    ...repeatedNames(workflow, names),
    ...collidingNames(workflow, names),
    ...triggerNames(workflow, places),
    ...formRules(workflow, (at) => touches(holes, at)),
    ...durations(workflow, places, holes),
    ...timeoutRules(workflow, holes),
    ...expectedRules(workflow, holes),
    ...partRules(workflow, holes),
    ...fallbacks(workflow, holes),
    ...rulesWithoutFailures(workflow, holes),
    ...compensations(workflow, holes),
    ...unusedCompensations(workflow, holes),
    ...repeatedErrors(workflow),
    ...idempotencyRules(workflow, places, holes),
    ...scheduleRules(workflow, places),
    ...claimCheckRules(workflow),
  ];
}

/** A name of a step, a fallback or a compensation, and where it is said. */
interface Name {
  readonly name: string;
  readonly role: Place["role"];
  readonly at: Path;
}

function namesOf(workflow: Workflow): Name[] {
  return placedSteps(workflow).flatMap((placed) => [
    ...(hasFunction(placed.step)
      ? []
      : [{ name: placed.step.name, role: "step" as const, at: placed.at }]),
    ...placesOfStep(placed).map(({ task, role, at }) => ({ name: task.name, role, at })),
  ]);
}

function deviceNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  const named = [
    { name: workflow.name, at: ["name"] },
    ...names.map(({ name, at }) => ({ name, at: [...at, "name"] })),
  ];
  return named
    .filter(({ name }) => isDeviceName(name))
    .map(({ name, at }) => ({
      code: "UNSAFE_NAME",
      message: `${sentence(labelOf(workflow, at))}: Windows keeps the name ${quote(name)} for a device, no file can have it.`,
      suggestion: `Add a word, e.g. ${quote(`${name}-step`)}.`,
      at,
    }));
}

/** Generated code keeps results and errors under these names, where an object has something else. */
function inheritedNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  return names
    .filter(({ name }) => camelCase(name) in {})
    .map(({ name, at }) => ({
      code: "UNSAFE_NAME",
      message: `${sentence(labelOf(workflow, [...at, "name"]))}: every JavaScript object has a member ${camelCase(name)}.`,
      suggestion: `Add a word, e.g. ${quote(`${name}-step`)}.`,
      at: [...at, "name"],
    }));
}

function repeatedNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  const chain = new Set(names.filter(({ role }) => role === "step").map(({ name }) => name));
  const taken = new Map<string, Name>();
  const findings: Finding[] = [];
  for (const place of names) {
    const { name } = place;
    if (name === "") continue;
    const at = [...place.at, "name"];
    const label = () => sentence(labelOf(workflow, at));
    const owner = taken.get(name);
    if (place.role !== "step" && chain.has(name)) {
      findings.push({
        code: place.role === "compensation" ? "COMPENSATION_IS_STEP" : "FALLBACK_IS_STEP",
        message: `${label()} is itself a step of the workflow, it would run in both places.`,
        suggestion: `Give the ${place.role} a name of its own; both may call the same code.`,
        at,
      });
    } else if (owner && (place.role !== "step" || owner.role === "step")) {
      findings.push({
        code: "DUPLICATE_NAME",
        message:
          place.role === "step" && place.at.length === 2 && owner.at.length === 2
            ? `${label()}: steps ${Number(owner.at[1]) + 1} and ${Number(place.at[1]) + 1} have the same name.`
            : `${label()}: the name is taken by ${labelOf(workflow, [...owner.at, "name"])}.`,
        suggestion: "Give each a name of its own; both may call the same code.",
        at,
      });
    }
    if (!owner || (owner.role !== "step" && place.role === "step")) taken.set(name, place);
  }
  return findings;
}

function collidingNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  const byIdentifier = new Map<string, Name>();
  const byDerivedName = new Map<string, Name>();
  for (const place of names) {
    const { name } = place;
    if (name === "") continue;
    if (!byIdentifier.has(camelCase(name))) byIdentifier.set(camelCase(name), place);
    for (const suffix of DERIVED_NAMES) byDerivedName.set(camelCase(`${name}-${suffix}`), place);
  }
  return names.flatMap((place) => {
    const { name } = place;
    const at = [...place.at, "name"];
    const identifier = camelCase(name);
    const first = byIdentifier.get(identifier);
    const base = byDerivedName.get(identifier);
    const findings: Finding[] = [];
    if (first && first.name !== name) {
      findings.push({
        code: "NAME_COLLISION",
        message: `${sentence(labelOf(workflow, at))}: in code it is ${identifier}, as is ${labelOf(workflow, [...first.at, "name"])}.`,
        suggestion: "Let the two names differ by more than hyphens before digits.",
        at,
      });
    }
    if (base) {
      findings.push({
        code: "NAME_COLLISION",
        message: `${sentence(labelOf(workflow, at))}: the name is needed for what is generated for ${labelOf(workflow, [...base.at, "name"])}.`,
        suggestion: `Choose a name that is not ${quote(base.name)} and one of ${DERIVED_NAMES.map((suffix) => `"-${suffix}"`).join(", ")}.`,
        at,
      });
    }
    return findings;
  });
}

/** The functions of the trigger stand beside those of the steps. */
function triggerNames(workflow: Workflow, places: readonly Place[]): Finding[] {
  const taken = triggerFunctions(workflow);
  return places
    .filter(({ task }) => taken.includes(task.name))
    .map(({ task, at }) => ({
      code: "NAME_COLLISION",
      message: `${sentence(labelOf(workflow, [...at, "name"]))}: the name is needed for the function of the trigger.`,
      suggestion: `Add a word, e.g. ${quote(`${task.name}-step`)}.`,
      at: [...at, "name"],
    }));
}

function durations(
  workflow: Workflow,
  places: readonly Place[],
  holes: readonly Path[],
): Finding[] {
  return places.flatMap(({ task, at }) => {
    const { intervalSeconds, maxDelaySeconds } = task.retry;
    const intervalAt = [...at, "retry", "interval"];
    const maxDelayAt = [...at, "retry", "maxDelay"];
    const finding = (code: string, at: Path, message: string, suggestion: string): Finding => ({
      code,
      message: `${sentence(labelOf(workflow, at))}: ${message}`,
      suggestion,
      at,
    });
    const findings: Finding[] = [];
    if (task.timeoutSeconds > LIMITS.maxTimeoutSeconds) {
      findings.push(
        finding(
          "OUT_OF_RANGE",
          [...at, "timeout"],
          "the timeout is over 15m, the longest a Lambda function may run.",
          "Write 15m or less, and split longer work into several steps.",
        ),
      );
    }
    if (task.timeoutSeconds < LIMITS.minTimeoutSeconds) {
      findings.push(
        finding(
          "OUT_OF_RANGE",
          [...at, "timeout"],
          "the timeout is under 1s, the shortest of a Lambda function.",
          "Write 1s or more.",
        ),
      );
    }
    if (intervalSeconds < LIMITS.minIntervalSeconds) {
      findings.push(
        finding(
          "OUT_OF_RANGE",
          intervalAt,
          "the retry interval is under 1s.",
          "Write 1s or more, or retry: { maxAttempts: 0 } for no retries.",
        ),
      );
    }
    const delays = { interval: intervalSeconds, maxDelay: maxDelaySeconds };
    for (const [key, seconds] of Object.entries(delays)) {
      if (seconds < LIMITS.maxDelayBelowSeconds) continue;
      findings.push(
        finding(
          "OUT_OF_RANGE",
          [...at, "retry", key],
          `${key} must be less than 366d, the limit of Step Functions.`,
          "Write 365d or less.",
        ),
      );
    }
    const isComparable =
      intervalSeconds < LIMITS.maxDelayBelowSeconds && !touches(holes, maxDelayAt, intervalAt);
    if (isComparable && maxDelaySeconds < intervalSeconds) {
      findings.push(
        finding(
          "MAX_DELAY_TOO_SHORT",
          maxDelayAt,
          `maxDelay (${formatDuration(maxDelaySeconds)}) is shorter than the interval (${formatDuration(intervalSeconds)}).`,
          `Set maxDelay to ${formatDuration(intervalSeconds)} or more, or shorten the interval.`,
        ),
      );
    }
    return findings;
  });
}

/** A step or a fallback, with its failure rules. */
interface Owner {
  readonly task: FailingStep | Fallback;
  readonly at: Path;
  /** The outermost step that joins branches or items, where it is one or inside of one. */
  readonly joined: Step | undefined;
}

/** Everything that can fail for good, in the order of definition. */
function ownersOf(workflow: Workflow): Owner[] {
  return placedSteps(workflow).flatMap(({ step, at, within }) => {
    if (!canFail(step)) return [];
    const joined = [...within, step].find(isComposite);
    return [
      { task: step, at, joined },
      ...(step.fallback ? [{ task: step.fallback, at: [...at, "fallback"], joined }] : []),
    ];
  });
}

/** The routes of an owner, each where `workflow.yaml` says it. */
function placedRoutes({ task, at }: Owner): { onFailure: OnFailure; at: Path }[] {
  return [
    { onFailure: task.onFailure, at: [...at, "onFailure"] },
    ...task.catch.map((rule: CatchRule, index) => ({
      onFailure: rule.onFailure,
      at: [...at, "catch", index, "onFailure"],
    })),
  ];
}

function fallbacks(workflow: Workflow, holes: readonly Path[]): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (!canFail(step)) return [];
    const fallbackAt = [...at, "fallback"];
    const used = placedRoutes({ task: step, at, joined: undefined }).filter(
      (route) => route.onFailure === "fallback",
    );
    const label = sentence(labelOf(workflow, at));
    if (step.fallback && used.length === 0) {
      const isUnclear = touches(holes, [...at, "onFailure"], [...at, "catch"]);
      if (isUnclear) return [];
      return [
        {
          code: "UNUSED_FALLBACK",
          message: `${label}: nothing leads to its fallback ${quote(step.fallback.name)}.`,
          suggestion: "Add onFailure: fallback to the step or to one of its catch rules.",
          at: fallbackAt,
          onKey: true,
        },
      ];
    }
    if (step.fallback || touches(holes, fallbackAt)) return [];
    return used.map((route) => ({
      code: "MISSING_FALLBACK",
      message: `${label}: onFailure is fallback, but the step has no fallback.`,
      suggestion: 'Add "fallback: <name of the step that runs in its place>".',
      at: route.at,
    }));
  });
}

/** Rules of a step that joins others, where none of those ever fails, but goes on or undoes all. */
function rulesWithoutFailures(workflow: Workflow, holes: readonly Path[]): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (!isComposite(step) || touches(holes, at)) return [];
    const hasRules = step.onFailure !== "fail" || step.catch.length > 0;
    const fails = ownersInside(step).some((one) => routesOf(one).includes("fail"));
    if (!hasRules || fails) return [];
    return [
      {
        code: "FAILURE_NEVER_COMES",
        message: `${sentence(labelOf(workflow, at))}: its failure rules never apply, because no step inside of it has onFailure: fail.`,
        suggestion: "Take its onFailure and catch out, or let a step inside of it fail.",
        at: [...at, step.onFailure === "fail" ? "catch" : "onFailure"],
        onKey: true,
      },
    ];
  });
}

function ownersInside(step: Step): (FailingStep | Fallback)[] {
  return sequencesIn(step).flatMap(({ steps }) =>
    steps.flatMap((inner) => [
      ...(canFail(inner) && !isComposite(inner) ? withFallback(inner) : []),
      ...(isComposite(inner) && inner.fallback ? [inner.fallback] : []),
      ...ownersInside(inner),
    ]),
  );
}

function compensations(workflow: Workflow, holes: readonly Path[]): Finding[] {
  const owners = ownersOf(workflow);
  return owners.flatMap((owner, index) => {
    const unclear = holes.some((hole) => mayHideCompensation(hole, Number(owner.at[1])));
    const undone = undoneBy(owners, owner, index);
    if (unclear || undone.some(({ task }) => task.compensation)) return [];
    return placedRoutes(owner)
      .filter(({ onFailure }) => onFailure === "compensate")
      .map((route) => ({
        code: "NOTHING_TO_COMPENSATE",
        message: `${sentence(labelOf(workflow, route.at))}: onFailure is compensate, but neither it nor a step before it has a compensation.`,
        suggestion:
          'Add "compensation: <name of the step that undoes it>", or use onFailure: fail.',
        at: route.at,
      }));
  });
}

function unusedCompensations(workflow: Workflow, holes: readonly Path[]): Finding[] {
  const owners = ownersOf(workflow);
  const undone = new Set(
    owners.flatMap((owner, index) =>
      routesOf(owner.task).includes("compensate") ? undoneBy(owners, owner, index) : [],
    ),
  );
  return owners.flatMap((owner) => {
    const { task, at } = owner;
    if (undone.has(owner)) return [];
    if (!task.compensation || holes.some((hole) => mayHideRoute(hole, Number(at[1])))) return [];
    return [
      {
        code: "COMPENSATION_NEVER_RUN",
        message: `${sentence(labelOf(workflow, [...at, "compensation", "name"]))} is never run, because neither that step nor one behind it says onFailure: compensate.`,
        suggestion:
          "Add onFailure: compensate where a failure shall undo it, or take the compensation out.",
        at: [...at, "compensation"],
        onKey: true,
      },
    ];
  });
}

/**
 * What may have been tried when something fails: branches come to rest before the route is taken,
 * and what runs in the place of them all comes after it.
 */
function undoneBy(owners: readonly Owner[], { task, joined }: Owner, index: number): Owner[] {
  if (!joined) return owners.slice(0, index + 1);
  const last = owners.findLastIndex((owner) => owner.joined === joined);
  const fallback = "fallback" in joined ? joined.fallback : undefined;
  return owners.slice(0, last + 1).filter((owner) => owner.task !== fallback || task === fallback);
}

/** Whether what is not known could be a failure route of this step or of one behind it. */
function mayHideRoute(hole: Path, stepIndex: number): boolean {
  const [steps, index, ...keys] = hole;
  if (steps !== "steps" || Number(index ?? stepIndex) < stepIndex) return false;
  return ["onFailure", "catch"].some((key) => keys.includes(key)) || mayHideStep(keys);
}

/** Whether what is not known could be a compensation of this step or of one before it. */
function mayHideCompensation(hole: Path, stepIndex: number): boolean {
  const [steps, index, ...keys] = hole;
  if (steps !== "steps" || Number(index ?? 0) > stepIndex) return false;
  return keys.includes("compensation") || mayHideStep(keys);
}

const HOLDS_STEPS: readonly unknown[] = [
  "fallback",
  "choice",
  "otherwise",
  "parallel",
  "map",
  "steps",
];

/** Whether what is not known could be a step, by the keys that lead to it from the outermost one. */
function mayHideStep(keys: Path): boolean {
  const key = keys.at(-1);
  return key === undefined || HOLDS_STEPS.includes(typeof key === "number" ? keys.at(-2) : key);
}

function repeatedErrors(workflow: Workflow): Finding[] {
  return ownersOf(workflow).flatMap(({ task, at }) => {
    const seen = new Set<string>();
    return task.catch.flatMap((rule: CatchRule, ruleIndex: number) =>
      rule.errors.flatMap((name, index) => {
        const errorAt = [...at, "catch", ruleIndex, "errors", index];
        if (name === "") return [];
        if (!seen.has(name)) {
          seen.add(name);
          return [];
        }
        return [
          {
            code: "DUPLICATE_ERROR",
            message: `${sentence(labelOf(workflow, errorAt))}: catch names ${quote(name)} twice, only the first counts.`,
            suggestion: "Take one of the two out.",
            at: errorAt,
          },
        ];
      }),
    );
  });
}
