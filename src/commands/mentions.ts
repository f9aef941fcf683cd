import * as nodeFs from "node:fs";
import { join } from "node:path";
import type { Plan } from "../plan/plan.ts";
import type { Change } from "../project/changes.ts";
import { decodeText } from "../project/disk.ts";
import type { FileSystem } from "../project/file-system.ts";
import { exampleInput, spacedJson } from "../render/example-input.ts";
import type { Problem } from "../workflow/workflow.ts";

/** Where the code of a project is that people write. */
const FOLDERS = ["src", "test"];

/** Something that is no longer there, how a line of code mentions it, and what to say about that. */
interface Gone {
  readonly code: string;
  readonly mentions: (line: string) => boolean;
  readonly message: string;
  readonly suggestion: string;
}

const pathOf = ({ path }: Change): string => path;

const word = (name: string): RegExp =>
  new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);

/** What code may have used before a change, and cannot use behind it. */
function goneBetween(before: Plan, after: Plan, removed: ReadonlySet<string>): Gone[] {
  return [...goneSteps(before, after, removed), ...goneInputs(before, after)];
}

/** With a trigger the input has a type: a state that is made with another one is none any more. */
function goneInputs(before: Plan, after: Plan): Gone[] {
  if (before.workflow.trigger || !after.workflow.trigger) return [];
  const example = exampleInput(after);
  return [
    {
      code: "INPUT_HAS_TYPE",
      mentions: (line) => {
        const input = /(?<![\w$.])input: (\{[^{}]*\})/.exec(line)?.[1];
        return input !== undefined && !Object.keys(example).every((name) => input.includes(name));
      },
      message: "This input is not of the type that src/input.ts gives it now.",
      suggestion: `Give it what the schema asks for:  ${spacedJson(example)}`,
    },
  ];
}

function goneSteps(before: Plan, after: Plan, removed: ReadonlySet<string>): Gone[] {
  const kept = new Set(after.steps.map(({ task }) => task.name));
  const steps = before.steps.filter(({ task }) => !kept.has(task.name));
  const classes = before.errorClasses.filter((name) => !after.errorClasses.includes(name));
  return [
    ...steps.map(({ task, key }): Gone => {
      const access = /(?<![\w$])(?:results|errors)(?![\w$])/;
      const ofKey = word(key);
      return {
        code: "USES_REMOVED_RESULT",
        mentions: (line) => access.test(line) && ofKey.test(line),
        message: `This uses the result of ${task.name}, which is no longer in the workflow.`,
        suggestion: `Change it to do without ${task.name}.`,
      };
    }),
    ...steps.flatMap(({ task }): Gone[] => {
      if (!removed.has(`src/steps/${task.name}.ts`)) return [];
      const module = new RegExp(`["'/]${task.name}\\.[cm]?[jt]s["']`);
      return [
        {
          code: "IMPORTS_REMOVED_STEP",
          mentions: (line) => module.test(line),
          message: `This imports src/steps/${task.name}.ts, which is removed.`,
          suggestion: "Take the import out, or the file, if it is of no use now.",
        },
      ];
    }),
    ...classes.map((name): Gone => {
      const mention = word(name);
      return {
        code: "USES_REMOVED_ERROR",
        mentions: (line) => mention.test(line),
        message: `This uses the class ${name}, which src/workflow.ts no longer has.`,
        suggestion: `Throw another error, or name ${name} in a catch of workflow.yaml.`,
      };
    }),
  ];
}

/**
 * Where code that people have written still uses what a change takes away. A line is read as text:
 * what it finds is what the type checker will say, not all of it.
 *
 * @param changes what becomes of the files that Unchain knows: those it manages are not looked into
 */
export function brokenMentions(
  root: string,
  before: Plan,
  after: Plan,
  changes: readonly Change[],
  fs: FileSystem = nodeFs,
): Problem[] {
  const isRemoved = ({ action }: Change) => action === "remove";
  const gone = goneBetween(before, after, new Set(changes.filter(isRemoved).map(pathOf)));
  if (gone.length === 0) return [];
  const passedOver = new Set(
    changes.filter((change) => isRemoved(change) || change.owner === "managed").map(pathOf),
  );
  const files = FOLDERS.flatMap((folder) => codeIn(root, folder, fs));
  return files
    .filter((path) => !passedOver.has(path))
    .flatMap((path) => {
      const text = decodeText(fs.readFileSync(join(root, path))) ?? "";
      return text.split(/\r?\n/).flatMap((content, index) =>
        gone
          .filter(({ mentions }) => mentions(content))
          .map(({ code, message, suggestion }) => ({
            code,
            message,
            suggestion,
            path,
            line: index + 1,
          })),
      );
    });
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
