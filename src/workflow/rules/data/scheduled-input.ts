import { headOf, type Path, quote } from "../../findings/finding.ts";
import { listsIn } from "../../steps/readings.ts";
import type { Workflow } from "../../workflow.ts";
import type { KeyedPlace, Rule, RulePage } from "../rule.ts";

/** All that a schedule starts a workflow with. */
export const SCHEDULED_TIME = "input.scheduledTime";

/**
 * Rules about a workflow that a schedule starts: nothing is needed of the input that it never has. A
 * condition may look at it all the same, since what is not there compares as false.
 */
export const rule: Rule = {
  codes: ["NOT_SCHEDULED"],
  check({ workflow, keyed }) {
    if (workflow.trigger?.kind !== "schedule") return [];
    return neededPaths(workflow, keyed)
      .filter(({ path }) => path.startsWith("input.") && path !== SCHEDULED_TIME)
      .map(({ path, at, suggestion }) => ({
        code: "NOT_SCHEDULED",
        message: `${headOf(workflow, at)}: a schedule only sends ${SCHEDULED_TIME}, so ${quote(path)} never exists.`,
        suggestion,
        at,
      }));
  },
};

/** A path into the input without which the workflow cannot start, or a step cannot run. */
interface NeededPath {
  readonly path: string;
  readonly at: Path;
  readonly suggestion: string;
}

function neededPaths({ queue, ...workflow }: Workflow, keyed: readonly KeyedPlace[]): NeededPath[] {
  return [
    ...(queue
      ? [
          {
            path: queue.groupBy,
            at: ["queue", "groupBy"],
            suggestion: "Remove queue: a schedule starts one workflow at a time.",
          },
        ]
      : []),
    ...keyed.map(({ at, idempotency }) => ({
      path: idempotency.key,
      at: [...at, "idempotency", "key"],
      suggestion: `Read the key from the result of an earlier step, or from ${SCHEDULED_TIME}.`,
    })),
    ...listsIn(workflow).map(({ path, at }) => ({
      path,
      at,
      suggestion: "Let an earlier step return the list, and read it from its result.",
    })),
  ];
}

export const page: RulePage = {
  title: "A schedule sends nothing but the time",
  text: "If a schedule starts the workflow, the input contains only `input.scheduledTime`. A group, an idempotency key or a map cannot read anything else from it.",
  valid: [
    `
name: shop
trigger: { schedule: rate(1 hour) }
steps:
  - name: find-orders
    idempotency: { key: input.scheduledTime, window: 1d }
`,
  ],
  invalid: [
    {
      codes: ["NOT_SCHEDULED"],
      yaml: `
name: shop
trigger: { schedule: rate(1 hour) }
steps:
  - name: find-orders
    idempotency: { key: input.orderId, window: 1d }
`,
    },
  ],
};
