import { canFail, decides, pauseOf } from "../forms/traits.ts";
import { locate } from "../semantics/placement.ts";
import { type Finding, headOf, isWithin, type Path } from "../workflow/findings/finding.ts";
import { type Location, locationsOf } from "../workflow/steps/locations.ts";
import { allSteps, placedSteps, withFallback } from "../workflow/steps/traversal.ts";
import type { ChoiceStep, WorkflowWithTransport } from "../workflow/workflow.ts";
import type { Goal, Search } from "./goal.ts";
import { findScenario } from "./scenario.ts";
import { branchTitle, type FormTests } from "./tests/form-tests.ts";
import type { RuleTests } from "./tests/rule-tests.ts";

/** A place that no generated test reaches. */
export interface Untested {
  readonly step: string;
  /** The title that its test would have, and the reason why there is none. */
  readonly title: string;
  /** The finding for the user; left out for what is inside of a branch that is told. */
  readonly finding?: Finding;
}

/** Everything that the generated tests do not reach; empty for most workflows. */
export function untested(
  workflow: WorkflowWithTransport,
  tests: readonly RuleTests[],
  formTests: readonly FormTests[],
): Untested[] {
  const all = formTests.flatMap(({ step, untaken = [] }) =>
    untaken.flatMap((branch) => untakenBranch(workflow, step, branch)),
  );
  const isInside = (at: Path) => (other: UntakenBranch) =>
    other.branch >= 0 && other.at !== at && isWithin(at, other.at);
  const branches = all.filter(({ at }) => !all.some(isInside(at)));
  const names = tests.map(({ step }) => step);
  const functions = locationsOf(workflow).filter(({ task }) => !names.includes(task.name));
  const lasting = formTests.flatMap((one) => (one.lasting ? [one.step] : []));
  const waits = placedSteps(workflow).filter(
    ({ step }) => pauseOf(step) !== undefined && !lasting.includes(step.name),
  );
  const around = (at: Path) => branches.find(isInside(at));
  return [
    ...branches.map((branch) => untestedBranch(workflow, branch)),
    ...functions.map((place) => untestedFunction(workflow, place, around(place.at))),
    ...waits
      .filter(({ at }) => !around(at))
      .map(({ step, at }) => untestedStep(workflow, step.name, at, NOT_FOUND)),
  ];
}

/** A branch that no test was found for. */
interface UntakenBranch {
  readonly choice: ChoiceStep;
  /** -1: taking none. */
  readonly branch: number;
  readonly at: Path;
  readonly isNever: boolean;
  readonly reason: string;
}

const NOT_FOUND = "no input was found that leads there";

const NO_FAILURE = "no failure was found that has it run";

function untakenBranch(
  workflow: WorkflowWithTransport,
  name: string,
  branch: number,
): UntakenBranch[] {
  const placed = placedSteps(workflow).find(({ step }) => step.name === name);
  if (!placed || !decides(placed.step)) return [];
  const choice = placed.step;
  const at = [...placed.at, "choice", ...(branch < 0 ? [] : [branch])];
  const why = reasonWhy(workflow, choice, branch);
  // That one of the branches is always taken is how it may well be meant.
  return why.isNever && branch < 0 ? [] : [{ choice, branch, at, ...why }];
}

/** Returns why no test was found for a branch. */
function reasonWhy(
  workflow: WorkflowWithTransport,
  choice: ChoiceStep,
  branch: number,
): Pick<UntakenBranch, "isNever" | "reason"> {
  const when = choice.branches[branch]?.when;
  const never = (reason: string) => ({ isNever: true, reason });
  const search = (goals: readonly Goal[]) => {
    const made: Search = { nearMisses: false };
    const found = findScenario(workflow, [[]], goals, () => true, 1, made);
    return { ...made, isImpossible: !found && made.gaveUp === undefined };
  };
  if (when && search([{ choice, branch, first: branch }]).isImpossible) {
    return never("its condition can never hold");
  }
  if (search([{ choice, branch, first: 0 }]).isImpossible) {
    return never(
      when
        ? "whenever its condition holds, one before it does"
        : "one of the conditions before it always holds",
    );
  }
  const { isImpossible, gaveUp } = search([{ reached: choice }, { choice, branch }]);
  return isImpossible
    ? never("its condition never holds where the choice is reached")
    : { isNever: false, reason: gaveUp ?? NOT_FOUND };
}

function untestedBranch(workflow: WorkflowWithTransport, one: UntakenBranch): Untested {
  const { choice, branch, at, isNever, reason } = one;
  const when = choice.branches[branch]?.when;
  const label = headOf(workflow, locate(workflow, choice).at);
  const what = branch < 0 ? "going on where no condition holds" : `branch ${branch + 1}`;
  const inside = namesInside(choice, branch);
  const rest =
    inside.length === 0 ? "" : ` ${isNever ? "Never run" : "Nor have"}: ${inside.join(", ")}.`;
  return {
    step: choice.name,
    title: `${branchTitle(choice, branch)}: ${reason}`,
    finding: {
      code: isNever ? "BRANCH_NEVER_TAKEN" : "BRANCH_WITHOUT_TEST",
      message: isNever
        ? `${label}: ${what} is never taken, because ${reason}.${rest}`
        : `${label}: ${what} has no generated test, because ${reason}.${rest}`,
      suggestion: isNever
        ? "Correct this condition or those before it, or remove the branch."
        : "Test it in your own file in test/, or let the condition read the input.",
      at: branch < 0 ? at : [...at, when ? "when" : "otherwise"],
      onKey: true,
    },
  };
}

function namesInside(choice: ChoiceStep, branch: number): string[] {
  return allSteps({ steps: choice.branches[branch]?.steps ?? [] }).flatMap((step) =>
    (canFail(step) ? withFallback(step) : [step]).map(({ name }) => name),
  );
}

function untestedFunction(
  workflow: WorkflowWithTransport,
  { task, role, at }: Location,
  around: UntakenBranch | undefined,
): Untested {
  if (!around) {
    const reason = role === "step" ? `${NOT_FOUND}, and has it run once` : NO_FAILURE;
    return untestedStep(workflow, task.name, at, reason);
  }
  const { choice, branch } = around;
  return {
    step: task.name,
    title: `runs: nothing leads to branch ${branch + 1} of ${choice.name}`,
  };
}

function untestedStep(
  workflow: WorkflowWithTransport,
  step: string,
  at: Path,
  reason: string,
): Untested {
  return {
    step,
    title: `runs: ${reason}`,
    finding: {
      code: "STEP_WITHOUT_TEST",
      message: `${headOf(workflow, [...at, "name"])} has no generated test, because ${reason}.`,
      suggestion: "Test its rules in your own file in test/.",
      at,
    },
  };
}
