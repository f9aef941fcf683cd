import { pauseOf } from "../../forms/traits.ts";
import type { PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { scenarioOfCompensation, scenarioOfTask } from "../../scenarios/reach-step.ts";
import { type Scenario, withFault } from "../../scenarios/scenario.ts";
import { failables, isForwardTask } from "../../semantics/compensation-order.ts";
import { isRedrivable } from "../../semantics/failure-routes.ts";
import type { Status } from "../../semantics/status.ts";
import { type ExecutionTrace, interpret } from "../../semantics/trace.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import {
  faultsOf,
  isUndo,
  plannedFault,
  type StepFault,
  shownFault,
  type Target,
} from "./faults.ts";
import type { Ending, StoryEvent } from "./story-event.ts";
import { triesOf } from "./tries.ts";
import { endingInWords, ruleInWords } from "./words.ts";

/** Tells what happens when one thing goes wrong. */
export interface Story {
  readonly fault: StepFault;
  readonly status: Status;
  readonly ending: Ending;
  readonly events: readonly StoryEvent[];
}

/** Holds all that can go wrong with one step, fallback or compensation; no story where no input leads to it. */
export interface StepStories {
  readonly step: string;
  readonly isUndo: boolean;
  readonly stories: readonly Story[];
}

/** Returns what happens when each function of a workflow goes wrong in each way, as the reference interpreter says. */
export function storiesOf(workflow: WorkflowWithTransport): StepStories[] {
  return targetsOf(workflow).map((target) => {
    const scenario = isUndo(target)
      ? scenarioOfCompensation(workflow, target.owner, target.task.name)
      : isForwardTask(target.owner) && scenarioOfTask(workflow, target.owner);
    return {
      step: target.task.name,
      isUndo: isUndo(target),
      stories: scenario
        ? faultsOf(workflow, target).map((fault) => storyOf(workflow, target, fault, scenario))
        : [],
    };
  });
}

function targetsOf(workflow: WorkflowWithTransport): Target[] {
  return failables(workflow).flatMap((owner) => [
    ...(isForwardTask(owner) ? [{ task: owner, owner }] : []),
    ...(owner.compensation ? [{ task: owner.compensation, owner }] : []),
  ]);
}

/** Maps each step with which something goes wrong in a story to what that is. */
type Wrong = ReadonlyMap<string, { readonly fault: StepFault; readonly planned?: PlannedFault }>;

function storyOf(
  workflow: WorkflowWithTransport,
  { task }: Target,
  fault: StepFault,
  before: Scenario,
): Story {
  const planned = plannedFault(task, fault);
  const { fixture, faults } = planned ? withFault(before, planned) : before;
  const wrong: Wrong = new Map([
    ...before.faults.map((one) => [one.step, { fault: shownFault(one), planned: one }] as const),
    [task.name, { fault, ...(planned && { planned }) }],
  ]);
  const ran: string[] = [];
  const following = interpret(
    workflow,
    new Map(faults.map(({ step, error }) => [step, error])),
    { ...fixture, failingOnce: faults.filter(({ once }) => once).map(({ step }) => step) },
    (step) => ran.push(step),
  );
  return {
    fault,
    status: following.status,
    ending: endingInWords(workflow, following, helpsRedrive(workflow, following)),
    events: eventsOf(workflow, ran, wrong),
  };
}

/** Tells whether a redrive helps. */
function helpsRedrive(workflow: WorkflowWithTransport, { endedBy }: ExecutionTrace): boolean {
  const task = failables(workflow).find(({ name }) => name === endedBy);
  return task !== undefined && isRedrivable(workflow.transport, task);
}

function eventsOf(
  workflow: WorkflowWithTransport,
  ran: readonly string[],
  wrong: Wrong,
): StoryEvent[] {
  const targets = new Map(targetsOf(workflow).map((target) => [target.task.name, target]));
  const pauses = new Map(allSteps(workflow).map((step) => [step.name, pauseOf(step)]));
  const seen = new Set<string>();
  return ran.flatMap((step): StoryEvent[] => {
    const target = targets.get(step);
    if (!target) {
      const text = `Pauses ${spacedDuration(pauses.get(step) ?? 0)}`;
      return [{ kind: "wait", step, text }];
    }
    const isFirst = !seen.has(step);
    seen.add(step);
    return runOf(workflow, target, isFirst ? wrong.get(step) : laterFault(wrong.get(step)));
  });
}

/** Returns what goes wrong again when a step runs for the next item of a map. */
function laterFault(wrong: ReturnType<Wrong["get"]>): ReturnType<Wrong["get"]> {
  return wrong?.planned && !wrong.planned.once ? wrong : undefined;
}

function runOf(
  workflow: WorkflowWithTransport,
  target: Target,
  wrong: ReturnType<Wrong["get"]>,
): StoryEvent[] {
  const { task, owner } = target;
  const kind = isUndo(target) ? "undo" : "run";
  const works = wrong?.planned === undefined;
  const tries = wrong && triesOf(task, wrong.fault, workflow.transport);
  const run: StoryEvent = {
    kind,
    step: task.name,
    works,
    ...(kind === "undo" && { undoes: owner.name }),
    ...(tries && { tries }),
  };
  if (works || kind === "undo" || !isForwardTask(owner)) return [run];
  const text = ruleInWords(workflow, owner, wrong.planned?.error);
  return [run, { kind: "rule", step: task.name, text }];
}
