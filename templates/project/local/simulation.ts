import type { StepError, WorkflowInput, WorkflowState } from "../src/workflow.ts";

/** Something that goes wrong with a step, as often as `times` says. */
export type Fault =
  | { kind: "fail"; step: string; error: string; times: number }
  | { kind: "crash"; step: string; times: number }
  | { kind: "slow"; step: string; seconds: number; times: number }
  | { kind: "duplicate"; step: string; times: number };

export interface SimulationOptions {
  input: WorkflowInput;
  faults?: Fault[];
  /** Takes the place of every step's business logic. */
  run?: (step: string, state: WorkflowState) => unknown;
  /** In place of `Math.random` for jitter: 0 (no delay) to just under 1 (the longest). */
  random?: () => number;
  /** How many workflows are started at once. */
  workflows?: number;
  /** Messages a queue hands to a function at once, in place of what the template says. */
  batchSize?: number;
  /** When everything has come to rest: mend the faults and redrive what failed. */
  redrive?: boolean;
}

export type Status = "succeeded" | "failed" | "compensated" | "compensation-failed";

export interface SimulationEvent {
  /** Virtual milliseconds since the start. */
  at: number;
  step: string;
  /** From 1. */
  attempt: number;
  /** `skipped`: a repeat that the idempotency guard answered. */
  outcome: "succeeded" | "failed" | "crashed" | "skipped";
  error: StepError | null;
}

export interface WorkflowRun {
  status: Status;
  id: string;
  state: Pick<WorkflowState, "input" | "results" | "errors">;
  error: StepError | null;
}

/** What happened: the first workflow's end, and every event in virtual time. */
export interface Simulation extends WorkflowRun {
  events: SimulationEvent[];
  deadLetters: { queue: string; messages: number }[];
  /** All workflows, in the order they were started. */
  runs: WorkflowRun[];
}
