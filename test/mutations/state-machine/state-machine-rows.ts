import type { Mutation } from "../mutation.ts";

type Row = Pick<Mutation, "name" | "after" | "replace" | "red">;

export const workflowTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "state-machine", workflow, file, test: "workflow" }));

export const infrastructureTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({
    ...row,
    transport: "state-machine",
    workflow,
    file,
    test: "infrastructure",
  }));

export const templateTest = (workflow: Mutation["workflow"], rows: readonly Row[]): Mutation[] =>
  infrastructureTest(workflow, "template.yaml", rows).map((row) => ({ ...row, test: "template" }));

/** A catcher, as the beginning of a state's fields. */
export const caughtBy = (state: string) =>
  `"Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "${state}" }], `;
