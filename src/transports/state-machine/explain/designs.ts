import {
  claimChecks,
  sendingFunctions,
  startsOf,
  tableWrites,
  WRITES_OF_RECORD,
} from "../../../explain/designs/additions.ts";
import { type FunctionPart, gigabytes, wallSeconds } from "../../../explain/designs/course.ts";
import { decoupledFigures } from "../../../explain/designs/decoupled.ts";
import { callsIn, type Facts, HANDOVER_SECONDS } from "../../../explain/designs/facts.ts";
import { EXPRESS_SECONDS, keptOutage } from "../../../explain/designs/reliability.ts";
import type { Figures } from "../../../explain/explanation.ts";
import type { Usage } from "../../../explain/prices/cost.ts";
import { isApproval } from "../../../forms/traits.ts";
import { sumOf } from "../../../lists.ts";
import { keyOf } from "../../../workflow/idempotency.ts";
import { allSteps } from "../../../workflow/steps/traversal.ts";
import { hasAnswerRequest } from "../../../workflow/trigger.ts";
import type { StateMachinePlan } from "../plan.ts";
import { plainTransitions, transitionsIn } from "./transitions.ts";

/** Works out the state machine whose executions are kept, which Unchain generates. */
export function standardDesign(facts: Facts, plan: StateMachinePlan): Figures {
  const { course, functions, options, workflow } = facts;
  const transitions = (quantity: number): Usage => ({
    kind: "transitions",
    quantity,
    unit: "transitions",
    price: options.prices.prices.stateTransition,
  });
  const plain = plainTransitions(course);
  const writes = sumOf(functions, (one) => one.times * machineWrites(one));
  const approvals = functions.filter(({ step }) => isApproval(step));
  const answers = hasAnswerRequest(workflow) ? callsIn(approvals) : 0;
  return decoupledFigures(
    facts,
    [transitions(plain)],
    [
      {
        ...transitions(transitionsIn(plan.definition, course) - plain),
        why: "The generated definition has states that are not steps, such as the first and the last.",
      },
      { ...tableWrites(facts, writes), why: "Each step that is not safe to repeat is guarded." },
      {
        kind: "table",
        quantity: callsIn(approvals),
        unit: "reads",
        price: options.prices.prices.tableRead,
        why: "An answer reads its request from the table.",
      },
      ...sendingFunctions(
        facts,
        startsOf(facts) + answers,
        "Functions start work and receive answers.",
      ),
      ...claimChecks(facts, plan),
    ],
  );
}

/**
 * Returns the writes for one call: a record where it is not safe to repeat, and one more for a key; for
 * an approval its question and the answer.
 */
function machineWrites({ step }: FunctionPart): number {
  if (isApproval(step)) return WRITES_OF_RECORD;
  if (step.idempotency === "natural") return 0;
  return WRITES_OF_RECORD * (keyOf(step) ? 2 : 1);
}

/** Billed memory: 50 MB and the definition with its data, in steps of 64 MB ("AWS Step Functions pricing"). */
const EXPRESS_MEMORY_MB = 64;

/** Works out the state machine whose executions last five minutes at most and are not kept. */
export function expressDesign(facts: Facts): Figures {
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
  return { ...figures, outage: keptOutage(facts, false) };
}

/** Says why an Express execution cannot do this; undefined where it can. */
export function whyNotExpress({ workflow, course }: Facts): string | undefined {
  const approval = allSteps(workflow).find(isApproval);
  if (approval)
    return `${approval.name} waits for an answer with a task token, which Express executions cannot do.`;
  return wallSeconds(course, HANDOVER_SECONDS) > EXPRESS_SECONDS
    ? "An Express execution ends after five minutes."
    : undefined;
}

/** Says why no execution can do this; undefined where it can. */
export const keepsNoOrder = ({ workflow }: Facts): string | undefined =>
  workflow.queue && "A state machine does not keep the order of executions.";
