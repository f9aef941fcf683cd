import fc from "fast-check";
import { expect, test } from "vitest";
import { projectTree, withLock } from "../../src/commands/files/project-tree.ts";
import { planProject } from "../../src/plan/plan.ts";
import { readDisk } from "../../src/project/disk/disk.ts";
import type { FileSystem } from "../../src/project/disk/file-system.ts";
import { ProjectError } from "../../src/project/disk/project-error.ts";
import { type Lock, readLock } from "../../src/project/lock.ts";
import { LOCK_PATH } from "../../src/project/lock-path.ts";
import { reconcile } from "../../src/project/reconcile.ts";
import { commit } from "../../src/project/transaction/commit.ts";
import { repair } from "../../src/project/transaction/repair.ts";
import { unresolvedMarker } from "../../src/project/unresolved.ts";
import { WORKFLOW_PATH } from "../../src/project/workflow-path.ts";
import type { Tree } from "../../src/render/tree.ts";
import { INFRASTRUCTURES, type Infrastructure } from "../../src/targets/names.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";
import type { Step, TransportName, WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { disk, everything, intercept, later } from "../project/faulty-fs.ts";
import { workflowArbitrary } from "../workflow/arbitrary/arbitrary.ts";

const ROOT = "/home/shop";

/** What happens in a row; the numbers choose where. */
type Action =
  | { readonly kind: "edit"; readonly file: number; readonly line: number }
  | {
      readonly kind: "change";
      readonly steps: number;
      readonly markers: boolean;
      /** At which call of the file system an editor saves, and the process is killed. */
      readonly save?: number | undefined;
      readonly kill?: number | undefined;
    };

const calls = fc.option(fc.nat({ max: 400 }), { nil: undefined });
const actions = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("edit" as const), file: fc.nat(), line: fc.nat() }),
    fc.record({
      kind: fc.constant("change" as const),
      steps: fc.nat(),
      markers: fc.boolean(),
      save: calls,
      kill: calls,
    }),
  ),
  { minLength: 3, maxLength: 8 },
);

interface Project {
  readonly fs: FileSystem;
  workflow: WorkflowWithTransport;
  /** What was last generated. */
  tree: Tree;
  /** What the user has typed and nobody else, so far. */
  marks: string[];
  /** An editor has saved something while a change was made. */
  hasSaved?: boolean;
}

type Files = Readonly<Record<string, string>>;

const filesOf = ({ fs }: Project): Files =>
  Object.fromEntries(
    Object.entries(everything(fs, ROOT)).flatMap(([path, entry]) =>
      entry === "directory" ? [] : [[path.slice(ROOT.length + 1), entry.slice(4)]],
    ),
  );

function lockOf(project: Project): Lock {
  const lock = readLock(filesOf(project)[LOCK_PATH] ?? "");
  if (Array.isArray(lock)) throw new Error(lock[0]?.message);
  return lock;
}

/** A text with a line of the user's in it; in JSON, where that is an object, a key. */
function marked(path: string, text: string, line: number, mark: string): string {
  if (path.endsWith(".json")) {
    return `${JSON.stringify({ ...JSON.parse(text), [mark]: 1 }, null, 2)}\n`;
  }
  const lines = text.split("\n");
  lines.splice(line % lines.length, 0, `# ${mark}`);
  return lines.join("\n");
}

const isEditable = (path: string): boolean =>
  path !== LOCK_PATH &&
  path !== WORKFLOW_PATH &&
  !/unchain-|\/\./.test(path) &&
  path !== "events/example.json";

function edit(project: Project, file: number, line: number): void {
  const files = filesOf(project);
  const paths = Object.keys(files).filter(isEditable);
  const path = paths[file % paths.length] as string;
  const mark = `MARK-${project.marks.length}-`;
  try {
    project.fs.writeFileSync(`${ROOT}/${path}`, marked(path, files[path] as string, line, mark));
    project.marks.push(mark);
  } catch (error) {
    // A document with conflict markers in it is no JSON.
    if (!(error instanceof SyntaxError)) throw error;
  }
}

/** Another valid workflow: without one of the steps, with some of another's, or that one; deployed with any target. */
function nextWorkflow(
  { workflow }: Project,
  pool: readonly WorkflowWithTransport[],
  choice: number,
): WorkflowWithTransport {
  const other = pool[choice % pool.length] as WorkflowWithTransport;
  const at = choice % workflow.steps.length;
  const steps: readonly (readonly Step[])[] = [
    workflow.steps.filter((_, index) => index !== at),
    [...workflow.steps.slice(0, at), ...other.steps.slice(0, 1), ...workflow.steps.slice(at)],
    other.steps,
  ];
  const infrastructure = INFRASTRUCTURES[
    Math.floor(choice / 3) % INFRASTRUCTURES.length
  ] as Infrastructure;
  const next = { ...workflow, infrastructure, steps: steps[choice % 3] as Step[] };
  const { workflow: parsed } = parseWorkflow(writeWorkflow(next), "-");
  return parsed === undefined ? other : next;
}

async function change(
  project: Project,
  pool: readonly WorkflowWithTransport[],
  action: Extract<Action, { kind: "change" }>,
): Promise<void> {
  const { fs } = project;
  resolve(project);
  const before = filesOf(project);
  const lock = lockOf(project);
  const workflow = nextWorkflow(project, pool, action.steps);
  const text = writeWorkflow(workflow);
  const plan = planProject(workflow, { packageManager: "npm" });
  const tree = projectTree(plan, text);
  const reconciled = await reconcile({
    tree,
    disk: readDisk(ROOT, new Set([...tree.keys(), ...lock.files.keys()]), fs),
    lock,
    base: () => project.tree,
    onConflict: action.markers ? "markers" : "stop",
  });
  const lockText = before[LOCK_PATH] ?? "";
  const changes = withLock(reconciled, tree, plan, text, { lock, lockText });
  const paths = Object.keys(before).filter((path) => isEditable(path) && !path.endsWith(".json"));
  const saved = paths[action.steps % paths.length] as string;
  const mark = `MARK-${project.marks.length}-`;
  let isSaved = false;
  const busy = intercept(fs, ({ index, half, whole }) => {
    if (index === action.save) {
      fs.writeFileSync(`${ROOT}/${saved}`, `${before[saved]}# ${mark}\n`);
      project.marks.push(mark);
      isSaved = true;
    }
    if (action.kill === undefined || index < action.kill) return whole();
    if (index === action.kill) half();
    throw new Error("killed");
  });
  const failed = await commit(ROOT, changes, { fs: busy }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const isKilled = failed instanceof Error && failed.message === "killed";
  if (failed !== undefined && !isKilled && !(failed instanceof ProjectError)) throw failed;
  await repair(ROOT, { fs, around: later });
  const after = filesOf(project);
  const isDone = after[LOCK_PATH] !== before[LOCK_PATH] || failed === undefined;
  const litter = Object.keys(after).filter((path) => /unchain-|journal|running/.test(path));
  project.hasSaved ||= isSaved;
  // What was there before somebody saved it stays beside it.
  expect(litter.filter((path) => !(project.hasSaved && path.endsWith(".old")))).toEqual([]);
  if (!isSaved) expect(after).toEqual(isDone ? applied(before, changes) : before);
  if (isDone) Object.assign(project, { workflow, tree });
}

function applied(before: Files, changes: Awaited<ReturnType<typeof reconcile>>): Files {
  const files: Record<string, string> = { ...before };
  for (const { path, action, content, conflict } of changes) {
    if (action === "remove") delete files[path];
    const isWritten = /create|update|merge/.test(action) || conflict?.isMarked;
    if (isWritten && content !== undefined) files[path] = content;
  }
  return files;
}

/** Keeps both sides of each conflict. */
function resolve(project: Project): void {
  for (const [path, text] of Object.entries(filesOf(project))) {
    if (unresolvedMarker(text) === undefined) continue;
    const both = text.replace(
      /^<{7} yours\n([\s\S]*?)^(?:\|{7} base\n[\s\S]*?)?={7}\n([\s\S]*?)^>{7} .*\n/gm,
      "$1$2",
    );
    project.fs.writeFileSync(`${ROOT}/${path}`, both);
  }
}

/** Tests that whatever somebody types stays, and that no change is half made. */
export function testChanges(numRuns: number): void {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  test(`nothing is lost or half made in ${numRuns} random projects (SEED=${seed})`, {
    timeout: 3_600_000,
  }, async () => {
    const pools = (["queue", "state-machine"] as const).map((transport) => poolOf(transport, seed));
    await fc.assert(
      fc.asyncProperty(fc.nat(), actions, async (first, list) => {
        const pool = pools[first % 2] as readonly WorkflowWithTransport[];
        const workflow = pool[first % pool.length] as WorkflowWithTransport;
        const text = writeWorkflow(workflow);
        const plan = planProject(workflow, { packageManager: "npm" });
        const tree = projectTree(plan, text);
        const { fs } = disk({ "/home": null });
        const create = [...tree].map(([path, file]) => ({
          path,
          action: "create" as const,
          ...file,
        }));
        await commit(ROOT, withLock(create, tree, plan, text), { fs });
        const project: Project = { fs, workflow, tree, marks: [] };
        for (const action of list) {
          if (action.kind === "edit") edit(project, action.file, action.line);
          else await change(project, pool, action);
          const all = Object.values(filesOf(project)).join("\n");
          expect(project.marks.filter((mark) => !all.includes(mark))).toEqual([]);
        }
      }),
      { seed, numRuns },
    );
  });
}

function poolOf(transport: TransportName, seed: number): WorkflowWithTransport[] {
  return fc
    .sample(workflowArbitrary, { seed, numRuns: 200 })
    .map((workflow): WorkflowWithTransport => ({ ...workflow, transport }))
    .filter((workflow) => workflow.steps.length < 6)
    .filter((workflow) => parseWorkflow(writeWorkflow(workflow), "-").workflow !== undefined);
}
