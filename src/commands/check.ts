import { isWrite } from "../project/changes.ts";
import { conflictProblems } from "../project/conflict-problems.ts";
import { LOCK_PATH } from "../project/lock-path.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import type { Options } from "./arguments.ts";
import { baseTree } from "./base-tree.ts";
import { changedHere } from "./changed-here.ts";
import type { Context } from "./context.ts";
import { openProject } from "./open-project.ts";
import { about, failure, type Outcome } from "./outcome.ts";
import { ownCommand } from "./own-command.ts";
import { planChange, settleWorkflow } from "./plan-change.ts";
import { untestedNotes } from "./untested-notes.ts";
import { contextIn } from "./working-directory.ts";

/**
 * `unchain check`: whether the project is what its `workflow.yaml` says; writes nothing. What was changed here is a
 * warning, with `--strict` a problem (decision 0039).
 *
 * @throws {Stop}, `ProjectError` where the disk cannot be read
 */
export async function checkProject(options: Options, outer: Context): Promise<Outcome> {
  const context = contextIn(outer, options.cwd);
  const project = await openProject(context, { isReadOnly: true });
  const settled = settleWorkflow(project.workflowText, project, context.tell);
  const base = () => baseTree(project.lock, context.signal);
  const { after, changes } = await about(project.root, () =>
    planChange(project, settled, base, "stop", context.signal),
  );
  const untested = await untestedNotes(after, { text: settled.text, path: WORKFLOW_PATH });
  const changed = await changedHere(project.root, changes, context);
  const warnings = options.strict ? untested : [...untested, ...changed];
  const refused = options.strict ? changed : [];
  // The lock keeps the text of workflow.yaml, in which a comment may be all that has changed.
  const different = changes.filter(
    ({ path, action }) => path !== LOCK_PATH && (isWrite(action) || action === "conflict"),
  );
  const unresolved = different.filter(({ unresolvedLine }) => unresolvedLine !== undefined);
  const outdated = different.filter((change) => !unresolved.includes(change));
  const directory = project.root;
  if (different.length === 0 && refused.length === 0) {
    return {
      status: "unchanged",
      exitCode: 0,
      directory,
      changes,
      next: [],
      problems: [],
      warnings,
    };
  }
  const sync = ownCommand(context, ["sync"], []);
  const files = outdated.map(({ path, action }) => `  ${action.padEnd(8)}  ${path}`);
  const outOfDate = {
    code: "OUT_OF_DATE",
    message: `The project is not what workflow.yaml says. To be changed:\n${files.join("\n")}`,
    suggestion: `Run: ${sync}`,
  };
  const isOutdated = outdated.length > 0;
  const problems = [
    ...conflictProblems(unresolved),
    ...(isOutdated ? [outOfDate] : []),
    ...refused,
  ];
  const next = isOutdated ? [sync] : [];
  return failure("error", 1, problems, { directory, changes, next, warnings });
}
