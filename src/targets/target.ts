import type { Deployment } from "../deployment/model.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import type { Plan } from "../plan/plan.ts";
import type { Infrastructure } from "../workflow/workflow.ts";

/**
 * A tool that deploys a workflow. It has a folder here, one of templates, `templates/infrastructure/<name>/`, and a line
 * in the registry.
 */
export interface Target {
  readonly name: Infrastructure;
  /** As people call it, e.g. `AWS CDK`. */
  readonly title: string;
  /** Says in one line who takes it, for questions, help and the schema. */
  readonly describe: string;
  /** The most resources that one deployment holds; left out where there is no such limit. */
  readonly maxResources?: number;
  /** Tells by the paths of the files around a project whether they are deployed with this tool. */
  isUsedBy(paths: readonly string[]): boolean;
  /** Returns what the target's own templates mention. */
  templateData(deployment: Deployment, plan: Plan): object;
  /** Returns the files that no template makes: path and content. */
  files(deployment: Deployment, plan: Plan): (readonly [path: string, content: string])[];
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Returns the scripts of `package.json` that are about what is deployed. */
  scripts(packageManager: PackageManager): Readonly<Record<string, string>>;
  /** The words in which messages, notes and READMEs speak of what is deployed. */
  readonly words: TargetWords;
}

/** What messages, notes and READMEs say about a target. Commands are lines of a POSIX shell; `$stack` is set. */
export interface TargetWords {
  /** The file or folder in which what is deployed is declared, e.g. `template.yaml`. */
  readonly declaredIn: string;
  /** One thing that is deployed as a whole, e.g. `CloudFormation stack`. */
  readonly unit: string;
  /** Removes all that is deployed, but for what is kept. */
  readonly removeCommand: string;
  /** Returns the command that prints an output, e.g. `ApiUrl`. */
  readonly outputCommand: (output: string) => string;
  /** Returns the name in which an alarm is found, from its name in kebab-case. */
  readonly alarmName: (name: string) => string;
}
