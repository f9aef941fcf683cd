import { type IFs, memfs } from "memfs";
import type { Change } from "../../src/project/changes.ts";
import type { FileSystem } from "../../src/project/disk/file-system.ts";
import type { OtherRuns } from "../../src/project/transaction/running.ts";

/** A disk in memory; `null` makes an empty directory. */
export function disk(files: Record<string, string | null>): { fs: FileSystem; raw: IFs } {
  const { fs } = memfs(files, "/");
  return { fs: fs as unknown as FileSystem, raw: fs };
}

/** Everything on the disk: files with mode and content, directories, links. */
export function everything(fs: FileSystem, directory = "/"): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of fs.readdirSync(directory).sort()) {
    const path = directory === "/" ? `/${name}` : `${directory}/${name}`;
    const stats = fs.lstatSync(path);
    if (stats.isDirectory()) Object.assign(found, { [path]: "directory" }, everything(fs, path));
    else if (stats.isSymbolicLink()) found[path] = "link";
    else found[path] = `${(stats.mode & 0o777).toString(8)} ${fs.readFileSync(path, "utf8")}`;
  }
  return found;
}

const mutating: ReadonlySet<string> = new Set([
  "chmodSync",
  "linkSync",
  "mkdirSync",
  "renameSync",
  "rmdirSync",
  "rmSync",
  "unlinkSync",
  "writeFileSync",
]);

export interface Call {
  readonly index: number;
  readonly name: string;
  readonly isMutating: boolean;
  /** Does half of a write, and nothing of other calls. */
  readonly half: () => void;
  readonly whole: () => unknown;
}

/** Hands every call on `fs` to `handle`, numbered from 0. */
export function intercept(fs: FileSystem, handle: (call: Call) => unknown): FileSystem {
  let index = 0;
  return new Proxy(fs, {
    get(target, name: keyof FileSystem) {
      const call = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) =>
        handle({
          index: index++,
          name,
          isMutating: mutating.has(name),
          half: () => {
            if (name !== "writeFileSync") return;
            const text = String(args[1]);
            call.call(target, args[0], text.slice(0, text.length / 2), args[2]);
          },
          whole: () => call.apply(target, args),
        });
    },
  });
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** Every other run is gone, and long ago. */
export const later: OtherRuns = { isAlive: () => false, now: () => Date.now() + 60_000 };

export function create(path: string, content: string): Change {
  return { path, action: "create", owner: "managed", content };
}

export interface Scenario {
  readonly name: string;
  readonly before: Record<string, string | null>;
  readonly root: string;
  readonly changes: readonly Change[];
}

const files = [
  create(".unchain/lock.json", "lock"),
  create("README.md", "# Shop\n"),
  create("src/functions/pay.ts", "export {};\n"),
  create("src/steps/pay.ts", "export const pay = 1;\n"),
];

/** One commit of every kind. */
export const scenarios: readonly Scenario[] = [
  {
    name: "a new directory",
    before: { "/home/notes.txt": "mine" },
    root: "/home/shop",
    changes: files,
  },
  {
    name: "a new directory two levels down",
    before: { "/home": null },
    root: "/home/work/2026/shop",
    changes: files,
  },
  {
    name: "an empty directory",
    before: { "/home/shop": null },
    root: "/home/shop",
    changes: files,
  },
  {
    name: "a fresh repository",
    before: { "/home/shop/.git/HEAD": "ref: main", "/home/shop/LICENSE": "MIT" },
    root: "/home/shop",
    changes: files,
  },
  {
    name: "a project",
    before: {
      "/home/shop/.unchain/lock.json": "old lock",
      "/home/shop/README.md": "# Old\r\n",
      "/home/shop/src/functions/old.ts": "old",
      "/home/shop/src/steps/pay.ts": "mine",
    },
    root: "/home/shop",
    changes: [
      {
        path: ".unchain/lock.json",
        action: "update",
        owner: "managed",
        before: "old lock",
        content: "lock",
      },
      {
        path: "README.md",
        action: "update",
        owner: "managed",
        before: "# Old\r\n",
        content: "# New\r\n",
      },
      create("local/run.ts", "run"),
      create("local/engine/queue.ts", "queue"),
      { path: "src/functions/old.ts", action: "remove", owner: "managed", before: "old" },
      create("src/functions/pay.ts", "pay"),
      { path: "src/steps/pay.ts", action: "keep", owner: "yours", before: "mine" },
    ],
  },
  {
    name: "a project that somebody has edited",
    before: {
      "/home/shop/.unchain/lock.json": "old lock",
      "/home/shop/README.md": "mine\r\nold\r\n",
      "/home/shop/package.json": "{}",
      "/home/shop/src/functions/old.ts": "old",
    },
    root: "/home/shop",
    changes: [
      {
        path: ".unchain/lock.json",
        action: "update",
        owner: "managed",
        before: "old lock",
        content: "lock",
      },
      {
        path: "README.md",
        action: "merge",
        owner: "managed",
        before: "mine\r\nold\r\n",
        content: "mine\r\nnew\r\n",
      },
      {
        path: "package.json",
        action: "conflict",
        owner: "managed",
        before: "{}",
        content: "<<<<<<< yours\n{}\n=======\n[]\n>>>>>>> unchain 1\n",
        conflict: { hunks: [], lines: [], ours: "[]\n", isMarked: true },
      },
      { path: "src/functions/old.ts", action: "remove", owner: "managed", before: "old" },
      create("src/functions/pay.ts", "pay"),
    ],
  },
];
