import type { Mutation } from "./mutation.ts";

type Row = Pick<Mutation, "name" | "replace" | "test" | "red">;

/** What breaks of steps that are done once for each key, whatever carries the work. */
const rows: readonly Row[] = [
  {
    name: "no key taken for one",
    replace: ["if (guard) return once", "if (!guard) return first();\n  if (guard) return once"],
    test: "workflow",
    red: /^create-order stops the workflow where input.order.id is missing/,
  },
  {
    name: "the effect of another workflow undone",
    replace: ["by !== state.id", 'by === ""'],
    test: "workflow",
    red: /^refund-card undoes nothing in a workflow that was given the result of another/,
  },
  {
    name: "what was undone taken for done",
    replace: ["if (result?.by === by)", 'if (result?.by === "")'],
    test: "workflow",
    red: /^refund-card has charge-card done again in the next workflow/,
  },
  {
    name: "a key that its steps share",
    replace: ["work: `${step} by ${path}`", 'work: "any step"'],
    test: "workflow",
    red: /^delete-invoice has its effect once when delivered twice/,
  },
  {
    name: "an undoing that does not wait for another workflow with the same key",
    replace: ["if (isUnderWay) throw", "if (!record) throw"],
    test: "idempotency-key",
    red: /^undoes nothing while another workflow may be at it/,
  },
  {
    name: "an undoing that waits for ever for a workflow that died",
    replace: ["(record.inProgressExpiryTimestamp ?? 0) > Date.now()", "true"],
    test: "idempotency-key",
    red: /^undoes nothing while another workflow may be at it/,
  },
];

/** With queues what never comes to its step waits for a person, and nothing is undone. */
const undoOfWhatNeverRan: Row = {
  name: "only its own record asked who did what it undoes",
  replace: ["resultIn(own)?.by ?? (shared &&", "resultIn(own)?.by ?? (undefined && shared &&"],
  test: "workflow",
  red: /^refund-card undoes nothing where the function of charge-card dies before it runs/,
};

/** What breaks where workflows share the effect of a step. */
export const idempotencyKeyMutations: readonly Mutation[] = (
  ["queue", "state-machine"] as const
).flatMap((transport) =>
  [...rows, ...(transport === "queue" ? [] : [undoOfWhatNeverRan])].map((row) => ({
    ...row,
    transport,
    workflow: "once for each order" as const,
    file: "src/runtime/idempotency-key.ts",
  })),
);
