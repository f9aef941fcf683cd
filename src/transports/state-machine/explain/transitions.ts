import { insideOf, type Part } from "../../../explain/designs/course.ts";
import { sumOf } from "../../../lists.ts";
import type { State, StateMachine } from "../state.ts";

/**
 * Counts the states that an execution enters where nothing fails, in the very definition that is
 * generated: "Step Functions counts a state transition each time a step of your workflow is executed"
 * (AWS Step Functions pricing).
 *
 * @param course which branches are taken, and how many items there are
 */
export function transitionsIn(machine: StateMachine, course: readonly Part[]): number {
  const parts = new Map(course.flatMap(partsWithNames));
  const within = ({ StartAt, States }: StateMachine): number => {
    let entered = 0;
    for (let name: string | undefined = StartAt; name !== undefined; ) {
      const state: State | undefined = States[name];
      if (!state) throw new TypeError(`The definition has no state ${name}`);
      entered += 1 + inside(name, state);
      name = nextOf(state, parts.get(name));
    }
    return entered;
  };
  const inside = (name: string, state: State): number => {
    if (state.Type === "Parallel") return sumOf(state.Branches as StateMachine[], within);
    if (state.Type !== "Map") return 0;
    const part = parts.get(name);
    return part?.kind === "each" ? part.items * within(state.ItemProcessor as StateMachine) : 0;
  };
  return within(machine);
}

/** Returns the state behind one. Choices that are no step, as of whether a branch has failed, take their default. */
function nextOf(state: State, part: Part | undefined): string | undefined {
  if (state.Type !== "Choice") return state.Next as string | undefined;
  const rules = state.Choices as readonly { readonly Next: string }[];
  const rule = part?.kind === "one" ? rules[part.branch] : undefined;
  return rule?.Next ?? (state.Default as string);
}

function partsWithNames(part: Part): [string, Part][] {
  return [[part.name, part], ...insideOf(part).flat().flatMap(partsWithNames)];
}

/** Counts the states of the plainest machine that does the same: one for each step, and one that ends it. */
export function plainTransitions(course: readonly Part[]): number {
  return 1 + statesIn(course);
}

function statesIn(parts: readonly Part[]): number {
  return sumOf(parts, (part) => {
    const each = part.kind === "each" ? part.items : 1;
    return 1 + each * sumOf(insideOf(part), statesIn);
  });
}
