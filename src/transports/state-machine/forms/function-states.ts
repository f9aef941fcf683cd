import { isApproval } from "../../../forms/traits.ts";
import { TIMED_OUT } from "../../../semantics/approval.ts";
import type { ForwardTask } from "../../../semantics/compensation-order.ts";
import { namedErrors, routeFor } from "../../../semantics/failure-routes.ts";
import { stateKey } from "../../../workflow/paths.ts";
import type { ApprovalStep, TaskStep } from "../../../workflow/workflow.ts";
import {
  type EnclosingBlock,
  failedState,
  failureStates,
  grouped,
  targetOf,
  timedOutState,
  timedOutStates,
  withoutTrailingFail,
} from "../failure-states.ts";
import type { States } from "../state.ts";
import { approvalState, TIMEOUT, taskState } from "../task-state.ts";
import type { FormStates } from "./form-states.ts";

/** A step whose work a function does, with an answer from outside or without one. */
export const functionStates: FormStates<TaskStep | ApprovalStep> = { states: forwardStates };

/** A task, and the states behind its catchers. */
export function forwardStates(task: ForwardTask, next: string, around: EnclosingBlock): States {
  const { within } = around;
  const errorPath = `$.errors.${stateKey(task)}`;
  const target = (error: string | undefined) => targetOf(task, error, next, within);
  const isLeftToOthers = routeFor(task, undefined) === "fail";
  const rules = namedErrors(task, isLeftToOthers ? within : []).map((error) => ({
    error,
    Next: target(error),
  }));
  const thrown = isApproval(task) ? rules.filter(({ error }) => error !== TIMED_OUT) : rules;
  const named = grouped(thrown).map(({ errors, Next }) => ({
    ErrorEquals: errors,
    ResultPath: errorPath,
    Next,
  }));
  const others = {
    ErrorEquals: ["States.ALL"],
    ResultPath: errorPath,
    Next: target(undefined),
  };
  const failed = failedState(task);
  const late = {
    ErrorEquals: [TIMEOUT],
    ResultPath: errorPath,
    Next: target(TIMED_OUT),
  };
  const all = isApproval(task) ? [...named, late, others] : [...named, others];
  const caught = withoutTrailingFail(all, failed);
  const catchers = caught.map((one) =>
    one === late ? { ...late, Next: timedOutState(task) } : one,
  );
  const stateOf = isApproval(task)
    ? approvalState(task, namedErrors(task, within), around.reference)
    : taskState(task, namedErrors(task, within), around.reference);
  return {
    [task.name]: {
      ...stateOf,
      ...(catchers.length > 0 ? { Catch: catchers } : {}),
      Next: next,
    },
    ...(isApproval(task) && caught.includes(late) && timedOutStates(task, late.Next)),
    ...failureStates(
      task,
      caught.map(({ Next }) => Next),
      around,
    ),
  };
}
