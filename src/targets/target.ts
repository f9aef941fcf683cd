import type { Deployment } from "../deployment/model.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * A tool that deploys a workflow. It has a folder here, one of templates, `templates/infrastructure/<name>/`, and a line
 * in each of `names.ts`, `descriptions.ts` and `registry.ts`.
 */
export interface Target extends TargetDescription {
  /** Returns the folders of its templates under `templates/infrastructure/`: its own, and what it shares with others. */
  folders(deployment: Deployment, plan: Plan): readonly string[];
  /** Returns what these templates mention, besides what those of every project do. */
  templateData(deployment: Deployment, plan: Plan): object;
  /** Returns the files that no template makes: path and content. */
  files(deployment: Deployment, plan: Plan): [path: string, content: string][];
}

/** Describes a target to whoever makes nothing that is deployed: questions, notes, READMEs. */
export interface TargetDescription {
  /** As people call it, e.g. `AWS CDK`. */
  readonly title: string;
  /** Says in one line who takes it, for questions, help and the schema. */
  readonly describe: string;
  /** Lines of `.gitignore`. */
  readonly ignored: readonly string[];
  /** The files of it that are the user's from the day on which they are written. */
  readonly yours: readonly string[];
  readonly limits: TargetLimits;
  /** Tells by the paths of the files around a project whether they are deployed with this tool. */
  isUsedBy(paths: readonly string[]): boolean;
  /** Returns the scripts of `package.json` that are about what is deployed. */
  scripts(packageManager: PackageManager): TargetScripts;
  /**
   * The steps of a GitHub workflow, in YAML, that the target needs before what is deployed can be checked.
   */
  readonly setupSteps: readonly string[];
  /** The words about a project that is a part of somebody's own app. Left out: it can be none. */
  readonly part?: TargetPart;
  /** The words in which messages, notes and READMEs speak of what is deployed. */
  readonly words: TargetWords;
}

/** The limits of AWS that depend on the target. */
export interface TargetLimits {
  /** The most resources that one deployment has, and how many one has; left out where there is no such limit. */
  readonly resources?: { readonly most: number; count(deployment: Deployment): number };
  /** Returns the name that something has in AWS, at its longest; AWS takes less of it where that is too long. */
  longestName(stack: string, kind: "function" | "table" | "bucket", name: string): string;
  /**
   * Tells that the permission to trace the state machine is in the policy of its role, and not in a managed one.
   */
  readonly tracesInPolicy: boolean;
}

/** A project that is a part of an app. */
export interface TargetPart {
  /** The app that it becomes a part of, as people call it. */
  readonly of: string;
  /** Returns the lines that add it. @param folder where the project is, from the file with these lines */
  linesToAdd(workflow: string, folder: string): readonly string[];
  /** The language of these lines in Markdown. */
  readonly language: string;
  /** The other things that it needs, in sentences. */
  readonly needs: string;
  /** Returns what the names of all that is deployed begin with. */
  prefix(workflow: string): string;
  /** A sentence about taking it out again. */
  readonly removal: string;
  /** Returns the command for that, if it takes one. */
  removeCommand(workflow: string): string | undefined;
  /** Returns the words that are others than those for a project that is deployed alone. */
  words(workflow: string): Partial<TargetWords>;
}

/** Every target has these scripts; what else it has is its own. */
export interface TargetScripts {
  /** Checks what is deployed more thoroughly than `npm test` does. */
  readonly "check:infrastructure": string;
  readonly deploy: string;
  readonly [script: string]: string;
}

/**
 * The words in which messages, notes and READMEs speak of a target. Commands are lines of a POSIX shell.
 */
export interface TargetWords {
  /** The file or folder in which what is deployed is declared, e.g. `template.yaml`. */
  readonly declaredIn: string;
  /** One thing that is deployed as a whole, e.g. `CloudFormation stack`. */
  readonly unit: string;
  /** The files that building and deploying leave in a project. */
  readonly leaves: readonly string[];
  /** The setting of a function's memory, e.g. ``MemorySize in template.yaml``. */
  readonly memory: string;
  /** Removes all that is deployed, but for what is kept: a command, or one in each line. @param stack as a shell has it, e.g. `$stack` */
  removeCommand(stack: string): string;
  /**
   * Says what to do before a deployment under another name, where that would replace what is there; left out where it
   * makes something beside it.
   */
  readonly beforeRenaming?: string;
  /**
   * Says what becomes of a deployment over resources of the same names that another tool has made; left out where it
   * fails as long as they are there.
   */
  readonly overExisting?: string;
  /** Says where a deployment is removed after a change of `workflow.yaml`; left out where it is the same everywhere. */
  readonly removeWhere?: string;
  /** Says how the table of what was done becomes part of what is deployed. */
  readonly importTable: string;
  /** Lets queues stay that are no longer declared, by their names; left out where they do so by themselves. */
  keepQueuesCommand?(queues: readonly string[]): string;
  /** Returns the name of an output, e.g. of `ApiUrl`. */
  outputName(output: string): string;
  /** Prints an output, e.g. `ApiUrl`: the lines of a command of which the first begins at the margin. */
  outputCommand(output: string): readonly string[];
  /**
   * Returns the name of a function in AWS, by its file in `src/functions/`: a word of a shell, in lines as those of an output.
   *
   * @param longest how long the longest name of a function is
   */
  functionName(entry: string, longest: number): readonly string[];
  /**
   * The permissions to read that the commands need which look after the work, besides queues or executions.
   */
  readonly commandsRead: string;
  /** Says how to set the share of compensated workflows over which an alarm goes off. */
  readonly shareSetting: string;
  /** Returns the name in which an alarm is found, from its name in kebab-case. */
  alarmName(name: string): string;
}
