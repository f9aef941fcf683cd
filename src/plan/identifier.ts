import { camelCase } from "../workflow/letter-case.ts";

/**
 * Words that JavaScript keeps for itself, its globals, and names that the files around a step use.
 * `then`: a module that exports a function of that name looks like a promise to `import()`.
 */
const taken = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends
  false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof var void while
  with yield arguments eval async undefined globalThis escape unescape isFinite parseFloat
  parseInt
  step handler routes state describe expect it then`.split(/\s+/),
);

/** The name of a step's function in TypeScript: `processPayment`, or `importStep` for `import`. */
export function functionName(step: string): string {
  const name = camelCase(step);
  return taken.has(name) ? `${name}Step` : name;
}
