import {
  canFail,
  type FailableStep,
  isComposite,
  leavesResult,
  repeats,
  sequencesIn,
} from "../forms/traits.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { withFallback } from "../workflow/steps/traversal.ts";
import type {
  CompositeStep,
  Fallback,
  FunctionStep,
  MapStep,
  Step,
  Workflow,
} from "../workflow/workflow.ts";
import { locate } from "./placement.ts";

type Steps = Pick<Workflow, "steps">;

/** One step of a chain of compensations. */
export type CompensationStep = TaskUndo | MapUndo;

/** Runs a compensation. */
export interface TaskUndo {
  /** The compensation's name. */
  readonly compensation: string;
  /** Only where this step was tried: a fallback runs in some workflows and not in others. */
  readonly ifTried?: string;
}

/** Undoes what was done for each item of a map. */
export interface MapUndo {
  /** The map's name. */
  readonly map: string;
  /** The compensations for one item, newest first. */
  readonly undo: readonly CompensationStep[];
  readonly ifTried?: string;
}

/** A step or the fallback that runs in its place. */
export type ForwardTask = FunctionStep | Fallback;

/** A step that can fail for good: a task, the fallback of a step, or a step that joins others. */
export type Failable = ForwardTask | CompositeStep;

/** Steps and their fallbacks in the order in which they are tried, those of a composite after its steps. */
export const forwardTasks: (workflow: Steps) => readonly ForwardTask[] = perWorkflow((workflow) =>
  failables(workflow).filter(isForwardTask),
);

/** Everything that can fail for good, in the order in which it is tried or joined. */
export const failables: (workflow: Steps) => readonly Failable[] = perWorkflow(({ steps }) =>
  steps.flatMap((step): Failable[] => [
    ...sequencesIn(step).flatMap(failables),
    ...(canFail(step) ? withFallback(step) : []),
  ]),
);

/** Returns whether a function of its own is behind it. */
export function isForwardTask(one: Failable): one is ForwardTask {
  return !isComposite(one);
}

/** The composites that a step or fallback is inside of, the innermost first. */
export function compositesAround(workflow: Steps, one: Failable): CompositeStep[] {
  return locate(workflow, one).within.filter(isComposite).toReversed();
}

/** The map whose items a step or fallback is run for, the innermost one. */
export function mapAround(workflow: Steps, one: Failable): MapStep | undefined {
  return compositesAround(workflow, one).find(repeats);
}

const chains = perWorkflow(() => new Map<Failable, readonly CompensationStep[]>());

/**
 * The compensations to run when `failing` fails, newest first: its own, because after a time-out
 * nobody knows whether it took effect, and those of every step tried before it. Inside of a
 * composite the whole composite is undone: its branches have all come to rest by then.
 */
export function compensationsFrom(workflow: Steps, failing: Failable): readonly CompensationStep[] {
  const [outermost = failing] = compositesAround(workflow, failing).toReversed();
  const known = chains(workflow).get(outermost);
  if (known !== undefined) return known;
  const tried = entries(workflow);
  const index = tried.findIndex(({ owner }) => owner === outermost);
  const [own, ...older] = tried.slice(0, index + 1).toReversed();
  const chain = [own?.undo && without(own.undo), ...older.map(({ undo }) => undo)].filter(
    (undo) => undo !== undefined,
  );
  chains(workflow).set(outermost, chain);
  return chain;
}

/** The compensations that follow after `compensation`, newest first. */
export function compensationsAfter(workflow: Steps, compensation: string): CompensationStep[] {
  const undos = entries(workflow).flatMap(({ undo }) => undo ?? []);
  const index = undos.findIndex(
    (undo) => "compensation" in undo && undo.compensation === compensation,
  );
  return undos.slice(0, index).toReversed();
}

/** Every compensation of a workflow, newest first. */
export function allCompensations(workflow: Steps): CompensationStep[] {
  return entries(workflow)
    .flatMap(({ undo }) => undo ?? [])
    .toReversed();
}

/** Tells whether the work for the items of a map may be undone, one by one. */
export const undoesItems: (workflow: Steps) => boolean = perWorkflow((workflow) =>
  allCompensations(workflow).some((undo) => "undo" in undo),
);

function without({ ifTried, ...undo }: CompensationStep): CompensationStep {
  return undo as CompensationStep;
}

interface Entry {
  /** Left out for the items of a map, which come before the map itself. */
  readonly owner?: Failable;
  readonly undo?: CompensationStep;
}

const entries = perWorkflow(({ steps }) => entriesOf(steps, false));

/** All steps that may have been tried, oldest first; `mayBeSkipped`: not in every workflow. */
function entriesOf(steps: readonly Step[], mayBeSkipped: boolean): Entry[] {
  return steps.flatMap((step): Entry[] => [
    ...(repeats(step)
      ? itemEntries(step, mayBeSkipped)
      : sequencesIn(step).flatMap((inner) => entriesOf(inner.steps, true))),
    ...(canFail(step) ? ownEntries(step, mayBeSkipped) : []),
  ]);
}

function ownEntries(step: FailableStep, mayBeSkipped: boolean): Entry[] {
  return withFallback(step).map((owner): Entry => {
    const compensation = owner.compensation?.name;
    if (compensation === undefined) return { owner };
    const isConditional = mayBeSkipped || owner !== step;
    return { owner, undo: { compensation, ...(isConditional && { ifTried: owner.name }) } };
  });
}

function itemEntries(step: MapStep, mayBeSkipped: boolean): Entry[] {
  const undo = entriesOf(step.steps, true).flatMap((entry) => entry.undo ?? []);
  if (undo.length === 0) return [];
  return [
    {
      undo: {
        map: step.name,
        undo: undo.toReversed(),
        ...(mayBeSkipped && { ifTried: step.name }),
      },
    },
  ];
}

/** The compensations in a chain, those of items included. */
export function compensationsIn(chain: readonly CompensationStep[]): TaskUndo[] {
  return chain.flatMap((step) => ("undo" in step ? compensationsIn(step.undo) : [step]));
}

/**
 * The steps of which at least one leaves a result or an error as soon as `step` is tried: the step
 * itself, or for a parallel the first ones of its branches.
 */
export function evidenceSteps(step: Step): FailableStep[] {
  return [
    ...(canFail(step) ? [step] : []),
    ...(leavesResult(step) ? [] : sequencesIn(step).flatMap(({ steps }) => firstTraces(steps))),
  ];
}

function firstTraces(steps: readonly Step[]): FailableStep[] {
  const traces: FailableStep[] = [];
  for (const step of steps) {
    traces.push(...evidenceSteps(step));
    if (leavesResult(step)) break;
  }
  return traces;
}
