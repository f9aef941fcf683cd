import { basename, relative } from "node:path";
import type { Message } from "../messages/message.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import { posixString } from "../quote.ts";
import { version } from "./version.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The package manager that started this process, from the name it gives itself. */
export function startedBy(env: Environment): PackageManager | undefined {
  const agent = env.npm_config_user_agent ?? "";
  const name = /^(npm|pnpm|yarn|bun)\//.exec(agent)?.[1];
  return name as PackageManager | undefined;
}

/** Returns whether npm runs on Windows, where PowerShell takes a `--` for itself before npm sees it. */
export const isOnWindows = (env: Environment): boolean =>
  / win32 /.test(env.npm_config_user_agent ?? "");

/** A word as a POSIX shell and cmd.exe both read it, where that can be done. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./~-]+$/.test(word) ? word : /["$`!\\]/.test(word) ? posixString(word) : `"${word}"`;

/** The way this process was started, so that a command we print can be pasted and works. */
export interface Invoked {
  readonly env: Environment;
  /** The file that Node.js was started with. */
  readonly script: string;
  /** The directory in which the process was started, and a printed command is pasted. Absolute. */
  readonly startedIn: string;
  /** The directory in which it works, `startedIn` unless there is a `--cwd`. Absolute. */
  readonly cwd: string;
}

function prefix({ env, script, startedIn }: Invoked): { words: string; separator: string } {
  const manager = startedBy(env);
  const inPackageScript =
    env.npm_lifecycle_event !== undefined && env.npm_lifecycle_event !== "npx";
  if (manager !== undefined && !inPackageScript) {
    const isYarn1 = env.npm_config_user_agent?.startsWith("yarn/1.");
    if (manager !== "npm" && !isYarn1) {
      return { words: `${manager} create unchain@${version}`, separator: "" };
    }
    // `yarn create` of Yarn 1 knows no versions.
    return isYarn1 || env.npm_command === "exec" || isOnWindows(env)
      ? { words: `npx create-unchain@${version}`, separator: "" }
      : { words: `npm create unchain@${version}`, separator: "--" };
  }
  const name = basename(script).replace(/\.(c?js|ts|cmd|exe)$/, "");
  if (name === "create-unchain") return { words: name, separator: "" };
  if (name === "unchain") return { words: name, separator: "" };
  const file = relative(startedIn, script);
  return { words: `node ${shellWord(file)}`, separator: "" };
}

/**
 * A command line of ours, started the way this process was started, to work where it works.
 *
 * @param words the command and its argument
 */
export function ownCommand(
  invoked: Invoked,
  words: readonly string[],
  flags: readonly string[],
): string {
  const { words: start, separator } = prefix(invoked);
  const { startedIn, cwd } = invoked;
  const all = cwd === startedIn ? flags : [...flags, "--cwd", relative(startedIn, cwd)];
  return [
    start,
    ...words.map(shellWord),
    ...(separator !== "" && all.length > 0 ? [separator] : []),
    ...all.map(shellWord),
  ].join(" ");
}

/** Returns messages that end with the command that works here, whatever started this process. */
export const withOwnCommands = (messages: readonly Message[], invoked: Invoked): Message[] =>
  messages.map(({ run, ...message }) => {
    if (run === undefined) return message;
    const { words, flags = [], directory: cwd = invoked.cwd } = run;
    const command = ownCommand({ ...invoked, cwd }, words, flags);
    return { ...message, suggestion: `${message.suggestion}  ${command}` };
  });

/** The command that makes a project the way this process was started, with these flags. */
export function newCommand(
  invoked: Invoked,
  directory: string | undefined,
  flags: readonly string[],
): string {
  const command = prefix(invoked).words === "unchain" ? ["new"] : [];
  return ownCommand(invoked, directory === undefined ? command : [...command, directory], flags);
}
