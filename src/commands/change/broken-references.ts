import * as nodeFs from "node:fs";
import { join } from "node:path";
import { isComposite } from "../../forms/traits.ts";
import type { Message } from "../../messages/message.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Change } from "../../project/changes.ts";
import { decodeText } from "../../project/disk/disk.ts";
import type { FileSystem } from "../../project/disk/file-system.ts";
import { isModule, modulesIn } from "../../project/rename/moved-steps.ts";
import { renamedPath, type StepRename } from "../../project/rename/step-names.ts";
import { itemTypes } from "../../render/code/state-types.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import { stateKey } from "../../workflow/paths.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";

/** The folders in which people write a project's code. */
const FOLDERS = ["src", "test"];

/** Something that is no longer there, how a line of code mentions it, and what to say about that. */
interface RemovedSymbol {
  readonly code: string;
  /** `path` is that of the file with the line. */
  readonly mentions: (line: string, path: string) => boolean;
  readonly message: string;
  readonly suggestion: string;
}

const pathOf = ({ path }: Change): string => path;

/** A line that is a comment, or in one: prose, and no use of a type. */
const COMMENT = /^\s*(?:\/\/|\/?\*)/;

const word = (name: string): RegExp =>
  new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);

/** Returns the symbols that code may have used before a change and cannot use after it. */
function goneBetween(
  before: Plan,
  after: Plan,
  removed: readonly string[],
  rename: StepRename | undefined,
): RemovedSymbol[] {
  return [
    ...goneResults(before, after, rename),
    ...removed.filter((path) => path.endsWith(".ts")).map((path) => goneModule(path, rename)),
    ...goneTypes(before, after),
  ];
}

function goneResults(before: Plan, after: Plan, rename: StepRename | undefined): RemovedSymbol[] {
  const kept = new Set(keptUnder(after).map(({ key }) => key));
  const access = /(?<![\w$])(?:results|errors)(?![\w$])/;
  return keptUnder(before)
    .filter(({ key }) => !kept.has(key))
    .map(({ name, key }): RemovedSymbol => {
      const ofKey = word(key);
      return {
        code: "USES_REMOVED_RESULT",
        mentions: (line) => access.test(line) && ofKey.test(line),
        ...(name === rename?.from
          ? {
              message: `This uses the result of ${name}, which is now called ${rename.to}.`,
              suggestion: `Replace ${key} by ${camelCase(rename.to)}.`,
            }
          : {
              message: `This uses the result of ${name}, which is no longer in the workflow.`,
              suggestion: `Change the code so that it does not need ${name}.`,
            }),
      };
    });
}

/** The names of what leaves results or errors, with the keys that those are under. */
function keptUnder({ workflow, steps }: Plan): { name: string; key: string }[] {
  const composites = allSteps(workflow).filter(isComposite);
  return [
    ...steps.map(({ task: { name }, key }) => ({ name, key })),
    ...composites.map((step) => ({ name: step.name, key: stateKey(step) })),
  ];
}

function goneModule(removed: string, rename: StepRename | undefined): RemovedSymbol {
  const isStep = removed.startsWith("src/steps/");
  const now = rename === undefined ? removed : renamedPath(removed, rename);
  return {
    code: isStep ? "IMPORTS_REMOVED_STEP" : "IMPORTS_REMOVED_FILE",
    mentions: (line, path) => modulesIn(line).some((module) => isModule(module, path, removed)),
    message: `This imports ${removed}, which is ${now === removed ? "removed" : `${now} now`}.`,
    suggestion:
      now === removed
        ? "Remove the import, or the whole file if you no longer need it."
        : "Import it from the new place.",
  };
}

function goneTypes(before: Plan, after: Plan): RemovedSymbol[] {
  const classes = before.errorClasses.filter((name) => !after.errorClasses.includes(name));
  const there = itemTypes(after);
  const types = itemTypes(before).filter((name) => !there.includes(name));
  const named = (name: string) => {
    const mention = word(name);
    return (line: string) => !COMMENT.test(line) && mention.test(line);
  };
  return [
    ...classes.map(
      (name): RemovedSymbol => ({
        code: "USES_REMOVED_ERROR",
        mentions: named(name),
        message: `This uses the class ${name}, which is no longer in src/workflow.ts.`,
        suggestion: `Throw another error, or name ${name} in a catch rule of workflow.yaml.`,
      }),
    ),
    ...types.map(
      (name): RemovedSymbol => ({
        code: "USES_REMOVED_TYPE",
        mentions: named(name),
        message: `This uses the type ${name}, which is no longer in src/workflow.ts.`,
        suggestion: `Use one of: ${["WorkflowState", ...there].join(", ")}`,
      }),
    ),
  ];
}

/** Returns the code of a project that people write, by path: what Unchain manages is in it, too. */
export function codeOf(root: string, fs: FileSystem = nodeFs): Map<string, string> {
  const paths = FOLDERS.flatMap((folder) => codeIn(root, folder, fs));
  return new Map(paths.map((path) => [path, decodeText(fs.readFileSync(join(root, path))) ?? ""]));
}

/**
 * Reports the places where code that people have written still uses what a change takes away. A line is read as text:
 * what it finds is what the type checker will say, not all of it.
 *
 * @param changes what becomes of the files that Unchain knows: those it manages are not looked into
 * @param rename where the change is that a step gets another name
 */
export function brokenReferences(
  root: string,
  before: Plan,
  after: Plan,
  changes: readonly Change[],
  {
    rename,
    fs = nodeFs,
  }: { readonly rename?: StepRename | undefined; readonly fs?: FileSystem } = {},
): Message[] {
  const isRemoved = ({ action }: Change) => action === "remove";
  const gone = goneBetween(before, after, changes.filter(isRemoved).map(pathOf), rename);
  if (gone.length === 0) return [];
  const code = codeOf(root, fs);
  for (const { path, action, owner, content } of changes) {
    const isNowhere = action === "remove" || owner === "managed";
    if (isNowhere) code.delete(path);
    else if (content !== undefined && rename && /\.[cm]?[jt]sx?$/.test(path))
      code.set(path, content);
  }
  return [...code].flatMap(([path, text]) =>
    text.split(/\r?\n/).flatMap((line, index) =>
      gone
        .filter(({ mentions }) => mentions(line, path))
        .map(({ code: known, message, suggestion }) => ({
          code: known,
          message,
          suggestion,
          path,
          line: index + 1,
        })),
    ),
  );
}

/** The TypeScript and JavaScript files below a folder, sorted; no link is followed. */
function codeIn(root: string, folder: string, fs: FileSystem): string[] {
  const stats = fs.lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return [];
  return fs
    .readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return entry.name === "node_modules" ? [] : codeIn(root, path, fs);
      }
      return entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
    });
}
