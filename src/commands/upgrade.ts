import type { Call } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { changeProject } from "./change/change-project.ts";
import { renderRelease } from "./change/render-release.ts";
import type { Outcome } from "./outcome/outcome.ts";

/** `unchain upgrade`: makes the project what this version of Unchain makes of its `workflow.yaml`. */
export function upgradeProject(
  { options }: Call<"upgrade">,
  context: Context,
  release = renderRelease,
): Promise<Outcome> {
  return changeProject((text) => ({ text, problems: [] }), options, context, { release });
}
