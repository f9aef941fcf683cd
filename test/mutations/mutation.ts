import type { Infrastructure, TransportName } from "../../src/workflow/workflow.ts";
import type { WorkflowName } from "../e2e/generated/workflows.ts";

/** One way to break a generated project, and the test of its own that must notice. */
export interface Mutation {
  /** What is broken: the same in each target that can be broken so. */
  readonly name: string;
  readonly transport: TransportName;
  readonly workflow: WorkflowName;
  /** What deploys it, if it is not SAM. */
  readonly infrastructure?: Infrastructure;
  /** The file that is broken, from the root of the project. */
  readonly file: string;
  /** Where to begin looking: the line that opens the resource or the state. */
  readonly after?: string;
  /** The first place that reads `from` becomes `to`. */
  readonly replace: readonly [from: string, to: string];
  readonly test:
    | "workflow"
    | "infrastructure"
    | "terraform"
    | "app"
    | "template"
    | "order"
    | "runtime"
    | "start"
    | "status"
    | "approval"
    | "answer"
    | "idempotency-key";
  /** The full name of a test that must turn red, group included. */
  readonly red: RegExp;
}

/** The text of the file with the mutation in it; undefined where it has no such place. */
export function mutate({ after = "", replace }: Mutation, text: string): string | undefined {
  const [from, to] = replace;
  const start = text.indexOf(after);
  const place = start < 0 ? -1 : text.indexOf(from, start);
  return place < 0 ? undefined : text.slice(0, place) + to + text.slice(place + from.length);
}
