import type { PackageManager } from "../plan/package-manager.ts";
import type { Infrastructure, PartOf, Problem, Transport } from "../workflow/workflow.ts";
import type { CommandName } from "./definitions/commands.ts";
import type { ExplainFlag } from "./definitions/explain-flags.ts";
import type { FLAGS, Rule } from "./definitions/flags.ts";
import type { RuleFlag } from "./definitions/rule-flags.ts";
import type { UnknownWord } from "./find-command.ts";

/** Where a new step goes, what it is and its failure rules, as the user gave them. */
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
  readonly transport?: Transport;
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
  /** What becomes of a file that was changed by both: nothing is written, or it is written with conflict markers. */
  readonly onConflict: "stop" | "markers";
  /** A generated file, or a folder of them, that becomes what is generated again. */
  readonly restore?: string;
  /** What was changed here is a problem too, not a warning. */
  readonly strict: boolean;
  /** What the schema is of. */
  readonly output?: (typeof FLAGS.output.choices)[number];
  readonly explain: ExplainFlags;
}

/** What `explain` is told beside the workflow: the values of each flag; `--duration` and `--memory` may be repeated. */
export type ExplainFlags = ReadonlyMap<ExplainFlag, readonly string[]>;

/** What `--help` is about; left out: all commands. */
export type HelpTopic = CommandName | "flags";

/** What a command line asks for. `json` says how to answer, also where the rest of it makes no sense. */
export type Invocation =
  | { readonly kind: "help"; readonly json: boolean; readonly topic?: HelpTopic }
  | { readonly kind: "version"; readonly json: boolean }
  | {
      readonly kind: "usage-error";
      readonly command: CommandName;
      readonly json: boolean;
      readonly problems: readonly Problem[];
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
  /** What is asked for where there is no project: without any word, a project says where one is. */
  readonly outside?: Invocation;
}
