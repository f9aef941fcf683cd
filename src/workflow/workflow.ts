import type { Infrastructure, PartOf } from "../targets/names.ts";
import type { TransportName } from "../transports/names.ts";
import type { COMPARISONS } from "./grammar/condition-keys.ts";
import type { IDEMPOTENCY_KEY, RETRY, ROUTES } from "./grammar/failure-keys.ts";
import type { FieldsOf } from "./grammar/shape.ts";
import type {
  EXPECTED_STEP,
  FAILING,
  FALLBACK,
  FUNCTION,
  NAMED,
  TASK,
} from "./grammar/task-keys.ts";
import type { QUEUE } from "./grammar/workflow-keys.ts";

export type { Infrastructure, PartOf, TransportName };

/** The failure route, taken when retries are exhausted or the error is permanent. */
export type OnFailure = (typeof ROUTES)[number];

/** The retries of transient errors; the words are those of Amazon States Language. */
export interface Retry extends FieldsOf<typeof RETRY> {}

/** The work that a task does once, whichever workflows ask for it. */
export interface IdempotencyKey extends FieldsOf<typeof IDEMPOTENCY_KEY> {}

/** One unit of business logic: one function in `src/steps/<name>.ts`. */
export interface Task extends FieldsOf<typeof FUNCTION> {}

/** The step that undoes another. */
export type Compensation = Task;

/** A step that runs in the place of one that failed. It has failure rules of its own, but no fallback. */
export interface Fallback extends FieldsOf<typeof FALLBACK> {}

/** The failure route of a step, and its compensation. */
export interface FailureRules extends FieldsOf<typeof FAILING> {}

/** A route for errors with one of these names; such errors are not retried. */
export type CatchRule = FailureRules["catch"][number];

/** The keys that every form of step has. */
interface Named extends FieldsOf<typeof NAMED> {}

/**
 * The expectations about a step; of what is generated, they change the picture in the README only.
 */
export interface ExpectedStep extends FieldsOf<typeof EXPECTED_STEP> {}

/** The rate at which a workflow is started. */
export interface Rate {
  readonly runs: number;
  readonly per: "s" | "m" | "h" | "d";
}

/** A step that is a function. */
export interface TaskStep extends FieldsOf<typeof TASK> {
  readonly form: "task";
}

/** A function that asks for an answer, and the time until somebody has approved. */
export interface ApprovalStep extends Task, FailureRules {
  readonly form: "approval";
  /** The seconds for which an answer is waited for. */
  readonly answerSeconds: number;
}

/** A step that has a function of its own. */
export type FunctionStep = TaskStep | ApprovalStep;

/** A pause. */
export interface WaitStep extends Named {
  readonly form: "wait";
  readonly seconds: number;
}

/** A value in the workflow state, e.g. `input.total`, compared with another. A missing one is false. */
export interface Comparison {
  readonly path: string;
  readonly operator: ComparisonOperator;
  readonly value: string | number | boolean | null | readonly (string | number | boolean | null)[];
}

export type ComparisonOperator = keyof typeof COMPARISONS;

/** A condition decides whether a branch is taken. */
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** Steps of which the first branch runs whose condition holds; where none does, the workflow goes on. */
export interface ChoiceStep extends Named {
  readonly form: "choice";
  readonly branches: readonly ChoiceBranch[];
}

export interface ChoiceBranch {
  /** Left out: taken where no other is; only of the last branch. */
  readonly when?: Condition;
  readonly steps: readonly Step[];
}

/** Branches that run at once and are joined. */
export interface ParallelStep extends Named, FailureRules {
  readonly form: "parallel";
  readonly branches: readonly ParallelBranch[];
}

export interface ParallelBranch {
  readonly steps: readonly Step[];
}

/** Steps that run for each item of a list, and are joined. */
export interface MapStep extends Named, FailureRules {
  readonly form: "map";
  /** The path of the list in the workflow state, e.g. `input.lines`. */
  readonly items: string;
  /** At most this many items at once; left out: as many as there are. */
  readonly maxConcurrency?: number;
  readonly steps: readonly Step[];
}

/** Steps within which a failure ends a branch, so that the step as a whole has failed. */
export type CompositeStep = ParallelStep | MapStep;

/** A step of the workflow. */
export type Step = FunctionStep | WaitStep | ChoiceStep | CompositeStep;

/** Work for the same value is done in the order in which it was started. */
export interface Ordering extends FieldsOf<typeof QUEUE> {}

/** A trigger starts the workflow. */
export type Trigger =
  | {
      readonly kind: "api";
      readonly method: string;
      /** Begins with a slash, e.g. `/orders`. */
      readonly path: string;
    }
  | {
      readonly kind: "schedule";
      /** `rate(…)` or `cron(…)`, as EventBridge Scheduler takes it. */
      readonly expression: string;
    }
  | { readonly kind: "event"; readonly source: string; readonly detailType: string };

/** A checked workflow: every default is filled in, every rule of `workflow.yaml` holds. */
export interface Workflow {
  readonly name: string;
  readonly description?: string;
  /** Left out: chosen by `chooseTransport`. */
  readonly transport?: TransportName;
  readonly infrastructure: Infrastructure;
  /** A part to be added to an app that is there. Left out: deployed by itself. */
  readonly as?: PartOf;
  readonly queue?: Ordering;
  /** Left out: whoever has the permission starts it. */
  readonly trigger?: Trigger;
  /**
   * The seconds that it may take as a whole. Left out: as long as the rules of its steps let it.
   */
  readonly timeoutSeconds?: number;
  /** The expectations about it; they change nothing that is deployed. */
  readonly expected?: { readonly rate: Rate };
  readonly steps: readonly Step[];
}

/** A workflow whose transport is settled. */
export type WorkflowWithTransport = Workflow & { readonly transport: TransportName };
