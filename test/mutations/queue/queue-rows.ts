import type { Mutation } from "../mutation.ts";

type Row = Pick<Mutation, "name" | "after" | "replace" | "red">;

export const workflowTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "workflow" }));

export const infrastructureTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "infrastructure" }));

export const templateTest = (workflow: Mutation["workflow"], rows: readonly Row[]): Mutation[] =>
  infrastructureTest(workflow, "template.yaml", rows).map((row) => ({ ...row, test: "template" }));

export const orderTest = (
  file: string,
  rows: readonly Row[],
  workflow: Mutation["workflow"] = "in order",
): Mutation[] => rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "order" }));

export const TRANSFER = "      FunctionResponseTypes: [ReportBatchItemFailures]\n";

export const runtimeTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "runtime" }));

export const CREATE_INVOICE_FAILED =
  'otherwise: { next: [{ queue: "refund-payment" }], outcome: "compensated" }';
