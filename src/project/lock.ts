import { conflictOffset } from "../conflict-marker.ts";
import { isMapping } from "../mapping.ts";
import type { Message } from "../messages/message.ts";
import {
  type Installer,
  installerOf,
  isExactVersion,
  packageManagers,
} from "../plan/package-manager.ts";
import type { Owner, Tree } from "../render/tree.ts";
import type { Change } from "./changes.ts";
import { contentHash, isHash } from "./disk/hash.ts";
import { LOCK_PATH } from "./lock-path.ts";
import { inTheStyleOf, normalise } from "./merge/line-endings.ts";
import { unsafePathReason } from "./transaction/safe-path.ts";

export interface LockedFile {
  readonly owner: Owner;
  /** The hash of the content as generated, not as it is on disk. */
  readonly hash: string;
}

/** The origin of a project; enough to generate it again. */
export interface Origin extends Installer {
  /** The version of create-unchain. */
  readonly generator: string;
  /** The text of `workflow.yaml` as it was applied. */
  readonly workflow: string;
}

/** The files that Unchain last generated in a project: the base of the next change. */
export interface Lock extends Origin {
  readonly files: ReadonlyMap<string, LockedFile>;
}

const ORIGIN_KEYS = ["generator", "packageManager", "packageManagerVersion", "workflow"];

const sizeLimit = 4 * 1024 * 1024;
const fileLimit = 20_000;

/**
 * Returns the text of `.unchain/lock.json` for `tree`, a line for each file; the same arguments always give the same
 * text, also where the workflow has other line endings. A file that is yours was written once, so that it keeps the
 * hash of `previous`; one that was yours there stays so.
 */
export function writeLock(tree: Tree, origin: Origin, previous?: Lock): string {
  const { generator, workflow } = origin;
  const paths = [...tree.keys()].sort();
  const files = paths.map((path) => {
    const file = tree.get(path) as { owner: Owner; content: string };
    const last = previous?.files.get(path);
    const owner = last?.owner === "yours" ? "yours" : file.owner;
    const written = owner === "yours" ? last?.hash : undefined;
    const hash = written ?? contentHash(file.content);
    return `    ${JSON.stringify(path)}: { "owner": "${owner}", "hash": "${hash}" }`;
  });
  const head = {
    version: 1,
    generator,
    ...installerOf(origin),
    workflow: normalise(workflow),
  };
  const keys = JSON.stringify(head, null, 2).slice(0, -"\n}".length);
  return `${keys},\n  "files": {\n${files.join(",\n")}\n  }\n}\n`;
}

/**
 * Returns the change that writes a text of the lock.
 *
 * @param before the lock as it is on disk, if it is there
 */
export function lockChange(content: string, before: string | undefined): Change {
  const lock = { path: LOCK_PATH, owner: "managed" } as const;
  if (before === undefined) return { ...lock, action: "create", content };
  return normalise(before) === normalise(content)
    ? { ...lock, action: "identical", before }
    : { ...lock, action: "update", before, content: inTheStyleOf(before, content) };
}

/** Reads `.unchain/lock.json`, which is untrusted: every field is checked, and all that is wrong is told at once. */
export function readLock(text: string): Lock | Message[] {
  if (text.length > sizeLimit) return [invalid("The lock is larger than 4 MiB")];
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return conflictOffset(text) === undefined
      ? [invalid(`The lock is not JSON: ${(error as Error).message}`)]
      : [IN_CONFLICT];
  }
  if (!isMapping(value)) return [invalid("The lock is not an object")];

  const { version, generator, workflow, files, ...installer } = value;
  if (version !== 1) {
    return [
      {
        code: "LOCK_VERSION",
        message: `The lock has version ${JSON.stringify(version)}; this version of Unchain reads version 1.`,
        suggestion: "Use the version of create-unchain that wrote it, or a later one.",
        path: LOCK_PATH,
      },
    ];
  }
  const problems = unknownKeys(value, [...ORIGIN_KEYS, "version", "files"], "");
  if (typeof generator !== "string") problems.push(invalid('"generator" must be a string'));
  problems.push(...installerProblems(installer));
  if (typeof workflow !== "string") problems.push(invalid('"workflow" must be a string'));
  if (!isMapping(files)) return [...problems, invalid('"files" must be an object')];

  const entries = Object.entries(files);
  if (entries.length > fileLimit) return [invalid(`The lock lists more than ${fileLimit} files`)];
  const locked = new Map<string, LockedFile>();
  for (const [path, file] of entries) {
    const found = checkFile(path, file);
    if (Array.isArray(found)) problems.push(...found);
    else locked.set(path, found);
  }
  if (problems.length > 0) return problems;
  const origin = { generator, workflow, ...installerOf(installer as unknown as Installer) };
  return { ...(origin as Origin), files: locked };
}

function installerProblems(installer: Readonly<Record<string, unknown>>): Message[] {
  const { packageManager, packageManagerVersion } = installer;
  return [
    ...(packageManagers.some((name) => name === packageManager)
      ? []
      : [invalid(`"packageManager" must be one of ${packageManagers.join(", ")}`)]),
    ...(packageManagerVersion === undefined || isExactVersion(packageManagerVersion)
      ? []
      : [invalid('"packageManagerVersion" must be a version, such as 1.2.3')]),
  ];
}

function checkFile(path: string, file: unknown): LockedFile | Message[] {
  const name = JSON.stringify(path);
  const reason = unsafePathReason(path);
  if (reason !== undefined) return [invalid(`The lock lists the path ${name}, which ${reason}`)];
  if (!isMapping(file)) return [invalid(`${name} must be an object`)];
  const { owner, hash } = file;
  const problems = unknownKeys(file, ["owner", "hash"], ` of ${name}`);
  if (owner !== "managed" && owner !== "yours") {
    problems.push(invalid(`"owner" of ${name} must be "managed" or "yours"`));
  }
  if (!isHash(hash)) problems.push(invalid(`"hash" of ${name} must be "sha256-…"`));
  return problems.length > 0 ? problems : { owner: owner as Owner, hash: hash as string };
}

function unknownKeys(record: object, known: readonly string[], of: string): Message[] {
  return Object.keys(record)
    .filter((key) => !known.includes(key))
    .map((key) => invalid(`The lock has an unknown key ${JSON.stringify(key)}${of}`));
}

/** Each branch has changed the project. Either lock is true of its side, and a merge of both of neither. */
const IN_CONFLICT: Message = {
  code: "INVALID_LOCK",
  message: "A merge left a conflict in this file.",
  suggestion: `Resolve workflow.yaml by hand. For the lock and other conflicting generated files that you have not edited, take one side (git checkout --ours ${LOCK_PATH} …), then run:`,
  run: { words: ["sync"] },
  path: LOCK_PATH,
};

function invalid(what: string): Message {
  return {
    code: "INVALID_LOCK",
    message: `${what}.`,
    suggestion: "Restore the file from version control.",
    path: LOCK_PATH,
  };
}
