import { hasOtherwise } from "../../../forms/choice.ts";
import { decides, pauseOf, sequencesIn } from "../../../forms/traits.ts";
import { type Finding, headOf, type Path } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import { placedSteps } from "../../../workflow/steps/traversal.ts";
import type { Step, Workflow } from "../../../workflow/workflow.ts";
import { QUEUE_LIMITS } from "../limits.ts";

export const rule: Rule = {
  codes: ["QUEUE_WAIT", "QUEUE_ORDER_WAIT"],
  check: ({ workflow }) => (workflow.queue ? orderedWaits(workflow) : waits(workflow)),
};

/** "SendMessage", Amazon SQS API Reference: a FIFO queue takes no `DelaySeconds` for one message. */
function orderedWaits(workflow: Workflow): Finding[] {
  if (!workflow.queue) return [];
  return placedSteps(workflow)
    .filter(({ step }) => pauseOf(step) !== undefined)
    .map(({ at }) => ({
      code: "QUEUE_ORDER_WAIT",
      message: `${headOf(workflow, at)}: a FIFO queue cannot delay a single message.`,
      suggestion:
        "Remove the wait, or remove queue and use transport: state-machine, which keeps no order.",
      at,
    }));
}

/** The waits since the last function, on any of the ways there, and the seconds of the longest way. */
interface Waiting {
  readonly seconds: number;
  readonly waits: readonly Path[];
}

/** A wait is the delay of the message behind it: together at most 15 minutes, and never without one. */
function waits(workflow: Workflow): Finding[] {
  const findings: Finding[] = [];
  const found = (at: Path, message: string, suggestion: string): void => {
    findings.push({
      code: "QUEUE_WAIT",
      message: `${headOf(workflow, at)}: ${message}`,
      suggestion,
      at: [...at, "wait"],
    });
  };
  const walk = (steps: readonly Step[], at: Path, before: Waiting): Waiting => {
    let waiting = before;
    for (const [index, step] of steps.entries()) {
      const here = [...at, index];
      const pause = pauseOf(step);
      if (pause !== undefined) {
        const seconds = waiting.seconds + pause;
        if (seconds > QUEUE_LIMITS.maxWaitSeconds) {
          found(
            here,
            "SQS delays a message by at most 15m, and consecutive waits add up.",
            "Wait 15m or less before the next function, or use transport: state-machine.",
          );
        }
        waiting = { seconds, waits: [...waiting.waits, here] };
      } else if (decides(step)) {
        const ways = sequencesIn(step).map((inner) =>
          walk(inner.steps, [...here, ...inner.at], waiting),
        );
        if (!hasOtherwise(step)) ways.push(waiting);
        waiting = {
          seconds: Math.max(...ways.map(({ seconds }) => seconds)),
          waits: [...new Set(ways.flatMap((way) => way.waits))],
        };
      } else {
        waiting = { seconds: 0, waits: [] };
      }
    }
    return waiting;
  };
  for (const at of walk(workflow.steps, ["steps"], { seconds: 0, waits: [] }).waits) {
    found(
      at,
      "with the queue transport, a wait must be followed by a step.",
      "Remove it, add a step after it, or use transport: state-machine.",
    );
  }
  return findings;
}

export const page: RulePage = {
  title: "With queues, a wait delays a message",
  text: 'Amazon SQS delays a message by at most 15 minutes ("Amazon SQS delay queues"), and consecutive waits add up. A wait at the end has no message to delay. A FIFO queue cannot delay a single message ("SendMessage").',
  valid: [
    `
name: shop
transport: queue
steps:
  - name: create-order
  - name: cool-off
    wait: 15m
  - name: charge-card
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_WAIT"],
      yaml: `
name: shop
transport: queue
steps:
  - name: create-order
  - name: cool-off
    wait: 16m
  - name: charge-card
`,
    },
    {
      codes: ["QUEUE_WAIT"],
      yaml: `
name: shop
transport: queue
steps:
  - name: create-order
  - name: cool-off
    wait: 1m
`,
    },
    {
      codes: ["QUEUE_ORDER_WAIT"],
      yaml: `
name: shop
queue: { fifo: true, groupBy: input.customerId }
steps:
  - name: create-order
  - name: cool-off
    wait: 1m
  - name: charge-card
`,
    },
  ],
};
