import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentHash } from "../../src/project/disk/hash.ts";
import { readLock, writeLock } from "../../src/project/lock.ts";
import type { Tree } from "../../src/render/tree.ts";
import { releasedProjects } from "../fixtures/released.ts";

const tree: Tree = new Map([
  ["src/steps/pay.ts", { content: "pay\n", owner: "yours" }],
  ["README.md", { content: "# Shop\n", owner: "managed" }],
]);

const origin = { generator: "1.2.3", packageManager: "npm", workflow: "name: shop\n" } as const;

test("the lock is the same for the same tree, in whatever order", () => {
  const text = writeLock(tree, origin);
  expect(writeLock(new Map([...tree].reverse()), origin)).toBe(text);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    generator: "1.2.3",
    packageManager: "npm",
    workflow: "name: shop\n",
    files: {
      "README.md": {
        owner: "managed",
        hash: "sha256-rpMNR3zFhqnLT00Y8WPY7EOe1tMLbztLbTWlS4nsz34=",
      },
      "src/steps/pay.ts": { owner: "yours", hash: contentHash("pay\n") },
    },
  });
  expect(text).toMatch(/^\{\n {2}"version": 1,\n/);
  const line = `    "src/steps/pay.ts": { "owner": "yours", "hash": "${contentHash("pay\n")}" }`;
  expect(text.split("\n")).toContain(line);
  expect(text.indexOf("README.md")).toBeLessThan(text.indexOf("src/steps"));
  expect(text).not.toContain("\r");
  expect(text.endsWith("}\n")).toBe(true);
});

test("a file of yours keeps the hash it was written with; what is managed does not", () => {
  const previous = readLock(writeLock(tree, origin));
  if (Array.isArray(previous)) throw new Error("No lock");
  const later: Tree = new Map([
    ["src/steps/pay.ts", { content: "pay, by another template\n", owner: "yours" }],
    ["README.md", { content: "# Shop 2\n", owner: "managed" }],
  ]);
  expect(JSON.parse(writeLock(later, origin, previous)).files).toMatchObject({
    "src/steps/pay.ts": { hash: contentHash("pay\n") },
    "README.md": { hash: contentHash("# Shop 2\n") },
  });
});

test("the lock is the same whatever the line endings of the workflow", () => {
  const windows = { ...origin, workflow: "\ufeffname: shop\r\n" };
  expect(writeLock(tree, windows)).toBe(writeLock(tree, origin));
});

test("the version of the package manager is kept", () => {
  const yarn = { ...origin, packageManager: "yarn", packageManagerVersion: "4.18.1" } as const;
  expect(readLock(writeLock(tree, yarn))).toMatchObject(yarn);
});

test("a lock is read as it was written, also from a Windows check-out", () => {
  const text = writeLock(tree, origin);
  for (const variant of [text, text.replaceAll("\n", "\r\n"), `\ufeff${text}`]) {
    expect(readLock(variant)).toEqual({
      generator: "1.2.3",
      packageManager: "npm",
      workflow: "name: shop\n",
      files: new Map([
        ["README.md", { owner: "managed", hash: contentHash("# Shop\n") }],
        ["src/steps/pay.ts", { owner: "yours", hash: contentHash("pay\n") }],
      ]),
    });
  }
});

test.each(releasedProjects)("the lock of $name by $version is read", ({ version, files }) => {
  const { ".unchain/lock.json": text = "", ...others } = files;
  const lock = readLock(text);
  if (Array.isArray(lock)) throw new Error(lock.map(({ message }) => message).join("\n"));
  expect(lock.generator).toBe(version);
  expect([...lock.files.keys()].toSorted()).toEqual(Object.keys(others).toSorted());
});

test("the hash of a text does not depend on line endings and byte order mark", () => {
  expect(contentHash("\ufeffa\r\nb\r\n")).toBe(contentHash("a\nb\n"));
  expect(contentHash("a\nb")).not.toBe(contentHash("a\nb\n"));
});

describe("a lock is refused", () => {
  const hash = contentHash("");
  const lock = (change: object): string =>
    JSON.stringify({
      version: 1,
      generator: "1",
      packageManager: "npm",
      workflow: "",
      files: {},
      ...change,
    });

  test.each([
    ["that is not JSON", "{", "INVALID_LOCK"],
    ["that is a list", "[]", "INVALID_LOCK"],
    ["of a later version", lock({ version: 2 }), "LOCK_VERSION"],
    ["with an unknown key", lock({ extra: 1 }), "INVALID_LOCK"],
    ["whose workflow is no text", lock({ workflow: {} }), "INVALID_LOCK"],
    ["whose files are a list", lock({ files: [] }), "INVALID_LOCK"],
    ["with an unknown owner", lock({ files: { a: { owner: "root", hash } } }), "INVALID_LOCK"],
    [
      "with a wrong hash",
      lock({ files: { a: { owner: "yours", hash: "sha256-x" } } }),
      "INVALID_LOCK",
    ],
    [
      "with an unknown key of a file",
      lock({ files: { a: { owner: "yours", hash, x: 1 } } }),
      "INVALID_LOCK",
    ],
    ["that is too large", lock({ workflow: "x".repeat(5_000_000) }), "INVALID_LOCK"],
  ])("%s", (_, text, code) => {
    expect(readLock(text)).toEqual([expect.objectContaining({ code, path: ".unchain/lock.json" })]);
  });

  test("that a merge has left in conflict: the way out is told", () => {
    expect(readLock('{\n<<<<<<< HEAD\n  "version": 1\n=======\n>>>>>>> b\n')).toMatchObject([
      { code: "INVALID_LOCK", run: { words: ["sync"] } },
    ]);
  });

  test.each([
    "../a",
    "a/../../b",
    "/a",
    "c:/a",
    "C:a",
    "a\\b",
    "",
    "a//b",
    "./a",
    ".git/config",
    "a\0b",
  ])("with the path %j", (path) => {
    expect(readLock(lock({ files: { [path]: { owner: "managed", hash } } }))).toEqual([
      expect.objectContaining({ code: "INVALID_LOCK" }),
    ]);
  });

  test("with all that is wrong at once", () => {
    const files = { "../a": { owner: "yours", hash }, b: { owner: 1, hash: 2 } };
    expect(readLock(lock({ packageManagerVersion: "latest" }))).toHaveLength(1);
    expect(readLock(lock({ generator: 1, packageManager: "cargo", files }))).toHaveLength(5);
  });
});

test("keys that JavaScript treats as special are paths like others", () => {
  const hash = contentHash("");
  const text = `{"version":1,"generator":"1","packageManager":"npm","workflow":"","files":{"__proto__":{"owner":"yours","hash":"${hash}"},"constructor":{"owner":"yours","hash":"${hash}"}}}`;
  const lock = readLock(text);
  expect(!Array.isArray(lock) && [...lock.files.keys()]).toEqual(["__proto__", "constructor"]);
  expect(({} as { owner?: unknown }).owner).toBeUndefined();
  const special: Tree = new Map([["__proto__", { content: "", owner: "yours" }]]);
  expect(readLock(writeLock(special, origin))).toMatchObject({
    files: new Map([["__proto__", { owner: "yours", hash }]]),
  });
});

test("no text, however mangled, makes readLock throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      readLock(text);
    }),
  );
});
