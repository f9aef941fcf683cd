import type { CHANGE, COMMANDS, CommandName } from "../../commands/definitions/commands.ts";
import type { RemovableRule } from "../../commands/definitions/flags.ts";
import type { RuleFlag } from "../../commands/definitions/rule-flags.ts";
import type { Values } from "../../commands/definitions/values.ts";
import type { Outcome } from "../../commands/outcome/outcome.ts";
import type { Message } from "../../messages/message.ts";
import type { Context } from "../context.ts";
import type { UnknownWord } from "./find-command.ts";

/** The place of a new step, its kind and its failure rules, as the user gave them. */
export interface StepFlags {
  readonly after?: string;
  readonly before?: string;
  /** The values of each; none of one that takes none. */
  readonly rules: ReadonlyMap<RuleFlag, readonly string[]>;
  /** The rules that a step has no more. */
  readonly without: readonly RemovableRule[];
}

/** The options of every command that changes a project. */
export type ChangeOptions = Values<(typeof CHANGE)[number]>;

/** The row of a command in the table. */
export type Row<Name extends CommandName> = (typeof COMMANDS)[Name];

/** The values of the flags of a command, and of no others. */
export type Options<Name extends CommandName> = Name extends CommandName
  ? Values<Row<Name>["flags"][number]>
  : never;

type Words<Kinds extends readonly unknown[]> = { readonly [Index in keyof Kinds]?: string };

/** A command line of a command: the words behind it, and its options. */
export interface Call<Name extends CommandName> {
  readonly words: Words<Row<Name>["words"]>;
  readonly options: Options<Name>;
}

/** A command. */
export type Run<Name extends CommandName> = (
  call: Call<Name>,
  context: Context,
) => Promise<Outcome>;

/** The topic of `--help`; left out: all commands. `code` is that of a finding. */
export type HelpTopic = CommandName | "flags" | { readonly code: string };

/**
 * A command line, taken apart. `json` says how to answer, also where the rest of it makes no sense.
 */
export type Invocation =
  | { readonly kind: "help"; readonly json: boolean; readonly topic?: HelpTopic }
  | { readonly kind: "version"; readonly json: boolean }
  | {
      readonly kind: "usage-error";
      readonly command: CommandName;
      readonly json: boolean;
      readonly problems: readonly Message[];
      readonly unknown?: UnknownWord;
      /** The value of `--cwd`. */
      readonly cwd?: string;
    }
  | AnyCommand;

export type AnyCommand = { [Name in CommandName]: Command<Name> }[CommandName];

export interface Command<Name extends CommandName> extends Call<Name> {
  readonly kind: "command";
  readonly command: Name;
  readonly json: boolean;
  readonly unknown?: UnknownWord;
  /**
   * The invocation to run where there is no project: without any word, a project says where one is.
   */
  readonly outside?: Invocation;
}

/** The options that are looked at whatever the command is. */
export type SharedOptions = Partial<Values<"yes" | "json" | "cwd" | "diff" | "dry-run">>;

/** Returns the options that many commands have, as far as they are given. */
export const sharedOptions = (invocation: {
  readonly options?: SharedOptions;
  readonly cwd?: string;
}): SharedOptions => invocation.options ?? invocation;
