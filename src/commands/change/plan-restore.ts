import { closest } from "../../cli/arguments/closest.ts";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../../project/changes.ts";
import { textAt } from "../../project/disk/disk.ts";
import { inTheStyleOf, normalise } from "../../project/merge/line-endings.ts";
import { type Reconciliation, reconcile } from "../../project/reconcile.ts";
import { WORKFLOW_PATH } from "../../project/workflow-path.ts";
import { isAt } from "../../report/diff.ts";
import { invalid } from "../outcome/outcome.ts";

/**
 * Plans what a project becomes where generated files are brought back, whatever was done to them:
 * as if they had never been there. What its owner has written stays.
 *
 * @param wanted the paths of files, or of folders
 * @throws {Stop} where one of them means no generated file
 */
export async function planRestore(
  reconciliation: Reconciliation,
  wanted: readonly string[],
  directory: string,
): Promise<Change[]> {
  const { tree, disk, lock } = reconciliation;
  const ownerOf = (path: string) => lock.files.get(path)?.owner ?? tree.get(path)?.owner;
  // It is made from the one on disk: there is nothing that it could be brought back from.
  const generated = [...tree.keys()].filter((path) => path !== WORKFLOW_PATH);
  const isRestorable = (path: string) => {
    const entry = disk.get(path);
    return entry === undefined || (entry.kind === "file" && ownerOf(path) === "managed");
  };
  const meant = wanted.map((one) => ({
    one,
    paths: generated.filter((path) => isAt(path, one)),
  }));
  const problems = meant.flatMap(({ one, paths }) => {
    if (paths.length === 0) return [unknownPath(one, generated)];
    return paths.some(isRestorable) ? [] : [notGenerated(one)];
  });
  if (problems.length > 0) throw invalid(problems, { directory });
  const paths = new Set(meant.flatMap(({ paths }) => paths).filter(isRestorable));

  const others = <Value>(map: ReadonlyMap<string, Value>) =>
    new Map([...map].filter(([path]) => !paths.has(path)));
  const known = { ...reconciliation, disk: others(disk) };
  const changes = await reconcile({ ...known, lock: { ...lock, files: others(lock.files) } });
  return changes.map((change): Change => {
    const { path, owner, content } = change;
    const before = textAt(disk, path);
    if (!paths.has(path) || before === undefined || content === undefined) return change;
    return normalise(before) === normalise(content)
      ? { path, owner, action: "identical", before }
      : { path, owner, action: "update", before, content: inTheStyleOf(before, content) };
  });
}

function unknownPath(wanted: string, paths: readonly string[]): Message {
  const near = closest(wanted, paths);
  return {
    code: "UNKNOWN_PATH",
    message: `--restore ${wanted}: Unchain generates no such file.`,
    ...(near
      ? { suggestion: `Did you mean --restore ${near}?` }
      : { suggestion: "To list generated files that were edited:", run: { words: ["check"] } }),
  };
}

const notGenerated = (path: string): Message => ({
  code: "NOT_RESTORED",
  message: "--restore does not bring this back, because it is your file or not a text file.",
  suggestion: "Delete it first; Unchain then writes it as in a new project.",
  path,
});
