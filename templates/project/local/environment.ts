import { readdirSync, readFileSync } from "node:fs";
import type { LambdaFunction } from "./resources.ts";

type Variables = Pick<LambdaFunction, "environment">;

/**
 * Returns the environment of functions, for one process that runs them all: where they give a variable
 * different values, the first counts. What only a deployment knows is there by its name.
 */
export function localEnvironment(functions: readonly Variables[]): Record<string, string> {
  return Object.assign({}, ...functions.toReversed().map(environmentOf));
}

function environmentOf({ environment }: Variables): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(/\$\{([^}]+)\}/g, "$1"),
  ]);
  return Object.fromEntries(entries);
}

/**
 * Gives this process what {@link localEnvironment} says and nothing else has said. Returns a line for
 * each variable of which a function has another value than it gets here.
 */
export function fillEnvironment(functions: readonly LambdaFunction[]): string[] {
  const setBy = new Map<string, string>();
  return functions.flatMap((fn) =>
    Object.entries(environmentOf(fn)).flatMap(([name, value]) => {
      const first = setBy.get(name);
      if (first === undefined && process.env[name] === undefined) {
        process.env[name] = value;
        setBy.set(name, fn.name);
      }
      if (first === undefined || process.env[name] === value) return [];
      return `${name} is ${value} for ${fn.name}, and ${process.env[name]} for ${first}: here all steps get the latter.`;
    }),
  );
}

/** Returns a value for each variable that code asks for: tests that do not run it load it all the same. */
export function variablesInCode(): Record<string, string> {
  return Object.fromEntries(reads().map(({ name }) => [name, name]));
}

/** Says of each variable that code asks for, and that nothing sets, where to write it. */
export function unsetVariables(functions: readonly LambdaFunction[]): string[] {
  const unset = reads().filter(({ name }) => process.env[name] === undefined);
  return unset.map(({ name, file }) => {
    const { place = "the function of the step" } =
      functions.find((fn) => file === `src/steps/${fn.name}.ts`) ?? {};
    const wanted = name.startsWith("AWS_")
      ? "Lambda sets it; for this machine write it in .env."
      : `give it to ${place}, or for this machine write it in .env.`;
    return `${name} is not set, and ${file} asks for it: ${wanted}`;
  });
}

/** `process.env.NAME`, `process.env["NAME"]` or `{ NAME, OTHER = "" } = process.env`. */
const READ = /\bprocess\.env(?:\.|\[")(\w+)|\{([^{}]*)\}\s*=\s*process\.env\b(?![.[])/g;

/** Returns the environment variables that the business logic and what it imports ask for, and where. */
function reads(): { name: string; file: string }[] {
  const folder = new URL("../src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /^(?!runtime\/|functions\/|commands\/).+\.ts$/.test(path));
  return files.flatMap((path) => {
    const code = readFileSync(new URL(path, folder), "utf8");
    return [...code.matchAll(READ)].flatMap(([, read, several = ""]) => {
      const names = read ? [read] : [...several.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, one]) => one);
      return names.map((name = "") => ({ name, file: `src/${path}` }));
    });
  });
}
