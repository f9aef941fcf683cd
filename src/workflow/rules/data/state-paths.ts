import { closest } from "../../../cli/arguments/closest.ts";
import { canFail, leavesResult, readsOf, repeats, sequencesIn } from "../../../forms/traits.ts";
import type { Message } from "../../../messages/message.ts";
import { type Finding, headOf, type Path, quote } from "../../findings/finding.ts";
import { parseStatePath, pathFix, type StatePath, stateKey } from "../../paths.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Comparison, Step, Workflow } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["INVALID_PATH", "UNKNOWN_STEP"],
  check: ({ workflow, isUnknown }) => misreadPaths(workflow, isUnknown),
};

/** The values that a path may lead to at some point of the workflow. */
interface Visible {
  /** Keys under `results`, with the names of their steps. */
  readonly results: readonly string[];
  /** Keys under `errors`. */
  readonly errors: readonly string[];
  readonly insideMap: boolean;
}

/** Reports paths that lead nowhere at their point of the workflow. */
export function misreadPaths(workflow: Workflow, isUnknown: (at: Path) => boolean): Finding[] {
  const everything = placedSteps(workflow).map(({ step }) => step);
  const findings: Finding[] = [];
  const check = (text: string, at: Path, visible: Visible, comparison?: Comparison): void => {
    if (text === "" || isUnknown(at)) return;
    const mistake = pathMistake(text, visible, everything, comparison);
    if (!mistake) return;
    const label = headOf(workflow, at);
    findings.push({ ...mistake, message: `${label}: ${mistake.message}`, at });
  };
  const walk = (steps: readonly Step[], at: Path, start: Visible): Visible => {
    let visible = start;
    for (const [index, step] of steps.entries()) {
      const here = [...at, index];
      for (const { path, at: inner, comparison } of readsOf(step)) {
        check(path, [...here, ...inner], visible, comparison);
      }
      const inside = { ...visible, insideMap: visible.insideMap || repeats(step) };
      const before = visible;
      const after = sequencesIn(step).map((inner) =>
        walk(inner.steps, [...here, ...inner.at], inside),
      );
      visible = afterStep(step, before, repeats(step) ? [] : after);
    }
    return visible;
  };
  walk(workflow.steps, ["steps"], { results: [], errors: [], insideMap: false });
  return findings;
}

function afterStep(step: Step, before: Visible, branches: readonly Visible[]): Visible {
  const owners = canFail(step) ? [step, ...(step.fallback ? [step.fallback] : [])] : [];
  const made = owners.filter((owner) => !("form" in owner) || leavesResult(owner));
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

function pathMistake(
  text: string,
  visible: Visible,
  everything: readonly Step[],
  comparison: Comparison | undefined,
): Message | undefined {
  const path = parseStatePath(text);
  if (!path) {
    return {
      code: "INVALID_PATH",
      message: `${quote(text)} is not a path in the workflow state.`,
      suggestion: text.includes("__proto__")
        ? "Choose a name other than __proto__."
        : pathFix(text),
    };
  }
  if ((path.root === "item" || path.root === "index") && !visible.insideMap) {
    return {
      code: "INVALID_PATH",
      message: `${path.root} exists only inside a map.`,
      suggestion: "Begin with input., results. or errors.",
    };
  }
  if (path.root === "results" || path.root === "errors") {
    return stepMistake(text, path, visible[path.root], everything, comparison);
  }
  return undefined;
}

function stepMistake(
  text: string,
  { root, segments }: StatePath,
  known: readonly string[],
  everything: readonly Step[],
  comparison: Comparison | undefined,
): Message | undefined {
  const [key] = segments;
  if (typeof key !== "string") {
    return {
      code: "INVALID_PATH",
      message: `${quote(text)} does not name a step.`,
      suggestion: `Write ${root}.<step>, e.g. ${root}.${known[0] ?? "createOrder"}.`,
    };
  }
  if (!known.includes(key)) {
    const later = everything.some((step) => stateKey(step) === key);
    const meant = closest(key, known);
    return {
      code: "UNKNOWN_STEP",
      message: later
        ? `${quote(`${root}.${key}`)} refers to a step that has not run at this point.`
        : `${quote(`${root}.${key}`)} does not belong to any step.`,
      suggestion:
        meant !== undefined
          ? `Did you mean ${root}.${meant}?`
          : known.length > 0
            ? `Known here: ${known.map((one) => `${root}.${one}`).join(", ")}.`
            : later
              ? `Move this after the step ${key}, or use input.<name>.`
              : "No step has run yet; use input.<name>.",
    };
  }
  if (
    root === "errors" &&
    (segments.length > 1 || (comparison && comparison.operator !== "isPresent"))
  ) {
    return {
      code: "INVALID_PATH",
      message: "a condition can only test whether an error is present.",
      suggestion: `Write { path: errors.${key}, isPresent: true }.`,
    };
  }
  return undefined;
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}

export const page: RulePage = {
  title: "A path leads to a value that exists",
  text: "`map.items` and conditions read the workflow state: `input.…`, `results.<step>.…`, `errors.<step>`, and inside a map `item.…` and `index`. A path can only name a step that runs earlier. A condition can only test whether an error is present.",
  valid: [
    `
name: shop
steps:
  - name: create-order
  - name: is-large
    choice:
      - when: { path: results.createOrder.total, greaterThan: 1000 }
        steps: [{ name: check-credit }]
`,
  ],
  invalid: [
    {
      codes: ["INVALID_PATH"],
      yaml: `
name: shop
steps:
  - name: create-order
  - name: is-large
    choice:
      - when: { path: item.total, greaterThan: 1000 }
        steps: [{ name: check-credit }]
`,
    },
    {
      codes: ["UNKNOWN_STEP"],
      yaml: `
name: shop
steps:
  - name: create-order
  - name: is-large
    choice:
      - when: { path: results.makeOrder.total, greaterThan: 1000 }
        steps: [{ name: check-credit }]
`,
    },
  ],
};
