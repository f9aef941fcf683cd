import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { errorCode, type FileSystem } from "../disk/file-system.ts";

/**
 * The entry at the place of a file's parent directory; `by` is the part of the path that decides.
 */
export type Parent =
  | { readonly kind: "directory" }
  | { readonly kind: "absent" }
  | { readonly kind: "file" | "outside"; readonly by: string };

/**
 * A function that looks at the parent directories of paths inside `root`, each of them once. A symbolic link counts as
 * a directory only if it leads to one inside the root. `root` itself must exist.
 */
export function parentLookup(root: string, fs: FileSystem): (path: string) => Parent {
  const seen = new Map<string, Parent>([[".", { kind: "directory" }]]);
  let realRoot: string | undefined;

  const isInside = (path: string): boolean => {
    realRoot ??= fs.realpathSync(root);
    const way = relative(realRoot, path);
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  };
  const look = (directory: string): Parent => {
    const above = at(dirname(directory));
    if (above.kind !== "directory") return above;
    const path = join(root, directory);
    const stats = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { kind: "absent" };
    if (stats.isDirectory()) return { kind: "directory" };
    if (!stats.isSymbolicLink()) return { kind: "file", by: directory };
    try {
      if (!isInside(fs.realpathSync(path))) return { kind: "outside", by: directory };
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return { kind: "outside", by: directory };
    }
    return fs.statSync(path).isDirectory()
      ? { kind: "directory" }
      : { kind: "file", by: directory };
  };
  const at = (directory: string): Parent => {
    const known = seen.get(directory);
    if (known !== undefined) return known;
    const found = look(directory);
    seen.set(directory, found);
    return found;
  };
  return (path) => at(dirname(path));
}
