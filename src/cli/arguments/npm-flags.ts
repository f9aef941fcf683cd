import { type CommandName, flagsOf } from "../../commands/definitions/commands.ts";
import {
  choicesOf,
  definitionOf,
  type Flag,
  takesValue,
} from "../../commands/definitions/flags.ts";
import type { Message } from "../../messages/message.ts";
import { isOnWindows } from "../own-command.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The flags of ours that npm has kept to itself. */
export interface SwallowedFlags {
  /** Honoured: nobody expects a dry run to write. */
  readonly dryRun: boolean;
  /** The run must stop: what was asked for did not reach us. */
  readonly problem?: Message;
}

const isOff = (value: string | undefined): boolean => value === "" || value === "false";

const isOn = (value: string | undefined): boolean => value !== undefined && !isOff(value);

/** The value npm kept for a flag, `undefined` where it kept none. */
function swallowedValue(flag: Flag, env: Environment): string | undefined {
  const kept = (name: string) => env[`npm_config_${name.replaceAll("-", "_")}`];
  if (flag.startsWith("no-")) {
    // npm keeps `--no-git` as `git=false`.
    return isOff(kept(flag.slice("no-".length))) || isOn(kept(flag)) ? "true" : undefined;
  }
  const value = kept(flag);
  // npm has a setting of this name itself: a date.
  if (flag === "before" && /^[A-Z\d]/.test(value ?? "")) return undefined;
  return isOn(value) ? value : undefined;
}

/** The word a flag's value became when npm took the flag for a switch and left its value behind. */
function strandedValue(flag: Flag, words: readonly string[]): string | undefined {
  const choices = choicesOf(flag);
  return words.find((word) =>
    choices
      ? choices.includes(word)
      : flag === "workflow" && (word === "-" || /\.(ya?ml|json)$/i.test(word)),
  );
}

const quoted = (word: string): string => (/^[\w@%+=:,./<>-]+$/.test(word) ? word : `"${word}"`);

function correctedCommand(
  swallowed: ReadonlyMap<Flag, string>,
  argv: readonly string[],
  env: Environment,
): string {
  const words = argv.filter((word) => !word.startsWith("-") || word === "-");
  const flags: string[] = argv.filter((word) => word.startsWith("-") && word !== "-");
  for (const [flag, value] of swallowed) {
    flags.push(`--${flag}`);
    if (takesValue(flag)) {
      const stranded = value === "true" ? strandedValue(flag, words) : undefined;
      if (stranded !== undefined) words.splice(words.indexOf(stranded), 1);
      flags.push(
        quoted(stranded ?? (value === "true" ? (definitionOf(flag).value ?? "<value>") : value)),
      );
    } else if (flag === "diff" && value !== "true") {
      flags[flags.length - 1] = quoted(`--diff=${value}`);
    }
  }
  const isPassedOn = env.npm_command === "exec" || isOnWindows(env);
  const start = isPassedOn ? "npx create-unchain@latest" : "npm create unchain@latest";
  return [start, ...words.map(quoted), ...(isPassedOn ? [] : ["--"]), ...flags].join(" ");
}

/**
 * Finds flags of ours that `npm create unchain app --flag`, without a `--` in front, kept for npm:
 * they are in npm's environment and not on our command line.
 *
 * npm has settings of its own named `yes`, `json`, `dry-run`, `diff` and `git`, so only a run that
 * `npm create` (`npm init`) or `npm exec` started counts, and a setting that is off does not.
 * `--yes` is also how npm is told to download without asking: with `npx --yes create-unchain` it is
 * npm's, and so it is where our own command line says already that no questions are wanted.
 *
 * @param argv the words after the program's name
 * @param command the command that they ask for
 */
export function findSwallowedFlags(
  argv: readonly string[],
  env: Environment,
  command: CommandName = "new",
): SwallowedFlags {
  const npmCommand = env.npm_command;
  if (npmCommand !== "init" && npmCommand !== "exec") return { dryRun: false };

  const has = (flag: string) => argv.some((word) => word === flag || word.startsWith(`${flag}=`));
  const yesIsNpms =
    npmCommand === "exec" || has("-y") || ["--workflow", "--json", "--help", "--version"].some(has);

  const swallowed = new Map<Flag, string>();
  for (const flag of flagsOf(command)) {
    const value = swallowedValue(flag, env);
    if (value === undefined || has(`--${flag}`) || flag === "help" || flag === "version") continue;
    swallowed.set(flag, value);
  }
  // Where npm took others of ours with it, it was not for npm alone.
  const others = [...swallowed.keys()].filter((flag) => flag !== "yes" && flag !== "dry-run");
  if (yesIsNpms && (npmCommand !== "exec" || others.length === 0)) swallowed.delete("yes");
  const dryRun = swallowed.has("dry-run");
  const stopping = [...swallowed.keys()].filter((flag) => flag !== "dry-run");
  if (stopping.length === 0) return { dryRun };

  const names = stopping.map((flag) => `--${flag}`).join(", ");
  return {
    dryRun,
    problem: {
      code: "NPM_TOOK_FLAG",
      message: isOnWindows(env)
        ? `npm kept ${names} for itself. PowerShell removed the -- in front of them; npx needs none`
        : `npm kept ${names} for itself; put the flags of Unchain after a --`,
      suggestion: `Run: ${correctedCommand(swallowed, argv, env)}`,
    },
  };
}
