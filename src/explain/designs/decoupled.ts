import { type Plan, planProject } from "../../plan/plan.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import { transportLimits } from "../../workflow/rules/rules.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import { hasAnswerRequest } from "../../workflow/trigger.ts";
import type { TransportName } from "../../workflow/workflow.ts";
import type { Figures } from "../explanation.ts";
import { type AddedUsage, costOf, type Usage } from "../prices/cost.ts";
import {
  claimChecks,
  sendingFunctions,
  startRecords,
  startsOf,
  tableWrites,
  WRITES_OF_RECORD,
} from "./additions.ts";
import { type FunctionPart, gbSecondsOf, gigabytes, tidy, wallSeconds } from "./course.ts";
import { callsIn, type Facts, HANDOVER_SECONDS, workingSeconds } from "./facts.ts";
import { allUp, EXPRESS_SECONDS, keptOutage, separateCalls } from "./reliability.ts";
import { computing, requests, type Worked } from "./synchronous.ts";
import { plainTransitions, transitionsIn } from "./transitions.ts";

/** Requests for one message: it is sent, received and deleted. */
const REQUESTS_OF_MESSAGE = 3;

/**
 * Empty receives of a queue in a second at most: Lambda begins with five pollers ("Using Lambda with
 * Amazon SQS"), and each asks every 20 seconds, the longest that SQS lets one wait ("ReceiveMessage").
 */
const POLLS_PER_SECOND = 5 / 20;

/** Says why there are requests that no run makes. */
export const IDLE_POLLS = "Queues are asked while nothing is in them.";

/** Works out the design in which queues hand work from step to step, each with a function of its own. */
export function queueDesign(facts: Facts): Worked {
  const cannot = whyNot(facts, "queue");
  if (cannot !== undefined) return { cannot };
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
  const plan = planFor(facts, "queue");
  const writes = functions.reduce((sum, one) => sum + one.times * queueWrites(one), 0);
  const plainWrites = handovers * WRITES_OF_RECORD;
  const begin = plan.transport === "queue" && plan.functions.begin ? 1 : 0;
  return {
    figures: decoupledFigures(
      facts,
      [messages(handovers * REQUESTS_OF_MESSAGE), tableWrites(facts, plainWrites)],
      [
        { ...messages((1 + begin) * REQUESTS_OF_MESSAGE), why: "The first step has a queue, too." },
        { ...messages(emptyReceives(facts, plan)), why: IDLE_POLLS },
        {
          ...tableWrites(facts, writes - plainWrites),
          why: "Each step counts its tries, and the first one is guarded, too.",
        },
        ...sendingFunctions(
          facts,
          begin + startsOf(facts),
          "Functions that start work and send it on.",
        ),
        ...startRecords(facts),
        ...claimChecks(facts, plan),
      ],
    ),
  };
}

/** Returns the empty receives for one run; a receive that brings a message is not empty. */
function emptyReceives({ functions, rate }: Facts, plan: Plan): number {
  if (plan.transport !== "queue") return 0;
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

/** Works out the state machine whose executions are kept, which Unchain generates. */
export function standardDesign(facts: Facts): Worked {
  const cannot = whyNot(facts, "state-machine");
  if (cannot !== undefined) return { cannot };
  const { course, functions, options, workflow } = facts;
  const plan = planFor(facts, "state-machine");
  if (plan.transport !== "state-machine") throw new TypeError("The plan has no definition");
  const transitions = (quantity: number): Usage => ({
    kind: "transitions",
    quantity,
    unit: "transitions",
    price: options.prices.prices.stateTransition,
  });
  const plain = plainTransitions(course);
  const writes = functions.reduce((sum, one) => sum + one.times * machineWrites(one), 0);
  const approvals = functions.filter(({ step }) => step.form === "approval");
  const answers = hasAnswerRequest(workflow) ? callsIn(approvals) : 0;
  return {
    figures: decoupledFigures(
      facts,
      [transitions(plain)],
      [
        {
          ...transitions(transitionsIn(plan.definition, course) - plain),
          why: "States of the generated definition that are no steps, as its first and its last.",
        },
        { ...tableWrites(facts, writes), why: "Each step that is not safe to repeat is guarded." },
        {
          kind: "table",
          quantity: callsIn(approvals),
          unit: "reads",
          price: options.prices.prices.tableRead,
          why: "An answer looks for what it is about.",
        },
        ...sendingFunctions(
          facts,
          startsOf(facts) + answers,
          "Functions that start work and take answers.",
        ),
        ...claimChecks(facts, plan),
      ],
    ),
  };
}

/**
 * Returns the writes for one call: a record where it is not safe to repeat, and one more for a key; for
 * an approval its question and the answer.
 */
function machineWrites({ step }: FunctionPart): number {
  if (step.form === "approval") return WRITES_OF_RECORD;
  if (step.idempotency === "natural") return 0;
  return WRITES_OF_RECORD * (keyOf(step) ? 2 : 1);
}

/** Billed memory: 50 MB and the definition with its data, in steps of 64 MB ("AWS Step Functions pricing"). */
const EXPRESS_MEMORY_MB = 64;

/** Works out the state machine whose executions last five minutes at most and are not kept. */
export function expressDesign(facts: Facts): Worked {
  const cannot = whyNot(facts, "state-machine") ?? whyNotExpress(facts);
  if (cannot !== undefined) return { cannot };
  const { expressRequest, expressGbSecond } = facts.options.prices.prices;
  // Rounded up to 100 ms; what is over by floating point only is not.
  const billed = Math.ceil(wallSeconds(facts.course, HANDOVER_SECONDS) * 10 - 1e-6) / 10;
  const figures = decoupledFigures(
    facts,
    [
      { kind: "executions", quantity: 1, unit: "executions", price: expressRequest },
      {
        kind: "executions",
        quantity: billed * gigabytes(EXPRESS_MEMORY_MB),
        unit: "GB-seconds",
        price: expressGbSecond,
      },
    ],
    [],
  );
  return { figures: { ...figures, outage: keptOutage(facts, false) } };
}

function whyNotExpress({ workflow, course }: Facts): string | undefined {
  const approval = allSteps(workflow).find(({ form }) => form === "approval");
  if (approval) return `${approval.name} waits for an answer by token, which Express does not.`;
  return wallSeconds(course, HANDOVER_SECONDS) > EXPRESS_SECONDS
    ? "An Express execution ends after five minutes."
    : undefined;
}

function whyNot({ workflow }: Facts, transport: TransportName): string | undefined {
  if (transport === "state-machine" && workflow.queue) {
    return "A state machine keeps no order between executions.";
  }
  return transportLimits(workflow, transport)[0]?.message;
}

function planFor({ workflow }: Facts, transport: TransportName): Plan {
  return planProject({ ...workflow, transport }, { packageManager: "npm" });
}

function decoupledFigures(
  facts: Facts,
  pattern: readonly Usage[],
  added: readonly AddedUsage[],
): Figures {
  const { functions, course, rate } = facts;
  const working = workingSeconds(functions);
  const up = allUp(facts);
  return {
    cost: costOf(
      [
        ...computing(facts, gbSecondsOf(functions)),
        requests(facts, callsIn(functions)),
        ...pattern,
      ],
      added,
    ),
    paidSeconds: { working, waiting: 0 },
    environments: tidy(rate * working),
    answer: { seconds: HANDOVER_SECONDS, is: "accepted" },
    doneSeconds: wallSeconds(course, HANDOVER_SECONDS),
    availability: { answer: 1, delayed: 1 - up },
    worstCase: separateCalls(facts),
    outage: keptOutage(facts, true),
  };
}
