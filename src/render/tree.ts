/** `managed`: kept in step with `workflow.yaml`. `yours`: written once and never touched again. */
export type Owner = "managed" | "yours";

export interface TreeFile {
  readonly content: string;
  readonly owner: Owner;
}

/** A generated project in memory: path relative to its root, with `/`, to file. */
export type Tree = ReadonlyMap<string, TreeFile>;
