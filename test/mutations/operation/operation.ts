import type { Mutation } from "../mutation.ts";
import { infrastructureRows } from "./operation-infrastructure.ts";
import { queueRows } from "./operation-queue.ts";
import type { OperationRow } from "./operation-row.ts";
import { stateMachineRows } from "./operation-state-machine.ts";

/** What breaks in the code of the order example whatever carries the work. */
const codeRows: readonly OperationRow[] = [
  {
    name: "an entry that runs something else than its step",
    file: "src/functions/create-order.ts",
    replace: ["run: createOrder", "run: async () => createOrder"],
    test: "infrastructure",
    red: /^what is deployed 'create-order' runs the step that it is named after/,
  },
  {
    name: "a step that is told to stop when it is too late",
    file: "src/runtime/step-context.ts",
    replace: ["- TO_SAY_SO", "+ TO_SAY_SO"],
    test: "workflow",
    red: /^tells a step to stop just before its function is stopped/,
  },
  {
    name: "a step without its logger",
    file: "src/runtime/run-step.ts",
    replace: ["step.run(state, context)", "step.run(state, {} as StepContext)"],
    test: "workflow",
    red: /^logs which workflow and which step a line is about/,
  },
  {
    name: "a result that is not JSON, and another try",
    file: "src/runtime/run-step.ts",
    replace: ["throw new PermanentError(`The result", "throw new Error(`The result"],
    test: "workflow",
    red: /^does not retry a step whose result is not JSON/,
  },
  {
    name: "a run that goes round for ever",
    file: "local/faults.ts",
    replace: ["<= maxVisits) return;", "<= maxVisits + 999) return;"],
    test: "runtime",
    red: /^stops a run that goes round for ever/,
  },
  {
    name: "a local store that gives up work which the table holds",
    file: "local/simulation.ts",
    replace: ["Timestamp ?? Number.POSITIVE_INFINITY", "Timestamp ?? 0"],
    test: "runtime",
    red: /^holds work that was begun without an end, as the table does/,
  },
  {
    name: "work without an end, begun when no time is left",
    file: "src/runtime/idempotency.ts",
    replace: ["Math.max(1, context", "Math.max(0, context"],
    test: "runtime",
    red: /^gives work an end that is begun when no time is left/,
  },
  {
    name: "idempotency records in a table of no name",
    file: "src/runtime/idempotency.ts",
    replace: ["process.env.IDEMPOTENCY_TABLE", "process.env.TABLE"],
    test: "infrastructure",
    red: /^what is deployed remembers it in the table that the environment names/,
  },
];

/** What breaks for those who run a generated project: wiring that no simulation goes through. */
export const operationMutations: readonly Mutation[] = (
  [
    ["queue", [...codeRows, ...infrastructureRows, ...queueRows]],
    ["state-machine", [...codeRows, ...infrastructureRows, ...stateMachineRows]],
  ] as const
).flatMap(([transport, own]) =>
  own.map((row) => ({ ...row, transport, workflow: "order" as const })),
);
