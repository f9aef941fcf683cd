import type { StandardInput } from "../commands/files/workflow-source.ts";
import type { Progress } from "../report/progress.ts";
import type { Invoked } from "./own-command.ts";

/** The outside world, as a command sees it. */
export interface Context extends Invoked {
  readonly stdin: StandardInput;
  /** Tells that questions can be asked. */
  readonly interactive: boolean;
  /** The flag that says that nothing shall be asked. */
  readonly quietFlag?: "--yes" | "--json";
  readonly progress: Progress;
  /** A line for the person who runs the command; never part of the result. */
  readonly info: (line: string) => void;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
}
