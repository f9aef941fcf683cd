import type * as nodeFs from "node:fs";

/**
 * The calls of `node:fs` that this folder uses, so that a test can pass memfs or a failing disk.
 * Synchronous on purpose: for the 50 small files of a project they take a third of the time of `node:fs/promises`.
 */
export type FileSystem = Pick<
  typeof nodeFs,
  | "accessSync"
  | "chmodSync"
  | "linkSync"
  | "lstatSync"
  | "mkdirSync"
  | "readdirSync"
  | "readFileSync"
  | "realpathSync"
  | "renameSync"
  | "rmdirSync"
  | "rmSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
>;

/** The code of a system error, e.g. `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
