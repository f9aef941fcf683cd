import { changeProject } from "./change-project.ts";
import type { Context } from "./context.ts";
import type { Options } from "./invocation.ts";
import type { Outcome } from "./outcome.ts";
import { type RenderRelease, renderRelease } from "./render-release.ts";

/** `unchain upgrade`: makes the project what this version of Unchain makes of its `workflow.yaml`. */
export const upgradeProject = (
  options: Options,
  context: Context,
  release: RenderRelease = renderRelease,
): Promise<Outcome> => changeProject((text) => ({ text, problems: [] }), options, context, release);
