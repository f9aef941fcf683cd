import type { Ending, Interpreter } from "../semantics/interpretation.ts";
import type { Path } from "../workflow/findings/finding.ts";
import type { Comparison, Step } from "../workflow/workflow.ts";

/** The name of a form of step; all but `task` are also the key that makes a step one. */
export type FormName = Step["form"];

/** A step of one form. */
export type StepOf<F extends FormName> = Extract<Step, { readonly form: F }>;

/** Steps that run one after the other, and where `workflow.yaml` says them. */
export interface Sequence {
  readonly steps: readonly Step[];
  readonly at: Path;
}

/** A path into the workflow state that a step itself reads, and where `workflow.yaml` says it. */
export interface Reading {
  readonly path: string;
  readonly at: Path;
  /** The comparison that decides on a branch; left out: a list, whose items are run for. */
  readonly comparison?: Comparison;
}

/** A way through a step, with its caption. */
export interface Way {
  readonly label: string;
  readonly steps: readonly Step[];
}

/** A form of step. */
export interface Form<S extends Step = Step> extends Facts<S>, Meaning<S>, Captions<S> {}

/** The facts that the rest of the house goes by; `traits.ts` asks for them. */
interface Facts<S extends Step> {
  /**
   * A step fails by its own function, or because something inside of it has failed. Only those that fail have
   * failure rules.
   */
  readonly fails: "itself" | "inside" | "never";
  /** The way in which the sequences inside of it run: one of them, all at once, or the only one for each item. */
  readonly runs?: "one" | "all" | "each";
  /** Tells that it leaves a result under its name whenever it has succeeded. */
  readonly leavesResult?: true;
  /** Returns the sequences inside of a step, by paths that begin at the step. */
  sequences?(step: S): Sequence[];
  /** Returns what is read before the first step inside of it runs, by paths that begin at the step. */
  reads?(step: S): Reading[];
  /** Returns the seconds of a pause. */
  pause?(step: S): number;
  /** Returns the seconds for which an answer from outside is waited for. */
  answer?(step: S): number;
}

/** The meaning of a step, as the reference interpreter runs it. */
interface Meaning<S extends Step> {
  /** Runs a step as the reference interpreter does; returns how it ends the steps before their last one, if it does. */
  run(step: S, interpreter: Interpreter): Ending | undefined;
  /** Returns the step with each list of steps inside of it changed. */
  mapInside?(step: S, change: (steps: readonly Step[]) => readonly Step[]): S;
}

/** The words for a step in pictures and lists. */
interface Captions<S extends Step> {
  /** One of the parts that are joined: `an item`. */
  readonly part?: string;
  /** The words in the place of "fails" where no function does. */
  readonly failure?: string;
  /** Returns what a box says below the name of the step. */
  caption(step: S): string;
  /** Returns the shape of its node in a Mermaid chart, with its text; left out: a box around what is inside. */
  node?(step: S): string;
  /** Returns the ways through it, those included that nobody wrote down. */
  ways?(step: S): Way[];
  /** Returns what the README says of it, behind its name; left out: its row in the table says all. */
  sentence?(step: S): string;
  /** Returns what the page of `explain` says beside its name. */
  aside?(step: S): string | undefined;
}
