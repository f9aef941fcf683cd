import type { Call } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { changeProject } from "./change/change-project.ts";
import type { Outcome } from "./outcome/outcome.ts";

/** `unchain sync`: makes the project what its `workflow.yaml` says, after somebody has edited that. */
export function syncProject({ options }: Call<"sync">, context: Context): Promise<Outcome> {
  const { restore } = options;
  return changeProject((text) => ({ text, problems: [] }), options, context, { restore });
}
