import type { Plan } from "../plan/plan.ts";
import { type Change, isWritten } from "../project/changes.ts";
import { type Reconciliation, reconcile } from "../project/reconcile.ts";
import { asRenamed, onDisk, renamedCode, withWordsIn } from "../project/rename-step.ts";
import { renamedPath, type StepRename } from "../project/step-names.ts";
import { renderProject } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { codeOf } from "./mentions.ts";
import { projectTree } from "./project-tree.ts";

interface Renaming {
  readonly root: string;
  readonly plan: { readonly before: Plan; readonly after: Plan };
  /** The new text of `workflow.yaml`. */
  readonly text: string;
  readonly rename: StepRename;
  /** What was last generated. */
  readonly base: () => Promise<Tree | undefined>;
}

/**
 * Plans what a project becomes in which a step gets another name; writes nothing. The files of the
 * step move, and what people have written follows as far as that is safe.
 */
export async function planRename(
  { tree, disk, lock, onConflict = "stop" }: Reconciliation,
  { root, plan, text, rename, base }: Renaming,
): Promise<Change[]> {
  const rendered = renderProject(plan.before, lock.workflow);
  const project = { rename, rendered, tree, disk, lock };
  const seen = asRenamed(project);
  // The lock keeps what the files of the step were first written as.
  const known = { ...seen, tree: projectTree(plan.after, text, seen.lock), onConflict };
  const decided = await merged(known, base, rename);
  const changes = onDisk(decided.changes, decided.disk, project);
  const isTheirs = (path: string) =>
    (lock.files.get(path) ?? tree.get(path) ?? { owner: "yours" }).owner === "yours" &&
    !changes.some((change) => change.path === path && isWritten(change));
  const theirs = new Map([...codeOf(root)].filter(([path]) => isTheirs(path)));
  const code = renamedCode(project, theirs);
  const paths = new Set(code.map(({ path }) => path));
  return [...changes.filter(({ path }) => !paths.has(path)), ...code].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/** Where a merge fails because the name is in lines that somebody has edited, it is replaced in them. */
async function merged(
  known: Reconciliation,
  base: () => Promise<Tree | undefined>,
  rename: StepRename,
): Promise<{ readonly changes: Change[]; readonly disk: Reconciliation["disk"] }> {
  const planned = await reconcile({ ...known, onConflict: "stop" });
  const isEdited = planned.some(({ conflict }) => conflict !== undefined);
  const last = isEdited ? await base() : undefined;
  if (last === undefined) return { changes: planned, disk: known.disk };
  const led = new Map([...last].map(([path, file]) => [renamedPath(path, rename), file]));
  const first = await reconcile({ ...known, base: led, onConflict: "stop" });
  const conflicts = first.filter(({ conflict }) => conflict !== undefined);
  if (conflicts.length === 0) return { changes: first, disk: known.disk };
  const paths = conflicts.map(({ path }) => path);
  const worded = { ...known, ...withWordsIn(known, led, paths, rename) };
  return { changes: await reconcile(worded), disk: worded.disk };
}
