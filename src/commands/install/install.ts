import { stripVTControlCharacters } from "node:util";
import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import { endYarnsSearch, HOW_TO_GET, INSTALL_ENVIRONMENT } from "./before-install.ts";

const TAIL_LINES = 15;

/** For how long a package manager may tidy up that was told to stop. */
const PATIENCE_MILLISECONDS = 500;

/** Without it npm says nothing until it has ended, also where it waits for a registry that does not answer. */
const talkative = ({ npm_config_loglevel = "http" }: Context["env"]) => ({ npm_config_loglevel });

/**
 * Installs the packages of a project that is there whatever becomes of this, and so writes its lock file. The signal stops
 * the package manager; the promise settles only once it has ended.
 *
 * @param project `place`: the directory as the user would name it; `state`: what has been done to it, e.g. `changed`
 * @returns why they are not installed
 */
export async function installPackages(
  project: {
    readonly root: string;
    readonly packageManager: PackageManager;
    readonly place: string;
    readonly state: string;
  },
  { env, progress, signal }: Pick<Context, "env" | "progress" | "signal">,
): Promise<Message[]> {
  const { root, packageManager, place, state } = project;
  const { execa } = await import("execa");
  endYarnsSearch(root, packageManager);
  let heard = "";
  const running = execa(packageManager, ["install"], {
    cwd: root,
    all: true,
    cancelSignal: signal,
    forceKillAfterDelay: PATIENCE_MILLISECONDS,
    reject: false,
    stdin: "ignore",
    env: { ...INSTALL_ENVIRONMENT, ...(packageManager === "npm" && talkative(env)) },
  });
  // What it has started may outlive it, with its output open.
  running.once("exit", () => signal.aborted && running.all.destroy());
  running.all.on("data", (chunk: Buffer) => {
    heard = lastLine(`${heard}\n${chunk}`) || heard;
  });
  const task = progress.start(
    `Installing packages with ${packageManager}`,
    () =>
      `Ctrl-C skips the installation.\n${heard || `${packageManager} has printed nothing yet.`}`,
  );
  const { failed, all, shortMessage, code } = await running;
  if (!failed) {
    task.done(`Installed packages with ${packageManager}`);
    return [];
  }
  task.failed(signal.aborted ? "Installation skipped" : "Installation failed");
  const suggestion = `Run ${packageManager} install in ${place}`;
  if (signal.aborted) {
    const message = `The project is ${state}, but the installation of its packages was cancelled.`;
    return [{ code: "INSTALL_SKIPPED", message, suggestion }];
  }
  const tail = all.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  const why =
    code === "ENOENT"
      ? `${packageManager} is not installed, or not in the PATH. To install it: ${HOW_TO_GET[packageManager]}`
      : tail || (shortMessage ?? "It printed no reason.");
  return [
    {
      code: "INSTALL_FAILED",
      message: `The project is ${state}, but its packages could not be installed:\n${why}`,
      suggestion,
    },
  ];
}

/** The last line with something on it. */
const lastLine = (text: string): string =>
  stripVTControlCharacters(text)
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .findLast((line) => line !== "") ?? "";
