import * as nodeFs from "node:fs";
import type { Plan } from "../../plan/plan.ts";
import { amongFiles, OLD_README } from "../../project/among-files.ts";
import { type Change, planChanges } from "../../project/changes.ts";
import { readDisk } from "../../project/disk/disk.ts";
import { projectTree, withLock } from "../files/project-tree.ts";
import { adopted, type HostWorkspace } from "./host-workspace.ts";

/** The directory of a new project, and its content. */
export interface NewPlace {
  /** Absolute. */
  readonly root: string;
  /** The text that becomes `workflow.yaml`. */
  readonly workflowText: string;
  /** It is the `workflow.yaml` that is in the root already. */
  readonly isWorkflowOfRoot: boolean;
  /** The repository that the project becomes a part of, if it does. */
  readonly adoption?: HostWorkspace;
}

/** Returns the changes that make a project in its directory, among the files that are there. */
export function plannedChanges(place: NewPlace, plan: Plan): Change[] {
  const { root, workflowText, isWorkflowOfRoot, adoption } = place;
  const tree = projectTree(plan, workflowText);
  const disk = readDisk(root, [...tree.keys(), OLD_README], nodeFs);
  const changes = amongFiles(planChanges({ tree, disk }), disk, { isSource: isWorkflowOfRoot });
  const all = withLock(changes, tree, plan, workflowText);
  return adoption && !adoption.isIgnored ? adopted(all, adoption) : all;
}
