import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { type Code, compile } from "./compile.ts";
import { importPackages, packageExports } from "./packages.ts";
import { type Files, fileSystemOf, urlOf } from "./project-files.ts";

/** A generated project in memory, with a registry of modules of its own. */
export interface LoadedProject {
  /** Loads a module and all that it may come to import; `path` is from the root of the project. */
  load(path: string): Promise<Record<string, unknown>>;
  /** Resolves when something has gone round {@link MOST_ROUNDS} times since this was called. */
  endless(): Promise<"endless">;
  /** Ends what still goes round in it: its timers are never called again. */
  close(): void;
}

/** How often a project may wait for the event loop in one test; sound ones do so some 70 times. */
const MOST_ROUNDS = 3000;

/** What a project gets in place of the modules and globals of that name. */
export interface Substitutes {
  readonly modules?: Readonly<Record<string, object>>;
  readonly process?: object;
  readonly console?: object;
  /** For modules of the project, by path: what the others get of it in place of what it exports. */
  readonly exports?: Readonly<Record<string, (exports: Exports) => Exports>>;
}

export type Exports = Record<string, unknown>;

interface Module {
  exports: Exports;
  /** Settles when a script has come to its end. */
  ending?: unknown;
}

/** Prepares a project for loading; none of its code runs until `load`. */
export function openProject(files: Files, substitutes: Substitutes = {}): LoadedProject {
  const codes = new Map<string, Code>();
  const evaluated = new Map<string, Module>();
  const fileSystem = fileSystemOf(files);
  const modules: Readonly<Record<string, object>> = {
    fs: fileSystem,
    "node:fs": fileSystem,
    ...substitutes.modules,
  };
  let closed = false;
  let rounds = 0;
  let giveUp = () => {};

  const timer =
    (name: "setImmediate" | "setTimeout" | "setInterval") =>
    (...args: [() => void]) => {
      rounds += 1;
      if (rounds > MOST_ROUNDS) giveUp();
      return closed ? undefined : globalThis[name](...args);
    };
  const globals = {
    process: substitutes.process ?? process,
    console: substitutes.console ?? console,
    setImmediate: timer("setImmediate"),
    setTimeout: timer("setTimeout"),
    setInterval: timer("setInterval"),
  };

  const prepare = async (paths: readonly string[]): Promise<void> => {
    const packages = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      const text = files[path];
      if (codes.has(path) || text === undefined) return;
      const code = await compile(path, text);
      codes.set(path, code);
      for (const name of code.imports) {
        if (name.startsWith(".")) await visit(pathOf(path, name));
        else if (!(name in modules)) packages.add(name);
      }
    };
    for (const path of paths) await visit(path);
    await importPackages(packages);
  };

  const evaluate = (path: string): Module => {
    const known = evaluated.get(path);
    if (known) return known;
    const code = codes.get(path);
    if (!code) throw new Error(`Cannot find module '${path}' in the project.`);
    const module: Module = { exports: {} };
    evaluated.set(path, module);
    const require = (name: string) => {
      if (name.startsWith(".")) return evaluate(pathOf(path, name)).exports;
      const reading = READING[name]?.(files);
      if (reading) return reading;
      return modules[name] ?? packageExports(name);
    };
    const { exports } = module;
    const moduleUrl = urlOf(path);
    const moduleFolder = dirname(fileURLToPath(moduleUrl));
    const scope = { exports, module, require, moduleUrl, moduleFolder, ...globals };
    module.ending = code.evaluate(scope);
    const replace = substitutes.exports?.[path] ?? SHARED[path]?.(files);
    if (replace) module.exports = replace(module.exports);
    return module;
  };

  // What is imported under computed names.
  const entries = Object.keys(files).filter((path) => /^src\/(?:functions|steps)\//.test(path));
  return {
    async load(path) {
      await prepare([path, ...entries]);
      const module = evaluate(path);
      await module.ending;
      return module.exports;
    },
    endless() {
      rounds = 0;
      return new Promise((resolve) => {
        giveUp = () => resolve("endless");
      });
    },
    close() {
      closed = true;
    },
  };
}

const pathOf = (from: string, name: string) => posix.join(posix.dirname(from), name);

/** Modules of which all that load the same project share what they return. */
const SHARED: Readonly<Record<string, (files: Files) => (exports: Exports) => Exports>> = {
  "local/cdk/synthesize.ts": once("synthesize"),
  "local/deployment.ts": once("readDeployment"),
};

/** Lets a function be called once for all that load the same project. */
function once(name: string) {
  const results = new WeakMap<Files, { readonly value: unknown }>();
  return (files: Files) => (exports: Exports) => ({
    ...exports,
    [name]: () => {
      const result = results.get(files) ?? { value: (exports[name] as () => unknown)() };
      results.set(files, result);
      return result.value;
    },
  });
}

/** Packages that read files of the project themselves, as they find them in memory. */
const READING: Readonly<Record<string, (files: Files) => object>> = {
  "@aws/cloudformation-validate": validatorOf,
  "aws-cdk-lib/aws-stepfunctions": stepFunctionsOf,
};

function validatorOf(files: Files): object {
  const { readFileSync } = fileSystemOf(files);
  class TemplateFile {
    readonly path: string;
    constructor(path: string) {
      this.path = path;
    }
    readBytes() {
      return readFileSync(this.path);
    }
  }
  return { ...packageExports("@aws/cloudformation-validate"), TemplateFile, RegoEngine };
}

let engine: object | undefined;

/** The validator's engine, which takes seconds to start, and keeps nothing of what it has validated. */
class RegoEngine {
  constructor() {
    const { RegoEngine } = packageExports("@aws/cloudformation-validate") as Validator;
    engine ??= new RegoEngine();
    // biome-ignore lint/correctness/noConstructorReturn: what is new is the same each time.
    return engine;
  }
}

interface Validator {
  readonly RegoEngine: new () => object;
}

function stepFunctionsOf(files: Files): object {
  const { readFileSync } = fileSystemOf(files);
  const exports = packageExports("aws-cdk-lib/aws-stepfunctions") as {
    DefinitionBody: { fromString(text: string): object };
  };
  const fromFile = (path: string) =>
    exports.DefinitionBody.fromString(String(readFileSync(path, "utf8")));
  const DefinitionBody = Object.create(exports.DefinitionBody, { fromFile: { value: fromFile } });
  return { ...exports, DefinitionBody };
}
