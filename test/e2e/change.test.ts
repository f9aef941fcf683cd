import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanEnv, emptyDirectory, filesIn, pathWith, run, start } from "./command-line.ts";

const isWindows = process.platform === "win32";

let home: string;
let shop: string;
beforeEach(async () => {
  home = emptyDirectory();
  shop = join(home, "shop");
  await run(["shop", "--yes", "--no-install", "--no-git"], { cwd: home });
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

const here = (...args: string[]) => run(args, { cwd: shop });

async function json(...args: string[]) {
  const { stdout, ...rest } = await here(...args, "--json");
  return { ...rest, result: JSON.parse(stdout) };
}

const git = (cwd: string, ...args: string[]) =>
  execa("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    cwd,
    env: cleanEnv(),
    extendEnv: false,
  });

async function commitAll(cwd: string) {
  if (!existsSync(join(cwd, ".git"))) await git(cwd, "init", "--quiet");
  await git(cwd, "add", "--all");
  await git(cwd, "commit", "--quiet", "--no-verify", "--message", "x");
}

const status = async (cwd: string) => (await git(cwd, "status", "--porcelain")).stdout;

const read = (path: string) => readFileSync(join(shop, path), "utf8");

function edit(path: string, change: (text: string) => string) {
  writeFileSync(join(shop, path), change(read(path)));
}

const mine = (text: string) => `${text.trimEnd()}\n// mine\n`;

describe("in a repository", () => {
  test("a step is edited and renamed, and back again, and git sees no change", async () => {
    edit("README.md", (text) => `${text}\nMine.\n`);
    edit("src/steps/process-payment.ts", mine);
    await commitAll(shop);
    const steps = [
      ["edit", "step", "process-payment", "--timeout", "2m"],
      ["rename", "step", "process-payment", "charge-card"],
    ];
    for (const step of steps) {
      const { exitCode, result } = await json(...step, "--no-install");
      expect(result).toMatchObject({ status: "updated", errors: [] });
      expect(exitCode).toBe(0);
    }
    expect(read("src/steps/charge-card.ts")).toMatch(/function chargeCard\([\s\S]*mine/);
    expect(read("workflow.yaml")).toContain("name: charge-card");
    expect((await here("check")).exitCode).toBe(0);
    await commitAll(shop);
    await here("rename", "step", "charge-card", "process-payment", "--no-install");
    await here("edit", "step", "process-payment", "--without", "timeout", "--no-install");
    await git(shop, "add", "--all");
    expect((await git(shop, "diff", "--cached", "--stat", "HEAD~1")).stdout).toBe("");
  });

  test("a step goes in and out of a project that was built, and git sees no change", async () => {
    await commitAll(shop);
    mkdirSync(join(shop, "dist"));
    const added = await here("add", "step", "send-parcel", "--after", "process-payment");
    expect(added.exitCode).toBe(0);
    expect(added.stderr.match(/code: .*/g)).toEqual(["code: EXECUTIONS_KEEP_DEFINITION"]);
    expect(added.stdout).toContain("create  src/steps/send-parcel.ts");
    expect((await git(shop, "diff", "workflow.yaml")).stdout).toMatch(
      /\n {5}compensation: refund-payment\n\+ {2}- name: send-parcel\n {3}- name: create-invoice\n/,
    );
    expect((await here("check")).exitCode).toBe(0);
    expect((await here("remove", "step", "send-parcel")).exitCode).toBe(0);
    expect(await status(shop)).toBe("");
  });

  test("the result in JSON has the shape of the documentation", async () => {
    await commitAll(shop);
    const { result, exitCode } = await json("add", "step", "send");
    expect(exitCode).toBe(0);
    expect(Object.keys(result).slice(0, 5)).toEqual([
      ...["status", "directory", "files", "next", "errors"],
    ]);
    expect(result).toMatchObject({ status: "updated", directory: shop, errors: [] });
    expect(result.files).toContainEqual({ path: "src/steps/send.ts", action: "create" });
    expect((await json("sync")).result.status).toBe("unchanged");
    expect((await json("sync", "--dry-run")).result.status).toBe("planned");
  });

  test("edits between two changes survive, in steps and their tests", async () => {
    await commitAll(shop);
    edit("src/steps/create-order.ts", mine);
    edit("test/steps/create-order.test.ts", mine);
    await here("add", "step", "pack");
    edit("src/steps/pack.ts", mine);
    await commitAll(shop);
    expect((await here("add", "step", "send", "--on-failure", "continue")).exitCode).toBe(0);
    edit("workflow.yaml", (text) => text.replace("state-machine", "queue"));
    expect((await here("sync", "--no-install")).exitCode).toBe(0);
    for (const path of [
      ...["src/steps/create-order.ts", "test/steps/create-order.test.ts", "src/steps/pack.ts"],
    ]) {
      expect(read(path)).toContain("// mine");
    }
    expect(existsSync(join(shop, "workflow.asl.json"))).toBe(false);
    expect((await here("check")).exitCode).toBe(0);
  });

  test("a file with edits that are not committed stops the change: exit 3", async () => {
    await commitAll(shop);
    edit("workflow.yaml", (text) => `# mine\n${text}`);
    const before = await status(shop);
    const { result, exitCode, stderr } = await json("add", "step", "send");
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({
      status: "conflict",
      errors: [{ code: "UNCOMMITTED_CHANGES", path: "workflow.yaml" }],
    });
    expect(stderr).toContain("--allow-dirty");
    expect(await status(shop)).toBe(before);
    expect((await here("add", "step", "send", "--allow-dirty")).exitCode).toBe(0);
    expect(read("workflow.yaml")).toMatch(/^# mine\n/);
  });

  test("edits of managed files are merged; conflicts go to the merge tool of the editor", async () => {
    await commitAll(shop);
    edit("template.yaml", (text) => text.replace("Resources:", "# mine\nResources:"));
    edit("workflow.asl.json", (text) => text.replace('"MaxAttempts": 5', '"MaxAttempts": 7'));
    await commitAll(shop);
    expect((await here("add", "step", "send", "--before", "create-order")).exitCode).toBe(0);
    expect(read("template.yaml")).toContain("# mine\nResources:");
    await commitAll(shop);

    edit("workflow.yaml", (text) => text.replace("maxAttempts: 5", "maxAttempts: 6"));
    const before = await status(shop);
    const stopped = await json("sync");
    expect([stopped.exitCode, stopped.result.status]).toEqual([3, "conflict"]);
    expect(stopped.result.errors).toMatchObject([{ code: "CONFLICT", path: "workflow.asl.json" }]);
    expect(stopped.result.files).toContainEqual({
      path: "workflow.asl.json",
      action: "conflict",
      reason: "changed-on-both-sides",
    });
    expect(await status(shop)).toBe(before);

    expect((await here("sync", "--conflict", "markers")).exitCode).toBe(3);
    expect(await status(shop)).toContain("UU workflow.asl.json");
    await git(shop, "checkout", "--quiet", "--theirs", "workflow.asl.json");
    expect(read("workflow.asl.json")).toContain('"MaxAttempts": 6');
    expect((await here("check")).exitCode).toBe(0);
  });

  test("in a worktree and in a submodule", async () => {
    await commitAll(shop);
    const tree = join(home, "tree");
    await git(shop, "worktree", "add", "--quiet", tree);
    const outer = join(home, "outer");
    mkdirSync(outer);
    await git(outer, "init", "--quiet");
    const local = ["-c", "protocol.file.allow=always"];
    await git(outer, ...local, "submodule", "--quiet", "add", shop, "sub");
    for (const cwd of [tree, join(outer, "sub")]) {
      writeFileSync(join(cwd, "workflow.yaml"), `# mine\n${read("workflow.yaml")}`);
      expect((await run(["add", "step", "send"], { cwd })).exitCode).toBe(3);
      await git(cwd, "commit", "--quiet", "--no-verify", "--all", "--message", "x");
      expect((await run(["add", "step", "send"], { cwd })).exitCode).toBe(0);
    }
    expect(existsSync(join(shop, "src/steps/send.ts"))).toBe(false);
  });

  test("with CRLF, all stays CRLF", async () => {
    for (const file of filesIn(shop).filter((path) => statSync(join(shop, path)).isFile())) {
      edit(file, (text) => text.replaceAll("\n", "\r\n"));
    }
    await git(shop, "init", "--quiet");
    await git(shop, "config", "core.autocrlf", "false");
    await commitAll(shop);
    expect((await here("check")).exitCode).toBe(0);
    expect((await here("add", "step", "send", "--after", "create-order")).exitCode).toBe(0);
    for (const file of ["workflow.yaml", "template.yaml", "workflow.asl.json", "src/workflow.ts"]) {
      expect([file, /[^\r]\n/.test(read(file))]).toEqual([file, false]);
    }
    expect((await here("remove", "step", "send")).exitCode).toBe(0);
    expect(await status(shop)).toBe("");
  });
});

test("what still uses a step that is taken out is pointed at, also in JSON", async () => {
  edit("src/steps/create-invoice.ts", (text) => `${text}// state.results.processPayment\n`);
  const line = read("src/steps/create-invoice.ts").split("\n").length - 1;
  const { result, stderr, exitCode } = await json("remove", "step", "process-payment");
  expect(exitCode).toBe(0);
  expect(result.warnings).toContainEqual(
    expect.objectContaining({
      code: "USES_REMOVED_RESULT",
      path: "src/steps/create-invoice.ts",
      line,
    }),
  );
  expect(stderr).toContain(`src/steps/create-invoice.ts:${line}`);
});

describe("without a repository", () => {
  test("and without git", async () => {
    if (isWindows) return;
    const bin = join(home, "bin-without-git");
    mkdirSync(bin);
    const { exitCode } = await run(["add", "step", "send"], { cwd: shop, env: { PATH: bin } });
    expect(exitCode).toBe(0);
  });

  test("a workflow in JSON stays JSON", async () => {
    writeFileSync(
      join(shop, "workflow.yaml"),
      `${JSON.stringify({ name: "w", transport: "queue", steps: [{ name: "a" }] }, null, 4)}\n`,
    );
    expect((await here("sync", "--no-install")).exitCode).toBe(0);
    expect((await here("add", "step", "b", "--max-attempts", "0")).exitCode).toBe(0);
    expect(JSON.parse(read("workflow.yaml")).steps).toEqual([
      { name: "a" },
      { name: "b", retry: { maxAttempts: 0 } },
    ]);
    expect(read("workflow.yaml")).toContain('\n        {\n            "name": "b",\n');
  });
});

describe("exit codes", () => {
  test.each([
    [["add", "step"], 3, "NEEDS_INPUT"],
    [["remove", "step"], 3, "NEEDS_INPUT"],
    [["add", "step", "create-order"], 2, "DUPLICATE_NAME"],
    [["add", "step", "send", "--timeout", "1h"], 2, "OUT_OF_RANGE"],
    [["add", "step", "send", "--after", "nobody"], 2, "UNKNOWN_STEP"],
    [["remove", "step", "refund-payment"], 2, "NOT_A_STEP"],
    [["sync", "--after", "x"], 2, "UNEXPECTED_FLAG"],
    [["sync", "--diff", "REDME.md"], 2, "UNKNOWN_PATH"],
    [["sync", "--cwd", ".."], 2, "NOT_A_PROJECT"],
    [["add"], 2, "UNKNOWN_COMMAND"],
    [["upgarde", "--yes"], 2, "UNKNOWN_COMMAND"],
    [["remvoe", "step", "create-order"], 2, "UNKNOWN_COMMAND"],
  ])("%j is %i: %s, and nothing is written", async (args, exitCode, code) => {
    await commitAll(shop);
    const { result, stderr, ...ended } = await json(...args);
    expect(ended.exitCode).toBe(exitCode);
    expect(result.errors).toMatchObject([{ code }]);
    expect(result.errors[0].suggestion).toBeTruthy();
    expect(stderr).toContain(code);
    expect(await status(shop)).toBe("");
    const text = await here(...args);
    expect([text.exitCode, text.stdout]).toEqual([exitCode, ""]);
  });

  test("the directory of a run that fails is where it was told to work", async () => {
    const { result } = await json("sync", "--cwd", "..");
    expect(result.directory).toBe(dirname(shop));
  });

  test("check: 1 where something would change, with the difference if it is asked for", async () => {
    edit("workflow.yaml", (text) => text.replace("maxAttempts: 5", "maxAttempts: 4"));
    const { exitCode, result } = await json("check");
    expect(exitCode).toBe(1);
    expect(result).toMatchObject({ status: "error", errors: [{ code: "OUT_OF_DATE" }] });
    expect(result.files).toContainEqual({ path: "workflow.asl.json", action: "update" });
    const shown = await here("check", "--diff", "workflow.asl.json");
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toMatch(/^-.*"MaxAttempts": 5.*\n\+.*"MaxAttempts": 4/m);
    expect((await here("sync")).exitCode).toBe(0);
    expect((await here("check")).exitCode).toBe(0);
  });

  test("a command that works is shown by --help", async () => {
    const { stdout } = await here("add", "step", "--help");
    for (const word of ["add step", "help flags", "--on-failure", "--allow-dirty"]) {
      expect(stdout).toContain(word);
    }
  });
});

describe.skipIf(isWindows)("packages", () => {
  const recorder = () => pathWith(home, "npm", `echo "$@" >> "${join(home, "npm.log")}"`);
  const installs = () =>
    existsSync(join(home, "npm.log")) ? readFileSync(join(home, "npm.log"), "utf8") : "";

  test("are installed where others are needed, and only there", async () => {
    const options = { cwd: shop, env: recorder() };
    await run(["add", "step", "send"], options);
    expect(installs()).toBe("");
    edit("workflow.yaml", (text) => text.replace("state-machine", "queue"));
    const { stdout, exitCode } = await run(["sync"], options);
    expect([exitCode, installs()]).toEqual([0, "install\n"]);
    expect(stdout).not.toContain("npm install");
  });

  test("that cannot be installed: the change is made, exit 1", async () => {
    edit("workflow.yaml", (text) => text.replace("state-machine", "queue"));
    const env = pathWith(home, "npm", "echo no network >&2; exit 7");
    const { exitCode, stdout } = await run(["sync", "--json"], { cwd: shop, env });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "updated",
      next: ["npm install", "npm run check", "npm test"],
      errors: [{ code: "INSTALL_FAILED" }],
    });
    expect((await here("check")).exitCode).toBe(0);
  });

  test("Ctrl-C while they are installed: exit 130, and the change is whole", async () => {
    edit("workflow.yaml", (text) => text.replace("state-machine", "queue"));
    const env = pathWith(home, "npm", `touch "${join(home, "started")}"; exec sleep 30`);
    const running = start(["sync"], { cwd: shop, env });
    while (!existsSync(join(home, "started"))) await new Promise((done) => setTimeout(done, 20));
    running.kill("SIGINT");
    const { exitCode } = await running;
    expect(exitCode).toBe(130);
    expect((await here("check")).exitCode).toBe(0);
  });
});

test("two runs at once: each is made, or says that the other is at work", async () => {
  const names = ["a", "b", "c", "d"];
  const runs = await Promise.all(
    names.map((name) => run(["add", "step", name, "--json"], { cwd: shop })),
  );
  const made = names.filter((_, index) => runs[index]?.exitCode === 0);
  for (const { exitCode, stdout } of runs) {
    if (exitCode === 0) continue;
    expect(["ALREADY_RUNNING", "CHANGED_MEANWHILE", "INTERRUPTED"]).toContain(
      JSON.parse(stdout).errors[0].code,
    );
  }
  expect(made.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(read("workflow.yaml").includes(`name: ${name}\n`)).toBe(made.includes(name));
  }
  expect((await here("check")).exitCode).toBe(0);
  expect(readdirSync(join(shop, ".unchain"))).toEqual(["lock.json", "workflow.schema.json"]);
});
