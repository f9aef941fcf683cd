import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProjectError } from "../../src/project/disk/project-error.ts";
import { commit } from "../../src/project/transaction/commit.ts";
import { repair } from "../../src/project/transaction/repair.ts";
import { create, everything, intercept } from "./faulty-fs.ts";

const many = Array.from({ length: 60 }, (_, index) =>
  create(`src/${index % 9}/${index}.ts`, `${index}\n`),
);

let home: string;
let root: string;

beforeEach(() => {
  home = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "unchain-commit-")));
  root = join(home, "shop");
});

afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

test("goes through a symbolic link that stays inside the root", async () => {
  fs.mkdirSync(join(root, "lib"), { recursive: true });
  fs.symlinkSync("lib", join(root, "src"), "dir");
  await commit(root, [create("src/a.ts", "a")]);
  expect(fs.readdirSync(join(root, "lib"))).toEqual(["a.ts"]);
});

test("writes into a directory that is reached by a symbolic link", async () => {
  fs.mkdirSync(root);
  fs.symlinkSync(root, join(home, "link"), "dir");
  await commit(join(home, "link"), many);
  expect(fs.readFileSync(join(root, "src/8/8.ts"), "utf8")).toBe("8\n");
});

test("says so when the target is a link that leads nowhere, or a file", async () => {
  fs.symlinkSync(join(home, "nowhere"), root, "dir");
  await expect(commit(root, many)).rejects.toThrow(ProjectError);
  fs.rmSync(root);
  fs.writeFileSync(root, "file");
  await expect(commit(root, many)).rejects.toThrow("There is a file where a directory is needed.");
  expect(fs.readdirSync(home)).toEqual(["shop"]);
});

test("does not replace a project that appears where a new one is being made", async () => {
  const rival = intercept(fs, ({ name, whole }) => {
    if (name === "renameSync") {
      fs.mkdirSync(root);
      fs.writeFileSync(join(root, "mine.txt"), "mine");
    }
    return whole();
  });
  await expect(commit(root, many, { fs: rival })).rejects.toThrow();
  expect(Object.keys(everything(fs, home))).toEqual([root, join(root, "mine.txt")]);
});

test("a signal that arrives while files are written takes everything back", async () => {
  const controller = new AbortController();
  const onSignal = () => controller.abort();
  process.once("SIGUSR2", onSignal);
  const signalled = intercept(fs, ({ index, whole }) => {
    if (index === 30) process.kill(process.pid, "SIGUSR2");
    return whole();
  });
  await expect(commit(root, many, { fs: signalled, signal: controller.signal })).rejects.toThrow();
  expect(everything(fs, home)).toEqual({});
});

const script = `
  import { commit } from ${JSON.stringify(fileURLToPath(new URL("../../src/project/transaction/commit.ts", import.meta.url)))};
  const [root, changes] = JSON.parse(process.argv[1]);
  process.stdout.write("ready");
  await commit(root, changes).then(() => {}, (error) => {
    process.stdout.write(error.problems?.[0]?.code ?? String(error));
    process.exitCode = 1;
  });
`;

function start(changes: readonly unknown[]) {
  const args = ["--import", "tsx", "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, [...args, JSON.stringify([root, changes])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  return {
    child,
    ready: once(child.stdout, "data"),
    ended: once(child, "close"),
    output: () => output,
  };
}

const merges = many.map((change) => ({ ...change, action: "merge", before: "old\n" }) as const);

/** Makes the files that are merged. */
function makeOld(): void {
  for (const { path, before } of merges) {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), before, { mode: 0o755 });
  }
}

/** What is in the files, each kind of content once; all must have the mode that they had. */
function contents(): string[] {
  const files = Object.entries(everything(fs, root)).filter(([path]) => path.endsWith(".ts"));
  expect(files).toHaveLength(merges.length);
  return [
    ...new Set(
      files.map(([path, entry]) => {
        expect(entry.slice(0, 4)).toBe("755 ");
        return entry.slice(4) === `${basename(path, ".ts")}\n` ? "new" : entry.slice(4);
      }),
    ),
  ];
}

test("kill -9 of a real process that merges leaves all as it was or all merged", {
  timeout: 60_000,
}, async () => {
  for (const pause of [0, 2, 4, 8, 16]) {
    fs.rmSync(root, { recursive: true, force: true });
    makeOld();
    const { child, ready, ended } = start(merges);
    await ready;
    await delay(pause);
    child.kill("SIGKILL");
    await ended;
    await repair(root, { around: { isAlive: () => false, now: () => Date.now() + 60_000 } });
    expect([["old\n"], ["new"]]).toContainEqual(contents());
    expect(
      Object.keys(everything(fs, root)).filter((path) => /unchain/.test(path.slice(root.length))),
    ).toEqual([]);
  }
});

test("of two processes that merge at once one wins, and the other says why it did nothing", {
  timeout: 60_000,
}, async () => {
  makeOld();
  const runs = [start(merges), start(merges)];
  await Promise.all(runs.map(({ ended }) => ended));
  expect(runs.map(({ output }) => output()).sort()).toEqual([
    "ready",
    expect.stringMatching(/^ready(ALREADY_RUNNING|CHANGED_MEANWHILE)$/),
  ]);
  expect(contents()).toEqual(["new"]);
});

test("kill -9 of a real process leaves all, nothing or what repair needs", {
  timeout: 60_000,
}, async () => {
  for (const isThere of [false, true]) {
    for (const pause of [0, 1, 3, 6]) {
      fs.rmSync(root, { recursive: true, force: true });
      if (isThere) fs.mkdirSync(root);
      const { child, ready, ended } = start(many);
      await ready;
      await delay(pause);
      child.kill("SIGKILL");
      await ended;
      await repair(root, { around: { isAlive: () => false, now: () => Date.now() + 60_000 } });
      const written = Object.keys(everything(fs, home)).filter((path) => path.endsWith(".ts"));
      expect([0, many.length]).toContain(written.length);
      expect(fs.readdirSync(home)).toEqual(written.length > 0 || isThere ? ["shop"] : []);
      if (written.length === 0 && isThere) expect(fs.readdirSync(root)).toEqual([]);
    }
  }
});

test("of two processes at once exactly one wins, and what is there is whole", {
  timeout: 60_000,
}, async () => {
  for (const isThere of [false, true]) {
    fs.rmSync(root, { recursive: true, force: true });
    if (isThere) fs.mkdirSync(root);
    const runs = [start(many), start(many)];
    await Promise.all(runs.map(({ ended }) => ended));
    expect(runs.filter(({ child }) => child.exitCode === 0)).toHaveLength(1);
    expect(fs.readdirSync(home)).toEqual(["shop"]);
    expect(fs.readdirSync(root)).toEqual(["src"]);
    expect(Object.keys(everything(fs, root)).filter((path) => path.endsWith(".ts"))).toHaveLength(
      60,
    );
  }
});
