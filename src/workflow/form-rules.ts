import { closest } from "../closest.ts";
import { comparisonsIn } from "./comparisons.ts";
import { type Finding, labelOf, type Path, quote, sentence } from "./finding.ts";
import { parseStatePath, type StatePath, stateKey } from "./forms.ts";
import { keyOf } from "./idempotency.ts";
import { pathFix } from "./input-path.ts";
import { itemRules } from "./item-rules.ts";
import { lengthRules } from "./length-rules.ts";
import { LIMITS } from "./limits.ts";
import { placesOfStep } from "./locations.ts";
import { allSteps, canFail, hasFunction, placedSteps, sequencesIn } from "./traversal.ts";
import type { Comparison, Condition, Step, Workflow } from "./workflow.ts";

/** Rules about steps that are not functions: their limits, and what their paths lead to. */
export function formRules(workflow: Workflow, isUnknown: (at: Path) => boolean): Finding[] {
  const misread = paths(workflow, isUnknown);
  const isMisread = (at: Path) => misread.some((one) => one.at.join() === at.join());
  return [
    ...waits(workflow),
    ...answerTimes(workflow),
    ...nesting(workflow),
    ...withoutTasks(workflow, isUnknown),
    ...misread,
    ...itemRules(workflow, (at) => isUnknown(at) || isMisread(at)),
    ...lengthRules(workflow),
    ...keptPerItem(workflow),
  ];
}

/** Records and results that are kept by workflow and step would be the same for all items. */
function keptPerItem(workflow: Workflow): Finding[] {
  return placedSteps(workflow).flatMap((placed) => {
    if (!placed.within.some(({ form }) => form === "map")) return [];
    return placesOfStep(placed).flatMap(({ task, at }) => {
      const found = (key: string, message: string, suggestion: string): Finding => ({
        code: "NOT_FOR_ITEMS",
        message: `${sentence(labelOf(workflow, [...at, "name"]))}: ${message}`,
        suggestion,
        at: [...at, key],
        onKey: true,
      });
      return [
        ...(keyOf(task)
          ? [
              found(
                "idempotency",
                "inside of a map an idempotency key would be the same for all items.",
                "Take it out: the step is guarded by workflow id, step and item.",
              ),
            ]
          : []),
        ...(task.claimCheck
          ? [
              found(
                "claimCheck",
                "inside of a map a result cannot be kept in S3.",
                "Take claimCheck out, and let the step return less.",
              ),
            ]
          : []),
      ];
    });
  });
}

function waits(workflow: Workflow): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (step.form !== "wait") return [];
    const { seconds } = step;
    if (seconds >= LIMITS.minWaitSeconds && seconds <= LIMITS.maxWaitSeconds) return [];
    return [
      {
        code: "OUT_OF_RANGE",
        message: `${sentence(labelOf(workflow, at))}: a wait lasts from 1s to 365d, as long as an execution of Step Functions may.`,
        suggestion: seconds < 1 ? "Write 1s or more, or take it out." : "Write 365d or less.",
        at: [...at, "wait"],
      },
    ];
  });
}

function answerTimes(workflow: Workflow): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (step.form !== "approval") return [];
    const { answerSeconds } = step;
    if (answerSeconds >= LIMITS.minAnswerSeconds && answerSeconds <= LIMITS.maxWaitSeconds) {
      return [];
    }
    return [
      {
        code: "OUT_OF_RANGE",
        message: `${sentence(labelOf(workflow, at))}: an answer is waited for from 1m to 365d, as long as an execution of Step Functions may last.`,
        suggestion:
          answerSeconds < LIMITS.minAnswerSeconds ? "Write 1m or more." : "Write 365d or less.",
        at: [...at, "approval", "timeout"],
      },
    ];
  });
}

function nesting(workflow: Workflow): Finding[] {
  return placedSteps(workflow)
    .filter(({ within }) => within.length === LIMITS.nesting)
    .map(({ at }) => ({
      code: "TOO_DEEP",
      message: `${sentence(labelOf(workflow, at))}: it is inside of ${LIMITS.nesting} others, ${LIMITS.nesting - 1} are allowed.`,
      suggestion: "Split the workflow, or do the work of the inner steps in one function.",
      at,
    }));
}

const withoutFunction = (inside: Pick<Workflow, "steps">) => !allSteps(inside).some(hasFunction);

/** A workflow of pauses and branches alone does nothing, and so does a map. */
function withoutTasks(workflow: Workflow, isUnknown: (at: Path) => boolean): Finding[] {
  const idle = placedSteps(workflow).filter(
    ({ step, at }) => step.form === "map" && withoutFunction(step) && !isUnknown(at),
  );
  const findings = idle.map(({ step, at }) => ({
    code: "NO_TASK",
    message: `${sentence(labelOf(workflow, at))}: no step inside of it is a function, so nothing is done for an item.`,
    suggestion: `Add a step to it, or take ${quote(step.name)} out.`,
    at,
  }));
  if (workflow.steps.length === 0 || !withoutFunction(workflow) || isUnknown(["steps"])) {
    return findings;
  }
  return [
    ...findings,
    {
      code: "NO_TASK",
      message: "No step of the workflow is a function, so it does nothing.",
      suggestion: 'Add one that does something, e.g. "- name: create-order".',
      at: ["steps"],
    },
  ];
}

/** The values that a path may lead to at some point of the workflow. */
interface Visible {
  /** Keys under `results`, with the names of their steps. */
  readonly results: readonly string[];
  /** Keys under `errors`. */
  readonly errors: readonly string[];
  readonly insideMap: boolean;
}

function paths(workflow: Workflow, isUnknown: (at: Path) => boolean): Finding[] {
  const everything = placedSteps(workflow).map(({ step }) => step);
  const findings: Finding[] = [];
  const check = (text: string, at: Path, visible: Visible, comparison?: Comparison): void => {
    if (text === "" || isUnknown(at)) return;
    const fault = pathFault(text, visible, everything, comparison);
    if (!fault) return;
    const label = sentence(labelOf(workflow, at));
    findings.push({ ...fault, message: `${label}: ${fault.message}`, at });
  };
  const checkCondition = (condition: Condition, at: Path, visible: Visible): void => {
    for (const { comparison, at: inner } of comparisonsIn(condition, at)) {
      check(comparison.path, [...inner, "path"], visible, comparison);
    }
  };
  const walk = (steps: readonly Step[], at: Path, start: Visible): Visible => {
    let visible = start;
    for (const [index, step] of steps.entries()) {
      const here = [...at, index];
      if (step.form === "map") check(step.items, [...here, "map", "items"], visible);
      if (step.form === "choice") {
        for (const [number, { when }] of step.branches.entries()) {
          if (when) checkCondition(when, [...here, "choice", number, "when"], visible);
        }
      }
      const inside = { ...visible, insideMap: visible.insideMap || step.form === "map" };
      const before = visible;
      const after = sequencesIn(step).map((inner) =>
        walk(inner.steps, [...here, ...inner.at], inside),
      );
      visible = afterStep(step, before, step.form === "map" ? [] : after);
    }
    return visible;
  };
  walk(workflow.steps, ["steps"], { results: [], errors: [], insideMap: false });
  return findings;
}

function afterStep(step: Step, before: Visible, branches: readonly Visible[]): Visible {
  const owners = canFail(step) ? [step, ...(step.fallback ? [step.fallback] : [])] : [];
  const made = owners.filter((owner) => !("form" in owner) || owner.form !== "parallel");
  return {
    ...before,
    results: unique([
      ...before.results,
      ...branches.flatMap(({ results }) => results),
      ...made.map(stateKey),
    ]),
    errors: unique([
      ...before.errors,
      ...branches.flatMap(({ errors }) => errors),
      ...owners.map(stateKey),
    ]),
  };
}

type Fault = Pick<Finding, "code" | "message"> & { readonly suggestion: string };

function pathFault(
  text: string,
  visible: Visible,
  everything: readonly Step[],
  comparison: Comparison | undefined,
): Fault | undefined {
  const path = parseStatePath(text);
  if (!path) {
    return {
      code: "INVALID_PATH",
      message: `${quote(text)} is not a path in the workflow state.`,
      suggestion: text.includes("__proto__")
        ? "Give the value another name than __proto__."
        : pathFix(text),
    };
  }
  if ((path.root === "item" || path.root === "index") && !visible.insideMap) {
    return {
      code: "INVALID_PATH",
      message: `there is no ${path.root} outside of a map.`,
      suggestion: "Begin with input., results. or errors.",
    };
  }
  if (path.root === "results" || path.root === "errors") {
    return stepFault(text, path, visible[path.root], everything, comparison);
  }
  return undefined;
}

function stepFault(
  text: string,
  { root, segments }: StatePath,
  known: readonly string[],
  everything: readonly Step[],
  comparison: Comparison | undefined,
): Fault | undefined {
  const [key] = segments;
  if (typeof key !== "string") {
    return {
      code: "INVALID_PATH",
      message: `${quote(text)} does not say of which step.`,
      suggestion: `Write ${root}.<step>, e.g. ${root}.${known[0] ?? "createOrder"}.`,
    };
  }
  if (!known.includes(key)) {
    const later = everything.some((step) => stateKey(step) === key);
    const meant = closest(key, known);
    return {
      code: "UNKNOWN_STEP",
      message: later
        ? `${quote(`${root}.${key}`)} is not there yet, or not here: no step of that name can have run before.`
        : `${quote(`${root}.${key}`)} belongs to no step.`,
      suggestion:
        meant !== undefined
          ? `Did you mean ${root}.${meant}?`
          : known.length > 0
            ? `Known here: ${known.map((one) => `${root}.${one}`).join(", ")}.`
            : later
              ? `Move this behind the step ${key}, or use input.<name>.`
              : "No step has run before; use input.<name>.",
    };
  }
  if (
    root === "errors" &&
    (segments.length > 1 || (comparison && comparison.operator !== "isPresent"))
  ) {
    return {
      code: "INVALID_PATH",
      message: "of an error a condition can only ask whether it is there.",
      suggestion: `Write { path: errors.${key}, isPresent: true }.`,
    };
  }
  return undefined;
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}
