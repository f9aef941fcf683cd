import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideFiles, isWrite } from "../../src/project/changes.ts";
import { type Disk, type DiskEntry, readDisk } from "../../src/project/disk/disk.ts";
import { type Lock, readLock, writeLock } from "../../src/project/lock.ts";
import { normalise } from "../../src/project/merge/line-endings.ts";
import { commit } from "../../src/project/transaction/commit.ts";
import type { Owner, Tree } from "../../src/render/tree.ts";
import { disk as memoryDisk } from "./faulty-fs.ts";

function treeOf(content: string, owner: Owner = "managed"): Tree {
  return new Map([["a.ts", { content, owner }]]);
}

function lockOf(tree: Tree): Lock {
  const lock = readLock(writeLock(tree, { generator: "1", packageManager: "npm", workflow: "" }));
  if (Array.isArray(lock)) throw new Error(JSON.stringify(lock));
  return lock;
}

const onDisk = (text?: string): Disk =>
  new Map(text === undefined ? [] : [["a.ts", { kind: "file", text }]]);

/** The change of the only file, given its content as locked, as on disk, as rendered now. */
function decide(base: string | undefined, text: string | undefined, next: string, owner?: Owner) {
  const lock = base === undefined ? {} : { lock: lockOf(treeOf(base, owner)) };
  const [change] = decideFiles({ tree: treeOf(next, owner), disk: onDisk(text), ...lock });
  return change;
}

describe("a new project", () => {
  test("creates what is absent", () => {
    expect(decide(undefined, undefined, "new")).toEqual({
      path: "a.ts",
      action: "create",
      owner: "managed",
      content: "new",
    });
  });

  test.each(["managed", "yours"] as const)("finds a conflict in other content (%s)", (owner) => {
    expect(decide(undefined, "mine", "new", owner)).toMatchObject({
      action: "conflict",
      content: "new",
      before: "mine",
    });
  });

  test("finds identical content, whatever its line endings", () => {
    expect(decide(undefined, "\ufeffa\r\nb\r\n", "a\nb\n")).toMatchObject({ action: "identical" });
  });
});

describe("a project with a lock: a managed file", () => {
  test.each([
    ["is updated if it is as generated", "base", "base", "new", "update"],
    ["is kept if only the user has changed it", "base", "mine", "base", "keep"],
    ["is identical if the user made the same change", "base", "new", "new", "identical"],
    ["is identical if nothing has changed", "base", "base", "base", "identical"],
    ["stays deleted", "base", undefined, "new", "keep"],
    ["is a conflict if both have changed it", "base", "mine", "new", "conflict"],
  ])("%s", (_, base, text, next, action) => {
    expect(decide(base, text, next)?.action).toBe(action);
  });

  test("keeps the user's line endings and byte order mark when it is updated", () => {
    expect(decide("a\nb\n", "\ufeffa\r\nb\r\n", "a\nc\n")).toMatchObject({
      action: "update",
      content: "\ufeffa\r\nc\r\n",
    });
  });

  test("is created if it is new, and a conflict if a file not made by Unchain is there", () => {
    const lock = lockOf(new Map());
    expect(decideFiles({ tree: treeOf("new"), disk: onDisk(), lock })[0]?.action).toBe("create");
    const [change] = decideFiles({ tree: treeOf("new"), disk: onDisk("x"), lock });
    expect(change).toMatchObject({ action: "conflict", reason: "not-as-generated" });
  });

  test("that is no longer generated is removed only if it is as generated", () => {
    const lock = lockOf(treeOf("base"));
    const plan = (text?: string) => decideFiles({ tree: new Map(), disk: onDisk(text), lock });
    expect(plan("base")[0]?.action).toBe("remove");
    expect(plan("mine")[0]?.action).toBe("keep");
    expect(plan()).toEqual([]);
  });
});

describe("a project with a lock: a file of yours", () => {
  test.each([
    ["base", "base", "new", "keep"],
    ["base", "mine", "new", "keep"],
    ["base", "new", "new", "identical"],
    ["base", undefined, "new", "keep"],
  ])("locked %s, on disk %s, now %s: %s", (base, text, next, action) => {
    expect(decide(base, text, next, "yours")?.action).toBe(action);
  });

  test("is removed with its step if nobody has changed it, and kept when its step comes back", () => {
    const lock = lockOf(treeOf("base", "yours"));
    const gone = (text: string) =>
      decideFiles({ tree: new Map(), disk: onDisk(text), lock })[0]?.action;
    expect(gone("base")).toBe("remove");
    expect(gone("base\r\n// mine")).toBe("keep");
    const back = decideFiles({
      tree: treeOf("base", "yours"),
      disk: onDisk("mine"),
      lock: lockOf(new Map()),
    });
    expect(back[0]?.action).toBe("keep");
  });

  test("stays yours if a later version would manage it", () => {
    const lock = lockOf(treeOf("base", "yours"));
    expect(decideFiles({ tree: treeOf("new"), disk: onDisk("base"), lock })[0]).toMatchObject({
      action: "keep",
      owner: "yours",
    });
  });
});

test.each<DiskEntry>([
  { kind: "directory" },
  { kind: "symlink" },
  { kind: "binary" },
  { kind: "special" },
  { kind: "blocked", by: "src" },
])("%o in the place of a file is a conflict", (entry) => {
  expect(decideFiles({ tree: treeOf("new"), disk: new Map([["a.ts", entry]]) })).toEqual([
    {
      path: "a.ts",
      action: "conflict",
      owner: "managed",
      content: "new",
      reason: entry.kind,
      ...(entry.kind === "blocked" && { about: "src" }),
    },
  ]);
});

const path = fc.constantFrom(
  "README.md",
  "package.json",
  "src/a.ts",
  "src/b.ts",
  "src/steps/c.ts",
  "test/d.ts",
);
const content = fc.constantFrom("", "a\n", "b\n", "a\nb\n", "Grüße 🎉\n");
const owner = fc.constantFrom<Owner>("managed", "yours");
const trees = fc
  .uniqueArray(fc.record({ path, content, owner }), { selector: (file) => file.path })
  .map((files): Tree => new Map(files.map((file) => [file.path, file])));
const disks = fc.dictionary(
  path,
  fc
    .tuple(content, fc.boolean())
    .map(([text, isCrlf]) => (isCrlf ? text.replaceAll("\n", "\r\n") : text)),
);

test("a file of yours that exists is never written, and removed only as it was made", () => {
  fc.assert(
    fc.property(trees, trees, disks, fc.boolean(), (before, tree, files, hasLock) => {
      const disk: Disk = new Map(
        Object.entries(files).map(([path, text]) => [path, { kind: "file", text }]),
      );
      const changes = decideFiles({ tree, disk, ...(hasLock ? { lock: lockOf(before) } : {}) });
      for (const change of changes) {
        if (change.owner === "yours" && disk.has(change.path) && isWrite(change.action)) {
          const made = before.get(change.path)?.content ?? "";
          expect([change.action, normalise(change.before ?? "")]).toEqual(["remove", made]);
        }
        if (change.action === "create") expect(disk.has(change.path)).toBe(false);
        if (change.action === "update" || change.action === "remove") {
          expect(disk.get(change.path)).toEqual({ kind: "file", text: change.before });
        }
      }
      expect(changes.map((change) => change.path)).toEqual(
        [...new Set(changes.map((change) => change.path))].sort(),
      );
    }),
  );
});

test("after a commit there is nothing left to do", async () => {
  await fc.assert(
    fc.asyncProperty(trees, trees, disks, fc.boolean(), async (before, tree, files, hasLock) => {
      const root = "/home/shop";
      const entries = Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]);
      const { fs } = memoryDisk({ "/home": null, ...Object.fromEntries(entries) });
      const lock = hasLock ? { lock: lockOf(before) } : {};
      const paths = [...before.keys(), ...tree.keys()];
      const changes = decideFiles({ tree, disk: readDisk(root, paths, fs), ...lock });
      fc.pre(changes.every(({ action }) => action !== "conflict"));
      await commit(root, changes, { fs });

      const again = decideFiles({
        tree,
        disk: readDisk(root, tree.keys(), fs),
        lock: lockOf(tree),
      });
      for (const { action } of again) expect(["identical", "keep"]).toContain(action);
    }),
  );
});
