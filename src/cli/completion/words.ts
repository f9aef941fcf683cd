import {
  COMMAND_NAMES,
  type CommandName,
  commandOf,
  firstWordOf,
  flagsOf,
  SHELLS,
} from "../../commands/definitions/commands.ts";
import {
  choicesOf,
  definitionOf,
  FLAGS,
  type Flag,
  takesValue,
} from "../../commands/definitions/flags.ts";

/** The words that a shell offers in one place, or the kind of thing that it looks for. */
export type Offer = readonly string[] | "step" | "file" | "directory" | "nothing";

/** The names that the command is called by. */
export const PROGRAMS = ["unchain", "create-unchain"] as const;

/** Flags whose value is a word of its own. */
export const VALUE_FLAGS = (Object.keys(FLAGS) as Flag[]).filter(takesValue);

/** Returns what the value of a flag is completed with. */
export const valueOffer = (flag: Flag): Offer =>
  choicesOf(flag) ?? definitionOf(flag).completes ?? "nothing";

/** Returns the flags that take a value, grouped by what it is completed with. */
export function valueGroups(): readonly (readonly [Offer, readonly Flag[]])[] {
  const groups = new Map<string, [Offer, Flag[]]>();
  for (const flag of VALUE_FLAGS) {
    const offer = valueOffer(flag);
    const group = groups.get(String(offer)) ?? [offer, []];
    group[1].push(flag);
    groups.set(String(offer), group);
  }
  return [...groups.values()];
}

/** A word that a command line goes on with. */
export interface NextWord {
  readonly word: string;
  readonly about: string;
}

const firstsOf = (): NextWord[] => {
  const firsts = new Map<string, string>();
  for (const name of COMMAND_NAMES) {
    const first = firstWordOf(name);
    if (!firsts.has(first)) firsts.set(first, commandOf(name).about);
  }
  return [...firsts].map(([word, about]) => ({ word, about }));
};

/** Returns the words that follow the words of a command line that no flag belongs to. */
export function nextWords(): readonly (readonly [before: string, next: readonly NextWord[]])[] {
  const firsts = firstsOf();
  const help = { word: "help", about: "show show flags and examples of a command" };
  const seconds = COMMAND_NAMES.filter((name) => name.includes(" ")).map((name) => {
    const [first = "", second = ""] = name.split(" ");
    return [first, [{ word: second, about: commandOf(name).about }]] as const;
  });
  return [["", [...firsts, help]], ["help", firsts], ...seconds];
}

/** Returns what the word behind each command is completed with. */
export function argumentOffers(): readonly (readonly [CommandName, Offer])[] {
  return COMMAND_NAMES.flatMap((name): (readonly [CommandName, Offer])[] => {
    switch (commandOf(name).words[0]) {
      case "directory":
        return [[name, "directory"]];
      case "shell":
        return [[name, SHELLS]];
      case "file":
        return [[name, "file"]];
      case "name of the step":
        return name === "add step" ? [] : [[name, "step"]];
      default:
        return [];
    }
  });
}

/** Returns the flags of a command with a line about each. */
export function flagsWithHelp(name: CommandName): readonly { flag: Flag; about: string }[] {
  return flagsOf(name).map((flag) => {
    const { about, besides } = definitionOf(flag);
    return { flag, about: about ?? definitionOf(besides as Flag).about ?? "" };
  });
}
