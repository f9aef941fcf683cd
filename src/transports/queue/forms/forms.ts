import { hasOtherwise } from "../../../forms/choice.ts";
import type { FormName, StepOf } from "../../../forms/form.ts";
import type { Step } from "../../../workflow/workflow.ts";
import type { Destination, FormRoutes, Way } from "./destination.ts";

/** The forms of steps that queues can do; what has no entry is refused by `rules/queue-forms.ts`. */
export const FORMS: { readonly [F in FormName]?: FormRoutes<StepOf<F>> } = {
  task: { destinations: ({ name }, _rest, way) => [destination(name, way)] },
  wait: {
    destinations: ({ seconds }, rest, way, destinations) =>
      destinations(rest, { ...way, delaySeconds: way.delaySeconds + seconds }),
  },
  choice: {
    destinations(step, rest, way, destinations) {
      const branches = step.branches.flatMap(({ when, steps }) =>
        destinations([...steps, ...rest], {
          ...way,
          conditions: [...way.conditions, ...(when ? [when] : [])],
        }),
      );
      return hasOtherwise(step) ? branches : [...branches, ...destinations(rest, way)];
    },
  },
};

/** Returns the tasks that may come first in these steps, each with the conditions and the waits on the way. */
export function destinations([first, ...rest]: readonly Step[], way: Way): Destination[] {
  if (!first) return [destination(undefined, way)];
  const form: FormRoutes | undefined = FORMS[first.form];
  if (!form) throw new TypeError(`Queues cannot do ${first.name}; the workflow was not checked.`);
  return form.destinations(first, rest, way, destinations);
}

function destination(queue: string | undefined, { conditions, delaySeconds }: Way): Destination {
  const [when] = conditions.length > 1 ? [{ all: conditions }] : conditions;
  return {
    ...(queue !== undefined && { queue }),
    ...(when && { when }),
    ...(queue !== undefined && delaySeconds > 0 && { delaySeconds }),
  };
}
