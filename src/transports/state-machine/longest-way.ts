import type { State, StateMachine } from "./state.ts";

/** Returns what the states of a machine weigh together, on the way through it where that is the most. */
export function longestWay(
  { StartAt, States }: StateMachine,
  weightOf: (name: string, state: State) => number,
): number {
  const known = new Map<string, number>();
  const from = (name: string): number => {
    const before = known.get(name);
    const state = States[name];
    if (before !== undefined || !state) return before ?? 0;
    const weight = weightOf(name, state) + Math.max(0, ...nextStates(state).map(from));
    known.set(name, weight);
    return weight;
  };
  // Most states lead to later ones: from the last to the first nothing goes deep.
  for (const name of Object.keys(States).toReversed()) from(name);
  return from(StartAt);
}

function nextStates(state: State): string[] {
  const choices = (state.Choices ?? []) as readonly { readonly Next: string }[];
  const catchers = (state.Catch ?? []) as readonly { readonly Next: string }[];
  return [state.Next, state.Default, ...[...choices, ...catchers].map(({ Next }) => Next)].filter(
    (next) => typeof next === "string",
  );
}
