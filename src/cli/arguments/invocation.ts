import type { CommandName } from "../../commands/definitions/commands.ts";
import type { ExplainFlag } from "../../commands/definitions/explain-flags.ts";
import type { FLAGS, Rule } from "../../commands/definitions/flags.ts";
import type { RuleFlag } from "../../commands/definitions/rule-flags.ts";
import type { Message } from "../../messages/message.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import type { Infrastructure, PartOf, TransportName } from "../../workflow/workflow.ts";
import type { UnknownWord } from "./find-command.ts";

/** The place of a new step, its kind and its failure rules, as the user gave them. */
export interface StepFlags {
  readonly after?: string;
  readonly before?: string;
  /** The values of each; none of one that takes none. */
  readonly rules: ReadonlyMap<RuleFlag, readonly string[]>;
  /** The rules that a step has no more. */
  readonly without: readonly Rule[];
}

/** The flags as the user gave them; those that a command does not understand are as if not given. */
export interface Options {
  /** A file, or `-` for standard input. */
  readonly workflow?: string;
  /** The name of the workflow of a new project. */
  readonly name?: string;
  readonly transport?: TransportName;
  readonly infrastructure?: Infrastructure;
  readonly as?: PartOf;
  readonly packageManager?: PackageManager;
  readonly cwd?: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** `true`: every file; a string: only that file, or what lies below that folder. */
  readonly diff?: true | string;
  readonly json: boolean;
  readonly install: boolean;
  readonly git: boolean;
  /** Makes a project among the files of a directory. */
  readonly merge: boolean;
  readonly step: StepFlags;
  /** Changes files with edits that are not committed too. */
  readonly allowDirty: boolean;
  /**
   * Decides about a file that both have changed: nothing is written, or the file with conflict markers.
   */
  readonly onConflict: "stop" | "markers";
  /** A generated file, or a folder of them, that becomes what is generated again. */
  readonly restore?: string;
  /** Makes an edit of a generated file a problem, not a warning. */
  readonly strict: boolean;
  /** The document that the schema describes. */
  readonly output?: (typeof FLAGS.output.choices)[number];
  readonly explain: ExplainFlags;
}

/** The flags of `explain` and their values; `--duration` and `--memory` may be repeated. */
export type ExplainFlags = ReadonlyMap<ExplainFlag, readonly string[]>;

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
  | Command;

export interface Command {
  readonly kind: "command";
  readonly command: CommandName;
  readonly json: boolean;
  readonly unknown?: UnknownWord;
  /** The word behind the command: a directory, or the name of a step. */
  readonly argument?: string;
  /** The second word behind it: the new name of the step. */
  readonly newName?: string;
  readonly options: Options;
  /**
   * The invocation to run where there is no project: without any word, a project says where one is.
   */
  readonly outside?: Invocation;
}
