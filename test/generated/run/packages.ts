import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { importerPath } from "../../e2e/generated/install-project.ts";

/** `import` of the workspace, for what packages offer to ES modules. */
const importFromWorkspace: (specifier: string) => Promise<object> = createRequire(import.meta.url)(
  importerPath,
);

const packages = new Map<string, object>();

/**
 * Imports packages that generated projects depend on, each once in a process: they are slow to load,
 * and what a project does to them is taken back by {@link restoreSharedState}.
 */
export async function importPackages(specifiers: Iterable<string>): Promise<void> {
  for (const specifier of specifiers) {
    if (packages.has(specifier)) continue;
    const exports = await importFromWorkspace(specifier);
    const overlay = overlays[specifier]?.(exports as Record<string, never>);
    packages.set(specifier, { ...exports, ...overlay, __esModule: true });
    if (specifier.startsWith("node:")) continue;
    for (const value of Object.values(exports)) if (isClass(value)) remember(value.prototype);
  }
}

/** Returns the exports of a package that has been imported before. */
export function packageExports(specifier: string): object {
  const exports = packages.get(specifier);
  if (!exports) throw new Error(`The package ${specifier} has not been imported.`);
  return exports;
}

const storages = new Set<AsyncLocalStorage<unknown>>();

/** Node 20 carries each storage along with each promise, from its first use until it is disabled. */
class ProjectStorage<T> extends AsyncLocalStorage<T> {
  override run<R>(store: T, ...rest: [() => R]): R {
    storages.add(this as AsyncLocalStorage<unknown>);
    return super.run(store, ...rest);
  }
}

type Parse = (file: string, text: string) => Promise<unknown>;

/** Parses each text once: those of projects are mostly the same. */
function once(parse: Parse): Parse {
  const known = new Map<string, Promise<unknown>>();
  return (file, text) => {
    const key = JSON.stringify([file, text]);
    const result = known.get(key) ?? parse(file, text);
    known.set(key, result);
    return result;
  };
}

const overlays: Readonly<Record<string, (exports: Record<string, unknown>) => object>> = {
  "node:async_hooks": () => ({ AsyncLocalStorage: ProjectStorage }),
  "@cdktn/hcl2json": ({ parse, getExpressionAst }) => ({
    parse: once(parse as Parse),
    getExpressionAst: once(getExpressionAst as Parse),
  }),
};

/** Disables what projects keep along asynchronous work; they can use it again. */
export function disableStorages(): void {
  for (const storage of storages) storage.disable();
  storages.clear();
}

type State = Record<PropertyKey, PropertyDescriptor>;

const isClass = (value: unknown): value is { prototype: object } =>
  typeof value === "function" && typeof value.prototype === "object" && value.prototype !== null;

const remembered = new Map<object, State>();

function remember(object: object, keys: readonly PropertyKey[] = Reflect.ownKeys(object)): void {
  const state: State = {};
  for (const key of keys) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor?.configurable) state[key] = descriptor;
  }
  remembered.set(object, state);
}

remember(Date);
remember(Math);
remember(globalThis, ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"]);

/** Undoes what projects have changed of global objects and of the classes of shared packages. */
export function restoreSharedState(): void {
  for (const [object, state] of remembered) {
    for (const key of Reflect.ownKeys(state)) {
      const before = state[key as string] as PropertyDescriptor;
      const now = Object.getOwnPropertyDescriptor(object, key);
      const isSame =
        now?.value === before.value && now?.get === before.get && now?.set === before.set;
      if (!isSame) Object.defineProperty(object, key, before);
    }
  }
}
