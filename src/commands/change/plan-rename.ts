import type { Plan } from "../../plan/plan.ts";
import { type Change, isWritten } from "../../project/changes.ts";
import { checkpoint } from "../../project/context.ts";
import { textAt } from "../../project/disk/disk.ts";
import type { Lock } from "../../project/lock.ts";
import { type Reconciliation, reconcile } from "../../project/reconcile.ts";
import {
  asRenamed,
  onDisk,
  type RenamedProject,
  renamedCode,
  withWordsIn,
} from "../../project/rename/rename-step.ts";
import {
  renamedPath,
  renamedWords,
  type StepRename,
  withWords,
} from "../../project/rename/step-names.ts";
import { renderProject } from "../../render/render.ts";
import type { Tree } from "../../render/tree.ts";
import { codeOf } from "./broken-references.ts";

interface Renaming {
  readonly root: string;
  /** The plan before. */
  readonly plan: Plan;
  readonly rename: StepRename;
}

/**
 * Plans what a project becomes in which a step gets another name; writes nothing. The files of the
 * step move, and what people have written follows as far as that is safe.
 *
 * @returns with the changes the lock as it would be had the step always had this name: it keeps what the files of the
 *   step were first written as
 */
export async function planRename(
  reconciliation: Reconciliation,
  { root, plan, rename }: Renaming,
): Promise<{ readonly changes: Change[]; readonly lock: Lock }> {
  const { tree, disk, lock } = reconciliation;
  const rendered = renderProject(plan, lock.workflow);
  const project = { rename, rendered, tree, disk, lock };
  await checkpoint(reconciliation);
  const seen = asRenamed(project);
  const decided = await merged({ ...reconciliation, ...seen }, rename);
  await checkpoint(reconciliation);
  const changes = onDisk(decided.changes, decided.disk, project);
  const isTheirs = (path: string) =>
    (lock.files.get(path) ?? tree.get(path) ?? { owner: "yours" }).owner === "yours" &&
    !changes.some((change) => change.path === path && isWritten(change));
  const theirs = new Map([...codeOf(root)].filter(([path]) => isTheirs(path)));
  const code = [...renamedCode(project, theirs), ...renamedSettings(project, isTheirs)];
  const paths = new Set(code.map(({ path }) => path));
  const all = [...changes.filter(({ path }) => !paths.has(path)), ...code];
  return { changes: all.sort((a, b) => (a.path < b.path ? -1 : 1)), lock: seen.lock };
}

/** The folder in which the CDK and Terraform declare what is deployed. */
const DECLARED = "infra/";

/** Replaces the name in the user's own settings of what is deployed: else they would be those of no step. */
function renamedSettings(
  { disk, tree, rendered, rename }: RenamedProject,
  isTheirs: (path: string) => boolean,
): Change[] {
  const declared = (generated: Tree) =>
    [...generated].filter(([path]) => path.startsWith(DECLARED)).map(([, { content }]) => content);
  const words = renamedWords(declared(rendered).join("\n"), declared(tree).join("\n"), rename);
  return [...tree.keys()].flatMap((path): Change[] => {
    const before = textAt(disk, path);
    if (!path.startsWith(DECLARED) || !isTheirs(path) || before === undefined) return [];
    const content = withWords(path, before, words);
    if (content === before) return [];
    return [{ path, owner: "yours", action: "update", before, content }];
  });
}

/**
 * Replaces the name in lines that somebody has edited, where a merge fails because of it, and in what they have added
 * to what is deployed.
 */
async function merged(
  known: Reconciliation,
  rename: StepRename,
): Promise<{ readonly changes: Change[]; readonly disk: Reconciliation["disk"] }> {
  const last = await known.base?.();
  const led = new Map([...(last ?? [])].map(([path, file]) => [renamedPath(path, rename), file]));
  const base = () => led;
  const planned = await reconcile({ ...known, base, onConflict: "stop" });
  const isAbout = ({ path, action, conflict }: Change) =>
    conflict !== undefined || (action === "merge" && path.startsWith(DECLARED));
  const paths = planned.filter(isAbout).map(({ path }) => path);
  if (paths.length === 0) return { changes: planned, disk: known.disk };
  const { base: worded, ...seen } = withWordsIn({ ...known, rename }, led, paths);
  const changes = await reconcile({ ...known, ...seen, base: () => worded });
  return { changes, disk: seen.disk };
}
