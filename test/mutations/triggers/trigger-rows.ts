import type { TransportName } from "../../../src/workflow/workflow.ts";
import type { Mutation } from "../mutation.ts";

type Row = Pick<Mutation, "name" | "after" | "replace" | "red">;

export const rows = (
  transport: TransportName,
  workflow: Mutation["workflow"],
  test: Mutation["test"],
  file: string,
  all: readonly Row[],
): Mutation[] => all.map((row) => ({ ...row, transport, workflow, test, file }));

export const ENTRY = "src/runtime/start-handler.ts";
