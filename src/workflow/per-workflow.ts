import type { Step, Workflow } from "./workflow.ts";

type Steps = Pick<Workflow, "steps">;

/** Derives something from an object that never changes once, however often it is asked for. */
export function perObject<Source extends object, Derived>(
  derive: (source: Source) => Derived,
): (source: Source) => Derived {
  const known = new WeakMap<Source, Derived>();
  return (source) => {
    const before = known.get(source);
    if (before !== undefined) return before;
    const derived = derive(source);
    known.set(source, derived);
    return derived;
  };
}

/**
 * Derives something from the steps of a workflow once, however often it is asked for: a workflow
 * never changes, and the plan walks through its steps for every failure rule of every step.
 */
export function perWorkflow<Derived>(
  derive: (workflow: Steps) => Derived,
): (workflow: Steps) => Derived {
  const known = new WeakMap<readonly Step[], Derived>();
  return (workflow) => {
    const before = known.get(workflow.steps);
    if (before !== undefined) return before;
    const derived = derive(workflow);
    known.set(workflow.steps, derived);
    return derived;
  };
}
