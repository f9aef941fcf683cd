import { readdirSync, readFileSync } from "node:fs";
import {
  type LambdaFunction,
  lambdaFunctions,
  readSamTemplate,
  referenced,
  type SamTemplate,
} from "./deployment.ts";

/**
 * Returns the environment of functions, for one process that runs them all: where they give a variable
 * different values, the first counts. Parameters have their defaults; what only a deployment knows is
 * there by its name.
 */
export function localEnvironment(
  functions: Pick<LambdaFunction, "environment">[] = lambdaFunctions(readSamTemplate()),
): Record<string, string> {
  const template = readSamTemplate();
  return Object.assign({}, ...functions.toReversed().map((fn) => environmentOf(template, fn)));
}

function environmentOf(
  template: SamTemplate,
  { environment }: Pick<LambdaFunction, "environment">,
) {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.map(([name, value]) => [name, localValue(template, value)]));
}

function localValue({ Parameters }: SamTemplate, value: unknown): string {
  const known = (name = "") => String(Parameters[name]?.Default ?? name.replace("AWS::", ""));
  if (typeof value !== "object" || value === null) return String(value);
  if (!("Sub" in value)) return known(referenced(value));
  return String(value.Sub).replace(/\$\{([^}]+)\}/g, (_, name: string) => known(name));
}

/**
 * Gives this process what {@link localEnvironment} says and nothing else has said. Returns a line for
 * each variable of which a function has another value than it gets here.
 */
export function fillEnvironment(): string[] {
  const template = readSamTemplate();
  const setBy = new Map<string, string>();
  return lambdaFunctions(template).flatMap((fn) =>
    Object.entries(environmentOf(template, fn)).flatMap(([name, value]) => {
      const first = setBy.get(name);
      if (first === undefined && process.env[name] === undefined) {
        process.env[name] = value;
        setBy.set(name, fn.id);
      }
      if (first === undefined || process.env[name] === value) return [];
      return `${name} is ${value} for ${fn.id}, and ${process.env[name]} for ${first}: here all steps get the latter.`;
    }),
  );
}

/** Returns a value for each variable that code asks for: tests that do not run it load it all the same. */
export function variablesInCode(): Record<string, string> {
  return Object.fromEntries(reads().map(({ name }) => [name, name]));
}

/** Says of each variable that code asks for, and that nothing sets, where to write it. */
export function unsetVariables(): string[] {
  const functions = lambdaFunctions(readSamTemplate());
  const unset = reads().filter(({ name }) => process.env[name] === undefined);
  return unset.map(({ name, file }) => {
    const { id = "the function of the step" } =
      functions.find(({ entry }) => file === `src/steps/${entry}.ts`) ?? {};
    const place = name.startsWith("AWS_")
      ? "Lambda sets it; for this machine write it in .env."
      : `write it in template.yaml, under Environment of ${id}, or for this machine in .env.`;
    return `${name} is not set, and ${file} asks for it: ${place}`;
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
