import type { TransportName } from "../../../src/workflow/workflow.ts";

/** Options of a simulation. */
export interface Scenario extends Readonly<Record<string, unknown>> {
  /** The scenario whose end is as right, as long as no record says that the victim has taken effect. */
  readonly orElse?: string;
}

/** A workflow whose functions are killed, and the parts that its steps play. */
export interface KillWorkflow {
  readonly name: string;
  readonly transport: TransportName;
  readonly text: string;
  readonly input: object;
  /** The input of each of many workflows, where they shall not all have the same. */
  readonly inputOf?: (id: string) => object;
  /** What steps answer, where it is not only their name. */
  readonly answers?: Readonly<Record<string, object>>;
  /** The steps that ask: nobody minds being asked twice. */
  readonly approve?: readonly string[];
  /** A step whose failure is handled. */
  readonly victim: string;
  /** How often the victim is tried. */
  readonly tries: number;
  /** A failure that has a route of its own. */
  readonly declined: object;
  /** A step whose failure is not handled. */
  readonly fatal: string;
  /** Failures that leave a workflow half undone. */
  readonly halfUndone: readonly object[];
  /** Scenarios that other workflows do not have. */
  readonly more?: Readonly<Record<string, Scenario>>;
  /** Also two sandboxes die in one run. */
  readonly inPairs?: true;
}

export const fail = (step: string, error = "Error", times = Number.POSITIVE_INFINITY) => ({
  kind: "fail",
  step,
  error,
  times,
});
const crash = (step: string) => ({ kind: "crash", step, times: Number.POSITIVE_INFINITY });
const slow = (step: string) => ({ kind: "slow", step, seconds: 15, times: 1 });
const duplicate = (step: string) => ({ kind: "duplicate", step, times: 1 });

/** Returns the ways that a workflow goes while its functions are killed. */
export function scenariosOf(workflow: KillWorkflow): Record<string, Scenario> {
  const { transport, victim, tries, declined, fatal, halfUndone, more } = workflow;
  return {
    happy: {},
    "business error": { faults: [declined] },
    "always fails": { faults: [fail(victim)] },
    crashes: { faults: [crash(victim)] },
    "fails once": { faults: [fail(victim, "Error", 1)] },
    duplicated: { faults: [duplicate(victim)] },
    "slow and duplicated": { faults: [slow(victim), duplicate(victim)] },
    "declined and duplicated": { faults: [declined, duplicate(victim)] },
    redriven: { faults: [fail(fatal)], redrive: true },
    "half undone and redriven": { faults: halfUndone, redrive: true },
    // A state machine hears nothing of a function that dies in its last try, whatever its record says.
    ...(transport === "queue" && {
      "last try": { faults: [fail(victim, "Error", tries - 1)], orElse: "crashes" },
    }),
    ...more,
  };
}
