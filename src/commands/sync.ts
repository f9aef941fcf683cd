import { changeProject } from "./change-project.ts";
import type { Context } from "./context.ts";
import type { Options } from "./invocation.ts";
import type { Outcome } from "./outcome.ts";

/** `unchain sync`: makes the project what its `workflow.yaml` says, after somebody has edited that. */
export const syncProject = (options: Options, context: Context): Promise<Outcome> =>
  changeProject((text) => ({ text, problems: [] }), options, context);
