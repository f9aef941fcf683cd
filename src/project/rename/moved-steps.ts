import { posix } from "node:path";
import type { Tree } from "../../render/tree.ts";
import { type Disk, textAt } from "../disk/disk.ts";
import type { Lock } from "../lock.ts";

/** Old to new path of the steps that the user has moved, both relative to the project. */
export type MovedSteps = ReadonlyMap<string, string>;

interface Generations {
  readonly tree: Tree;
  readonly disk: Disk;
  readonly lock: Lock;
  /** The tree that was last generated: it knows the steps that are being taken out, too. */
  readonly base?: Tree;
}

const importOfNames = /import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*(["'])(\.[^"'\n]*)\2/g;
const specifier = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.\.?\/[^"'\n]*)\2/g;

/**
 * The steps whose file is gone from its place, and whose entry in `src/functions/` imports the same name from another
 * file: the user has moved them there. Whether that file exists is for the type-checker to say.
 */
export function findMovedSteps({ tree, disk, lock, base }: Generations): MovedSteps {
  const moved = new Map<string, string>();
  for (const path of lock.files.keys()) {
    if (!path.startsWith("src/steps/") || disk.has(path)) continue;
    const entry = entryOf(path);
    const [onDisk, generated] = [textAt(disk, entry), tree.get(entry) ?? base?.get(entry)];
    if (onDisk === undefined || generated === undefined) continue;
    const name = importsOf(generated.content, entry).find(({ from }) => from === path)?.names[0];
    const now = importsOf(onDisk, entry).find(
      ({ names }) => name !== undefined && names.includes(name),
    );
    if (now !== undefined && now.from !== path) moved.set(path, now.from);
  }
  return moved;
}

/** Returns the generated file on disk that still imports the file at `path`, which is gone. */
export function importerOf(path: string, { lock, disk }: Pick<Generations, "lock" | "disk">) {
  if (!path.endsWith(".ts")) return undefined;
  return [...lock.files.keys()].sort().find((importer) => {
    const isManaged = lock.files.get(importer)?.owner === "managed";
    const modules = isManaged ? modulesIn(textAt(disk, importer) ?? "") : [];
    return modules.some((specifier) => isModule(specifier, importer, path));
  });
}

const entryOf = (step: string): string => step.replace("src/steps/", "src/functions/");

function importsOf(text: string, path: string): { names: string[]; from: string }[] {
  return [...text.matchAll(importOfNames)].map(([, names = "", , target = ""]) => ({
    names: names.split(",").map((name) => name.trim().split(/\s+/)[0] as string),
    from: resolveFrom(path, target),
  }));
}

function resolveFrom(path: string, target: string): string {
  return posix.normalize(posix.join(posix.dirname(path), target));
}

/** Returns the modules that a text names, all with the ending `.ts`. */
export const modulesIn = (text: string): string[] =>
  [...text.matchAll(/(["'])([^"']+\.[cm]?[jt]s)\1/g)].map(([, , module]) =>
    (module as string).replace(/js$/, "ts"),
  );

/**
 * Returns whether a module that the file at `path` names is the one at `target`; any prefix may stand for a folder.
 */
export function isModule(module: string, path: string, target: string): boolean {
  return module.startsWith(".")
    ? posix.join(posix.dirname(path), module) === target
    : module.includes("/") && target.endsWith(module.slice(module.indexOf("/")));
}

/** The text of the file at `path` with its imports of moved steps led to where they are now. */
export function followMoves(text: string, path: string, moved: MovedSteps): string {
  if (moved.size === 0 || !path.endsWith(".ts")) return text;
  return text.replace(specifier, (whole, keyword: string, quote: string, target: string) => {
    const now = moved.get(resolveFrom(path, target));
    if (now === undefined) return whole;
    const way = posix.relative(posix.dirname(path), now);
    return `${keyword}${quote}${way.startsWith(".") ? way : `./${way}`}${quote}`;
  });
}
