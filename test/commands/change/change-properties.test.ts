import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../../src/commands/outcome/outcome.ts";
import { normalise } from "../../../src/project/merge/line-endings.ts";
import { setKey } from "../../../src/workflow/text/set-keys.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import type { TransportName, Workflow } from "../../../src/workflow/workflow.ts";
import { workflowArbitrary } from "../../workflow/arbitrary/arbitrary.ts";
import { type ProjectInDirectory, projectInDirectory } from "../project-in-directory.ts";

const LOCK = ".unchain/lock.json";
const WORKFLOW = "workflow.yaml";

type Files = Readonly<Record<string, string>>;

/** Something that somebody does to a file of a project; the numbers choose which, and where. */
interface Edit {
  readonly file: number;
  readonly line: number;
  readonly kind: "insert" | "replace" | "append" | "delete-file" | "new-file" | "comment";
}

const edits = fc.array(
  fc.record({
    file: fc.nat(),
    line: fc.nat(),
    kind: fc.constantFrom<Edit["kind"][]>(
      ...(["insert", "insert", "replace", "append", "delete-file", "new-file", "comment"] as const),
    ),
  }),
  { minLength: 3, maxLength: 12 },
);

/** What somebody types, and what nobody else does. */
const USER_LINE = /user line \d+/;

/** Files that every change touches: half of the edits are in them. */
const BUSY = ["README.md", "template.yaml", "test/failure-rules.ts", "src/workflow.ts"];

function edited(files: Files, edits: readonly Edit[]): Files {
  const others = Object.keys(files).filter((path) => path !== LOCK && path !== WORKFLOW);
  const result = { ...files };
  for (const [index, { file, line, kind }] of edits.entries()) {
    const paths = file % 2 === 0 ? BUSY : others;
    const path = kind === "comment" ? WORKFLOW : (paths[file % paths.length] as string);
    const mine = `${kind === "comment" ? "# " : ""}user line ${index}`;
    if (kind === "new-file") {
      result[`src/mine-${index}.ts`] = `// ${mine}\n`;
    } else if (kind === "delete-file") {
      delete result[path];
    } else {
      const lines = (result[path] ?? files[path] ?? "").split("\n");
      if (kind === "append") lines.splice(-1, 0, mine);
      else if (kind === "comment") lines.splice(line % 2 === 0 ? 0 : lines.length - 1, 0, mine);
      else lines.splice(line % lines.length, kind === "replace" ? 1 : 0, mine);
      result[path] = lines.join("\n");
    }
  }
  return result;
}

const withCrlf = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
  );

/** A project on the disk whose files are these. */
async function projectOf(workflow: Workflow, change: (files: Files) => Files) {
  const project = await projectInDirectory(writeWorkflow(workflow));
  const made = project.files();
  const files = change(made);
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  const deleted = Object.keys(made).filter((path) => !(path in files));
  for (const path of deleted) rmSync(join(project.root, path));
  return { project, files, deleted };
}

const commands = [
  "sync",
  "sync of the other transport",
  "sync of another target",
  "add step",
  "remove step",
] as const;

type Command = (typeof commands)[number];

/** Workflows of either transport that the other one takes as well. */
const movableArbitrary = fc
  .tuple(
    workflowArbitrary.filter(({ transport, queue }) => transport === "queue" && !queue),
    fc.constantFrom<TransportName[]>("queue", "state-machine"),
  )
  .map(([workflow, transport]): Workflow => ({ ...workflow, transport }));

/** Prepares a random change of a project, and gives the command line that makes it. */
function prepare(
  command: Command,
  project: ProjectInDirectory,
  { two, place }: { readonly two: Workflow; readonly place: number },
): string {
  const text = project.read(WORKFLOW);
  const names = [...text.matchAll(/^ {2}- name: "?([a-z][\w-]*)"?\r?$/gm)];
  const name = names[place % names.length]?.[1];
  switch (command) {
    case "sync":
      project.write(WORKFLOW, [...(text.match(/^# .*$/gm) ?? []), writeWorkflow(two)].join("\n"));
      return "sync --no-install";
    case "sync of the other transport": {
      const other = /^transport: queue/m.test(text) ? "state-machine" : "queue";
      project.write(WORKFLOW, text.replace(/^transport: [a-z-]+/m, `transport: ${other}`));
      return "sync --no-install";
    }
    case "sync of another target": {
      const target = place % 2 === 0 ? "cdk" : "terraform";
      project.write(WORKFLOW, setKey(text, "infrastructure", target));
      return "sync --no-install";
    }
    case "add step":
      return `add step one-more ${place % 2 === 0 ? "--after" : "--before"} ${name} --catch Gone:continue --no-install`;
    case "remove step":
      return `remove step ${name} --no-install`;
  }
}

/** Each line of the user is where it was; what they have deleted stays away. */
function expectKept(before: Files, after: Files, deleted: readonly string[]): number {
  let kept = 0;
  for (const [path, text] of Object.entries(before)) {
    const mine = text.split(/\r?\n/).filter((line) => USER_LINE.test(line));
    const lines = (after[path] ?? "").split(/\r?\n/);
    for (const line of mine) expect(lines, path).toContain(line);
    kept += mine.length;
  }
  for (const path of deleted) expect(after).not.toHaveProperty([path]);
  return kept;
}

describe("no line of the user is lost, with CRLF as with LF, whatever the workflow and the edits", () => {
  test.each(commands)(
    "%s",
    async (command) => {
      const actions = new Set<string>();
      let [made, kept] = [0, 0];
      const cases = fc.record({
        one: command === "sync of the other transport" ? movableArbitrary : workflowArbitrary,
        two: workflowArbitrary,
        edits,
        place: fc.nat(),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ one, edits, ...change }) => {
          const twins: Files[] = [];
          for (const isCrlf of [false, true]) {
            const { project, deleted } = await projectOf(one, (files) => {
              const mine = edited(files, edits);
              return isCrlf ? withCrlf(mine) : mine;
            });
            const line = prepare(command, project, change);
            const before = project.files();
            const outcome = await runAndResolve(project, line);
            fc.pre(outcome !== undefined);
            const after = project.files();
            made++;
            kept += expectKept(before, after, deleted);
            const check = await project.run("check");
            const [missing, others] = partition(
              check.problems,
              ({ code }) => code === "MISSING_FILE",
            );
            expect(unique(others.map(({ path }) => path))).toEqual(marked(outcome));
            for (const { path } of missing) expect(deleted).toContain(path);
            expect(check.exitCode).toBe(check.problems.length > 0 ? 1 : 0);
            for (const { action, before } of outcome.changes) {
              if (before !== undefined && USER_LINE.test(before)) actions.add(action);
            }
            for (const path of isCrlf ? Object.keys(before) : []) {
              if (path === WORKFLOW && command === "sync") continue;
              expect([path, /(?<!\r)\n/.test(after[path] ?? "")]).toEqual([path, false]);
            }
            twins.push(
              Object.fromEntries(
                Object.entries(after).map(([path, text]) => [path, normalise(text)]),
              ),
            );
          }
          expect(twins[1]).toEqual(twins[0]);
        }),
        { numRuns: 4, seed: 17, endOnFailure: true },
      );
      expect(made).toBeGreaterThan(2);
      expect(kept).toBeGreaterThan(5);
      expect(actions.has("merge") || actions.has("conflict")).toBe(true);
    },
    120_000,
  );
});

const partition = <T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] => [
  values.filter(isFirst),
  values.filter((value) => !isFirst(value)),
];

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The files in which a run has left both sides. */
const marked = ({ changes }: Outcome): string[] =>
  changes.filter(({ conflict }) => conflict?.isMarked).map(({ path }) => path);

/** Runs a change; where it is a conflict, all of which it must info, once more with markers. `undefined`: it is not valid. */
async function runAndResolve(
  project: ProjectInDirectory,
  line: string,
): Promise<Outcome | undefined> {
  const before = project.files();
  const outcome = await project.run(line);
  if (outcome.exitCode === 0) return outcome;
  expect(project.files()).toEqual(before);
  if (outcome.exitCode === 2) return undefined;
  expect([outcome.exitCode, outcome.status]).toEqual([3, "conflict"]);
  const clashing = outcome.changes.filter(({ action }) => action === "conflict");
  expect(clashing.length).toBeGreaterThan(0);
  const reported = new Set(outcome.problems.map(({ path }) => path));
  for (const { path } of clashing) expect(reported).toContain(path);
  const resolved = await project.run(`${line} --conflict markers`);
  expect([resolved.exitCode, resolved.status]).toEqual([3, "conflict"]);
  return resolved;
}

test("a step that goes in and out again leaves everything as it was, to the letter", async () => {
  let settled = 0;
  const cases = fc.record({
    one: workflowArbitrary,
    edits,
    isCrlf: fc.boolean(),
    place: fc.nat(),
    rules: fc.constantFrom(
      "",
      "--on-failure continue",
      "--on-failure compensate --compensation undo-it",
      "--on-failure fallback --fallback instead --catch Gone:fail",
    ),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ one, edits, isCrlf, place, rules }) => {
      const { project } = await projectOf(one, (files) => {
        const mine = edited(files, edits);
        return isCrlf ? withCrlf(mine) : mine;
      });
      await project.run("sync --no-install");
      const before = project.files();
      const names = one.steps.map(({ name }) => name);
      const position = `${place % 2 === 0 ? "--after" : "--before"} ${names[place % names.length]}`;
      const added = await project.run(`add step one-more ${position} ${rules} --no-install`);
      if (added.exitCode !== 0) {
        expect(project.files()).toEqual(before);
        return;
      }
      expect(project.files()).not.toEqual(before);
      expect((await project.run("remove step one-more --no-install")).exitCode).toBe(0);
      expect(project.files()).toEqual(before);
      settled++;
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(settled).toBeGreaterThan(1);
}, 120_000);
