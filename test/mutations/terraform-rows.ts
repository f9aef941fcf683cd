import type { Transport } from "../../src/workflow/workflow.ts";
import type { Mutation } from "./mutation.ts";

/** What is broken, where it stands, what it becomes, and the test that must notice; `after` is where to begin looking. */
export type Row = readonly [name: string, from: string, to: string, red: RegExp, after?: string];

/** Returns mutations of a file of `infra/`. */
export function infraRows(
  transport: Transport,
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
  test: Mutation["test"] = "infrastructure",
): Mutation[] {
  return rows.map(([name, from, to, red, after]) => ({
    name,
    transport,
    workflow,
    infrastructure: "terraform",
    file: `infra/${file}`,
    ...(after === undefined ? {} : { after }),
    replace: [from, to],
    test,
    red,
  }));
}
