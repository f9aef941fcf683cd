import type { Tree } from "../../render/tree.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import { type Change, isWritten } from "../changes.ts";
import { type Disk, textAt } from "../disk/disk.ts";
import { contentHash } from "../disk/hash.ts";
import type { Lock, LockedFile } from "../lock.ts";
import { inTheStyleOf, normalise } from "../merge/line-endings.ts";
import {
  findMovedSteps,
  followMoves,
  isModule,
  type MovedSteps,
  modulesIn,
} from "./moved-steps.ts";
import { type RenamedModule, withReferences, withStepState } from "./references.ts";
import { renamedPath, renamedWords, type StepRename, withWords } from "./step-names.ts";

/** A project in which a step is to have another name. */
export interface RenamedProject {
  readonly rename: StepRename;
  /** The tree that was generated with the old name. */
  readonly rendered: Tree;
  /** The tree that is generated with the new name. */
  readonly tree: Tree;
  readonly disk: Disk;
  readonly lock: Lock;
}

type Generations = Pick<RenamedProject, "disk" | "lock">;

/** Returns the words that are others in a file of the step, or in one that is in no other place. */
const wordsOf = ({ rename, rendered, tree }: RenamedProject, path: string) =>
  renamedWords(
    rendered.get(path)?.content ?? "",
    tree.get(renamedPath(path, rename))?.content ?? "",
    rename,
  );

const WORKFLOW_TYPES = "src/workflow.ts";

/** Returns how code by its path names what the step exports and has left under the new name. */
function codeRenamer(project: RenamedProject): (text: string, path: string) => string {
  const { rename, rendered, disk, lock } = project;
  const modules = stepModules(project);
  const managed = [...lock.files.keys()].filter(
    (path) => lock.files.get(path)?.owner === "managed",
  );
  const stepFile = [...modules.keys()].find((path) => path.startsWith("src/steps/")) ?? "";
  const movedTo = findMovedSteps({ tree: rendered, disk, lock }).get(stepFile);
  const places = [stepFile, ...(movedTo === undefined ? [] : [movedTo])];
  const shared = new Map(wordsOf(project, WORKFLOW_TYPES));
  shared.delete(camelCase(rename.from));
  const moduleAt = (names: RenamedModule["names"], at: readonly string[], path: string) => ({
    names,
    isMeantBy: (specifier: string) => at.some((target) => isModule(specifier, path, target)),
    isItself: at.includes(path),
  });
  const own = wordsOf(project, stepFile);
  return (text, path) => {
    const workflow = moduleAt(shared, [WORKFLOW_TYPES], path);
    const bound = withReferences(withReferences(text, moduleAt(own, places, path)), workflow);
    const isOfWorkflow = modulesIn(text).some((specifier) =>
      managed.some((target) => isModule(specifier, path, target)),
    );
    const named = isOfWorkflow ? withStepState(bound, rename) : bound;
    return followMoves(named, path, modules);
  };
}

/**
 * Returns a project as if its owner had renamed the step: the files of the step under their new
 * names, with its function and types in them. What the next change merges is measured against the
 * same.
 */
export function asRenamed(project: RenamedProject): Generations {
  const { rename, rendered, tree, lock } = project;
  const disk = new Map(project.disk);
  const files = new Map<string, LockedFile>();
  const renamed = codeRenamer(project);
  const modules = stepModules(project);
  // A step and its test are written to fit each other.
  const isUntouched = [...lock.files]
    .filter(([path, { owner }]) => owner === "yours" && renamedPath(path, rename) !== path)
    .every(([path, { hash }]) => hasHash(textAt(project.disk, path), hash));
  for (const [path, file] of lock.files) {
    const target = renamedPath(path, rename);
    const isMoved = target !== path;
    const [generated, old] = [tree.get(target)?.content, rendered.get(path)?.content];
    const text = textAt(project.disk, path);
    const isStub = isMoved ? isUntouched : hasHash(text, file.hash) && hasHash(old, file.hash);
    const isWhole = isStub && generated !== undefined && file.owner === "yours";
    const isNoText = text === undefined && disk.has(path);
    if (isNoText || !(isMoved || isWhole)) {
      files.set(path, file);
      continue;
    }
    const led = (code: string) =>
      file.owner === "yours"
        ? renamed(code, path)
        : followMoves(withWords(path, code, wordsOf(project, path)), path, modules);
    disk.delete(path);
    if (text !== undefined) {
      const content = isWhole ? inTheStyleOf(text, generated) : led(text);
      disk.set(target, { kind: "file", text: content });
    }
    const isKnown = file.owner === "managed" && old !== undefined && hasHash(old, file.hash);
    const base = isWhole ? generated : isKnown ? led(old) : undefined;
    files.set(target, base === undefined ? file : { ...file, hash: contentHash(base) });
  }
  return { disk, lock: { ...lock, files } };
}

const hasHash = (text: string | undefined, hash: string): boolean =>
  text !== undefined && contentHash(text) === hash;

/** Old to new path of what is imported from the step. */
const stepModules = ({ rename, lock }: RenamedProject): MovedSteps =>
  new Map(
    [...lock.files.keys()].flatMap((path) => {
      const target = renamedPath(path, rename);
      return target === path ? [] : [[path, target]];
    }),
  );

/**
 * Returns a project as {@link asRenamed} does, with the words that are made of the step's name replaced in some
 * generated files: in what was generated, and in what somebody has made of it.
 */
export function withWordsIn(
  { disk, lock, tree, rename }: Omit<RenamedProject, "rendered">,
  base: Tree,
  paths: readonly string[],
): Generations & { readonly base: Tree } {
  const [seen, files, generated] = [new Map(disk), new Map(lock.files), new Map(base)];
  for (const path of paths) {
    const [text, file, last] = [textAt(disk, path), lock.files.get(path), base.get(path)];
    if (text === undefined || !file || !last) continue;
    const words = renamedWords(last.content, tree.get(path)?.content ?? "", rename);
    const content = withWords(path, last.content, words);
    seen.set(path, { kind: "file", text: withWords(path, text, words) });
    files.set(path, { ...file, hash: contentHash(content) });
    generated.set(path, { ...last, content });
  }
  return { disk: seen, lock: { ...lock, files }, base: generated };
}

/**
 * Returns the changes of a renamed project as they are on its disk, on which nothing is renamed yet.
 *
 * @param seen what the changes were decided on
 */
export function onDisk(
  changes: readonly Change[],
  seen: Disk,
  { rename, disk, lock }: RenamedProject,
): Change[] {
  const origins = new Map(
    [...lock.files.keys()]
      .map((path) => [renamedPath(path, rename), path] as const)
      .filter(([target, path]) => target !== path && seen.has(target) && !seen.has(path)),
  );
  return changes
    .flatMap((change): Change[] => {
      const text = textAt(seen, change.path);
      const origin = origins.get(change.path);
      const content = isWritten(change) ? change.content : text;
      if (origin !== undefined && text !== undefined && content !== undefined) {
        return movedFile(change, origin, content, disk);
      }
      const before = textAt(disk, change.path);
      if (before === undefined || text === undefined || before === text) return [change];
      if (change.action === "conflict") return [{ ...change, before }];
      return [{ ...change, action: "update", before, ...(content && { content }) }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function movedFile(change: Change, origin: string, content: string, disk: Disk): Change[] {
  const { path, owner } = change;
  const before = textAt(disk, origin) ?? "";
  if (disk.has(path)) {
    return [{ path, owner, action: "conflict", reason: "place-of-renamed", about: origin }];
  }
  if (change.action === "conflict") {
    const { conflict: _, ...rest } = change;
    return [{ ...rest, path: origin, before, reason: "changed-under-new-name", about: path }];
  }
  return [
    { path, owner, action: "create", content },
    { path: origin, owner, action: "remove", before },
  ];
}

/**
 * Returns the code that people have written with the step's new name in it: where it reads what the
 * step has left, imports its function, or is that.
 *
 * @param code their files by path, those of the step left out
 */
export function renamedCode(project: RenamedProject, code: ReadonlyMap<string, string>): Change[] {
  const modules = stepModules(project);
  const renamed = codeRenamer(project);
  return [...code].flatMap(([path, before]): Change[] => {
    const content = modules.has(path) ? before : renamed(before, path);
    const owner = project.tree.get(path)?.owner ?? "yours";
    return normalise(content) === normalise(before)
      ? []
      : [{ path, owner, action: "update", before, content }];
  });
}
