import type { Infrastructure, TransportName } from "../../src/workflow/workflow.ts";
import type { Mutation } from "./mutation.ts";

/** What is broken, where it stands, what it becomes, and the test that must notice; `after` is where to begin looking. */
export type Row = readonly [kind: string, from: string, to: string, red: RegExp, after?: string];

/** Returns what makes mutations of rows about a file in `infra/` of a project. */
export function rowsOf(
  infrastructure: Infrastructure,
  transport: TransportName,
  workflow: Mutation["workflow"],
) {
  return (
    file: string,
    rows: readonly Row[],
    test: Mutation["test"] = "infrastructure",
  ): Mutation[] =>
    rows.map(([name, from, to, red, after]) => ({
      ...{ name, transport, workflow, infrastructure, test, red },
      file: `infra/${file}`,
      ...(after === undefined ? {} : { after }),
      replace: [from, to],
    }));
}
