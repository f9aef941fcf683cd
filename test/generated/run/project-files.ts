import * as fs from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { workspace } from "../../e2e/generated/install-project.ts";

/** The files of a generated project: path → text. */
export type Files = Readonly<Record<string, string>>;

/** Where projects in memory seem to be; such folder. */
const ROOT = join(workspace, "in-memory");

export const urlOf = (path: string) => pathToFileURL(join(ROOT, path)).href;

interface FileSystem {
  readFileSync(path: fs.PathOrFileDescriptor, encoding?: BufferEncoding): string | Buffer;
  default: object;
  __esModule: true;
}

/** Returns a `node:fs` that finds the files of the project in memory, and all others on the disk. */
export function fileSystemOf(files: Files): FileSystem {
  const readFileSync = (path: fs.PathOrFileDescriptor, ...options: [BufferEncoding?]) => {
    const own = pathInProject(path);
    const text = own === undefined ? undefined : files[own];
    if (text === undefined) return fs.readFileSync(path, ...options);
    return options.length > 0 ? text : Buffer.from(text);
  };
  const existsSync = (path: fs.PathLike) => {
    const own = pathInProject(path);
    return own === undefined ? fs.existsSync(path) : own in files;
  };
  const readdirSync = (path: fs.PathLike, options: { recursive: boolean }) => {
    const own = pathInProject(path);
    if (own === undefined) return fs.readdirSync(path, options);
    const inFolder = Object.keys(files).filter((file) => file.startsWith(`${own}/`));
    return inFolder.map((file) => file.slice(own.length + 1));
  };
  const found = { ...fs, readFileSync, existsSync, readdirSync };
  return { ...found, default: found, __esModule: true };
}

function pathInProject(path: fs.PathOrFileDescriptor): string | undefined {
  if (typeof path === "number" || Buffer.isBuffer(path)) return undefined;
  const absolute = resolve(ROOT, path instanceof URL ? fileURLToPath(path) : String(path));
  return absolute.startsWith(ROOT + sep)
    ? absolute.slice(ROOT.length + 1).replaceAll(sep, "/")
    : undefined;
}
