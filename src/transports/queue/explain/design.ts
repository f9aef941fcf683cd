import {
  claimChecks,
  sendingFunctions,
  startRecords,
  startsOf,
  tableWrites,
  WRITES_OF_RECORD,
} from "../../../explain/designs/additions.ts";
import type { FunctionPart } from "../../../explain/designs/course.ts";
import { decoupledFigures, IDLE_POLLS } from "../../../explain/designs/decoupled.ts";
import { callsIn, type Facts } from "../../../explain/designs/facts.ts";
import type { Figures } from "../../../explain/explanation.ts";
import type { Usage } from "../../../explain/prices/cost.ts";
import { sumOf } from "../../../lists.ts";
import { keyOf } from "../../../workflow/idempotency.ts";
import type { QueuePlan } from "../plan.ts";

/** Requests for one message: it is sent, received and deleted. */
const REQUESTS_OF_MESSAGE = 3;

/**
 * Empty receives of a queue in a second at most: Lambda begins with five pollers ("Using Lambda with
 * Amazon SQS"), and each asks every 20 seconds, the longest that SQS lets one wait ("ReceiveMessage").
 */
const POLLS_PER_SECOND = 5 / 20;

/** Works out the design in which queues hand work from step to step, each with a function of its own. */
export function queueDesign(facts: Facts, plan: QueuePlan): Figures {
  const { functions, options, workflow } = facts;
  const { prices } = options.prices;
  const price = workflow.queue ? prices.sqsFifoRequest : prices.sqsRequest;
  const messages = (quantity: number): Usage => ({
    kind: "messages",
    quantity,
    unit: "requests",
    price,
  });
  const handovers = callsIn(functions) - 1;
  const writes = sumOf(functions, (one) => one.times * queueWrites(one));
  const plainWrites = handovers * WRITES_OF_RECORD;
  const begin = plan.functions.begin ? 1 : 0;
  return decoupledFigures(
    facts,
    [messages(handovers * REQUESTS_OF_MESSAGE), tableWrites(facts, plainWrites)],
    [
      { ...messages((1 + begin) * REQUESTS_OF_MESSAGE), why: "The first step has a queue, too." },
      { ...messages(emptyReceives(facts, plan)), why: IDLE_POLLS },
      {
        ...tableWrites(facts, writes - plainWrites),
        why: "Each step counts its tries, and the first one is guarded, too.",
      },
      ...sendingFunctions(facts, begin + startsOf(facts), "Functions start work and send it on."),
      ...startRecords(facts),
      ...claimChecks(facts, plan),
    ],
  );
}

/** Returns the empty receives for one run; a receive that brings a message is not empty. */
function emptyReceives({ functions, rate }: Facts, plan: QueuePlan): number {
  const perRun = POLLS_PER_SECOND / rate;
  const busy = new Set(functions.map(({ name }) => name));
  const begin = plan.functions.begin ? Math.max(0, perRun - 1) : 0;
  return plan.functions.steps.reduce(
    (sum, { task }) => sum + Math.max(0, perRun - (busy.has(task.name) ? 1 : 0)),
    begin,
  );
}

/**
 * Returns the writes for one call: one counts the try; a step that is natural takes that back, others
 * have a record, and two with a key.
 */
function queueWrites({ step }: FunctionPart): number {
  if (step.idempotency === "natural") return 2;
  return 1 + WRITES_OF_RECORD * (keyOf(step) ? 2 : 1);
}
