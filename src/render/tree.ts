/** `managed`: kept in step with `workflow.yaml`. `yours`: written once and never touched again. */
export type Owner = "managed" | "yours";

export interface TreeFile {
  readonly content: string;
  readonly owner: Owner;
}

/** The picture in the README of a project. */
export const PICTURE_PATH = "docs/timeline.svg";

/** A generated project in memory: path relative to its root, with `/`, to file. */
export type Tree = ReadonlyMap<string, TreeFile>;
