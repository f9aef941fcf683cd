import { code } from "../layout.ts";

const CALLED = Symbol("called");

/**
 * Stands for a call of a helper in the place of a value.
 *
 * @param spread whether it stands for all items that the call returns
 */
export function call(name: string, args: readonly (string | number)[], spread = false): object {
  const text = `${name}(${args.map((one) => JSON.stringify(one)).join(", ")})`;
  return { ...code(spread ? `...${text}` : text), [CALLED]: name };
}

/** Returns the names of the helpers that a literal calls; a text that reads like a call is none. */
export function calledIn(literal: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if (CALLED in value) names.add(String(value[CALLED]));
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(literal);
  return names;
}
