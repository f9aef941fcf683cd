import type { Options } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { changeProject } from "./change/change-project.ts";
import { type RenderRelease, renderRelease } from "./change/render-release.ts";
import type { Outcome } from "./outcome/outcome.ts";

/** `unchain upgrade`: makes the project what this version of Unchain makes of its `workflow.yaml`. */
export const upgradeProject = (
  options: Options,
  context: Context,
  release: RenderRelease = renderRelease,
): Promise<Outcome> => changeProject((text) => ({ text, problems: [] }), options, context, release);
