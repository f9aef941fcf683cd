import type { ChangeOptions } from "../../cli/arguments/invocation.ts";
import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../../project/changes.ts";
import { normalise } from "../../project/merge/line-endings.ts";
import type { Project } from "../change/open-project.ts";

/** Returns whether other packages are needed than before. */
export function needsInstallation(writes: readonly Change[]): boolean {
  const change = writes.find(({ path }) => path === "package.json");
  return change !== undefined && packagesOf(change.before) !== packagesOf(change.content);
}

function packagesOf(packageJson = "{}"): string | undefined {
  try {
    const { dependencies, devDependencies } = JSON.parse(normalise(packageJson));
    return JSON.stringify([dependencies, devDependencies]);
  } catch {
    return undefined;
  }
}

/**
 * Returns whether packages may be installed: in a workspace that changes its lock file, which is asked for.
 */
export async function mayInstall(
  root: string,
  { install }: ChangeOptions,
  context: Context,
): Promise<boolean> {
  if (!install) return false;
  const { adoptionOf } = await import("../create/host-workspace.ts");
  const { workspace } = (await adoptionOf(root)) ?? {};
  if (workspace === undefined) return true;
  if (!context.interactive) {
    context.info(
      "Packages not installed, because that would change the lock file of the workspace.",
    );
    return false;
  }
  const [{ askWorkspace }, { atTerminal }] = await Promise.all([
    import("../../prompts/workspace-questions.ts"),
    import("../../prompts/terminal/terminal.ts"),
  ]);
  const seen = { ...workspace, canJoin: false };
  return (await atTerminal(context.signal, (ask) => askWorkspace(ask, seen, true))).install;
}

/** Installs the packages of a project; the change is made by now, whatever becomes of this. */
export async function installAfterChange(
  { root, lock }: Project,
  context: Context,
): Promise<Message[]> {
  const { installPackages } = await import("./install.ts");
  const { packageManager } = lock;
  const project = { root, packageManager, place: root, state: "changed" };
  return installPackages(project, context);
}
