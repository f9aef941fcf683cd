import { setTransport } from "../../src/workflow/text/set-keys.ts";
import type { TransportName } from "../../src/workflow/workflow.ts";
import { workflows } from "../fixtures/workflows.ts";

/** A project whose files are kept in full, to be read when they change. */
export interface Exemplar {
  readonly name: string;
  readonly transport: TransportName;
  readonly text: string;
  /** The files that are kept, where the others are as in another exemplar. */
  readonly only?: RegExp;
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

const cdk = deployedWith(
  "cdk",
  /^infra\/|^cdk\.json|^src\/commands\/cdk|^local\/synthesize|^test\/app/,
);
const terraform = deployedWith("terraform", /^infra\/|^src\/commands\/terraform|^test\/terraform/);

/** Projects that together are made from every template. */
export const exemplars: readonly Exemplar[] = [
  exemplar("order-processing", "queue", workflows["order-processing"]),
  exemplar("order-processing", "state-machine", workflows["order-processing"]),
  exemplar("every-rule-after-a-wait", "queue", startedBy(waitingFirst, bySchedule)),
  exemplar("in-order-by-event", "queue", startedBy(workflows["in-order"], byEvent)),
  exemplar("nested", "state-machine", workflows.nested),
  exemplar("approvals-by-request", "state-machine", workflows["approvals-by-request"]),
  cdk("order-processing", "queue", workflows["order-processing"]),
  cdk("order-processing", "state-machine", workflows["order-processing"]),
  cdk("by-schedule", "queue", startedBy(waitingFirst, bySchedule)),
  cdk("in-order-by-event", "queue", startedBy(workflows["in-order"], byEvent)),
  cdk("nested", "state-machine", workflows.nested),
  cdk("approvals-by-request", "state-machine", workflows["approvals-by-request"]),
  terraform("order-processing", "queue", workflows["order-processing"]),
  terraform("order-processing", "state-machine", workflows["order-processing"]),
  terraform("by-schedule", "queue", startedBy(waitingFirst, bySchedule)),
  terraform("in-order-by-event", "queue", startedBy(workflows["in-order"], byEvent)),
  terraform("nested", "state-machine", workflows.nested),
  terraform("approvals-by-request", "state-machine", workflows["approvals-by-request"]),
  terraform("module", "queue", workflows["order-processing"], "as: module\n"),
  cdk("construct", "state-machine", workflows["order-processing"], "as: construct\n"),
];

/** A workflow that is deployed with another tool: all that has nothing to do with that stays as it is. */
function deployedWith(infrastructure: "cdk" | "terraform", only: RegExp) {
  return (name: string, transport: TransportName, workflow: string, more = ""): Exemplar => ({
    name: `${infrastructure}/${name}`,
    transport,
    text: setTransport(`infrastructure: ${infrastructure}\n${more}${workflow}`, transport),
    only,
  });
}

function exemplar(name: string, transport: TransportName, workflow: string): Exemplar {
  return { name, transport, text: setTransport(workflow, transport) };
}
