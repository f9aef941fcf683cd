import { setTransport } from "../../src/workflow/set-keys.ts";
import type { Transport } from "../../src/workflow/workflow.ts";
import { workflows } from "../fixtures/workflows.ts";

/** A project whose files are kept in full, to be read when they change. */
export interface Exemplar {
  readonly name: string;
  readonly transport: Transport;
  readonly text: string;
}

const startedBy = (workflow: string, trigger: object) =>
  workflow.replace("steps:", `trigger: ${JSON.stringify(trigger)}\nsteps:`);

const bySchedule = { schedule: "rate(1 hour)" };

/** Text that means something else where it ends up. */
const byEvent = {
  event: { source: `shop's "own" \${x}`, detailType: "{{guest}} arrived: # *" },
};

const waitingFirst = workflows["every-rule"].replace(
  "steps:",
  "steps:\n  - name: quiet-time\n    wait: 10m",
);

/** Six projects that together are made from every template. */
export const exemplars: readonly Exemplar[] = [
  exemplar("order-processing", "queue", workflows["order-processing"]),
  exemplar("order-processing", "state-machine", workflows["order-processing"]),
  exemplar("every-rule-after-a-wait", "queue", startedBy(waitingFirst, bySchedule)),
  exemplar("in-order-by-event", "queue", startedBy(workflows["in-order"], byEvent)),
  exemplar("nested", "state-machine", workflows.nested),
  exemplar("approvals-by-request", "state-machine", workflows["approvals-by-request"]),
];

function exemplar(name: string, transport: Transport, workflow: string): Exemplar {
  return { name, transport, text: setTransport(workflow, transport) };
}
