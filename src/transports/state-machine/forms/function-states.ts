import { isApproval } from "../../../forms/traits.ts";
import { TIMED_OUT } from "../../../semantics/approval.ts";
import type { ForwardTask } from "../../../semantics/compensation-order.ts";
import { namedErrors, routeFor } from "../../../semantics/failure-routes.ts";
import type { ApprovalStep, TaskStep } from "../../../workflow/workflow.ts";
import {
  type EnclosingBlock,
  errorPathOf,
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
  const errorPath = errorPathOf(task);
  const target = (error: string | undefined) => targetOf(task, error, next, within);
  const isLeftToOthers = routeFor(task, undefined) === "fail";
  const rules = namedErrors(task, isLeftToOthers ? within : []).map((error) => ({
    error,
    Next: target(error),
  }));
  const thrown = isApproval(task) ? rules.filter(({ error }) => error !== TIMED_OUT) : rules;
  const catcher = (ErrorEquals: string[], Next: string) => ({
    ErrorEquals,
    ResultPath: errorPath,
    Next,
  });
  const own = grouped(thrown).map(({ errors, Next }) => catcher(errors, Next));
  const late = catcher([TIMEOUT], target(TIMED_OUT));
  const others = catcher(["States.ALL"], target(undefined));
  const all = [...own, ...(isApproval(task) ? [late] : []), others];
  const caught = withoutTrailingFail(all, failedState(task));
  const catchers = caught.map((one) =>
    one === late ? { ...late, Next: timedOutState(task) } : one,
  );
  const named = namedErrors(task, within);
  return {
    [task.name]: {
      ...(isApproval(task)
        ? approvalState(task, named, around.reference)
        : taskState(task, named, around.reference)),
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
