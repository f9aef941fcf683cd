import { hasOtherwise } from "../../../forms/choice.ts";
import type { FormName, StepOf } from "../../../forms/form.ts";
import type { Condition, Step } from "../../../workflow/workflow.ts";

/** Somewhere that work may go to. */
export interface Destination {
  /** Left out: the workflow ends. */
  readonly queue?: string;
  readonly ifTried?: string;
  readonly when?: Condition;
  readonly delaySeconds?: number;
}

/** The conditions and the waits that work has passed. */
interface Passed {
  readonly conditions: readonly Condition[];
  readonly delaySeconds: number;
}

/** A form of step as queues carry work to it. */
interface FormRoutes<S extends Step = Step> {
  /** Returns where work may go that has come to a step. @param rest the steps that follow it */
  destinations(step: S, rest: readonly Step[], passed: Passed): Destination[];
}

/** The forms of steps that queues can do; what has no entry is refused by `rules/queue-forms.ts`. */
export const QUEUE_FORMS: { readonly [F in FormName]?: FormRoutes<StepOf<F>> } = {
  task: { destinations: ({ name }, _rest, passed) => [destination(name, passed)] },
  wait: {
    destinations: ({ seconds }, rest, { conditions, delaySeconds }) =>
      destinations(rest, { conditions, delaySeconds: delaySeconds + seconds }),
  },
  choice: {
    destinations(step, rest, passed) {
      const branches = step.branches.flatMap(({ when, steps }) => {
        const conditions = when ? [...passed.conditions, when] : passed.conditions;
        return destinations([...steps, ...rest], { ...passed, conditions });
      });
      return hasOtherwise(step) ? branches : [...branches, ...destinations(rest, passed)];
    },
  },
};

/** Returns the tasks that may come first in these steps, each with the conditions and the waits on the way. */
export function destinations([first, ...rest]: readonly Step[], passed: Passed): Destination[] {
  if (!first) return [destination(undefined, passed)];
  const form: FormRoutes | undefined = QUEUE_FORMS[first.form];
  if (!form) throw new TypeError(`Queues cannot do ${first.name}; the workflow was not checked.`);
  return form.destinations(first, rest, passed);
}

function destination(queue: string | undefined, { conditions, delaySeconds }: Passed): Destination {
  const [when] = conditions.length > 1 ? [{ all: conditions }] : conditions;
  return {
    ...(queue !== undefined && { queue }),
    ...(when && { when }),
    ...(queue !== undefined && delaySeconds > 0 && { delaySeconds }),
  };
}
