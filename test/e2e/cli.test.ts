import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { CLI, emptyDirectory, filesIn, pathWith, run, start } from "./command-line.ts";

const isWindows = process.platform === "win32";
const BARE = ["--no-install", "--no-git"];

const WORKFLOW = `# My parcels
name: parcels
steps:
  - name: weigh # on the scales
  - name: send
    onFailure: continue
`;

let cwd: string;
beforeEach(() => {
  cwd = emptyDirectory();
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true, maxRetries: 5 });
});

const here = (...args: string[]) => run(args, { cwd });

async function json(args: string[], options: { env?: NodeJS.ProcessEnv; input?: string } = {}) {
  const { stdout, ...rest } = await run([...args, "--json"], { cwd, ...options });
  return { ...rest, result: JSON.parse(stdout) };
}

describe("without making anything", () => {
  test("--help explains itself on stdout", async () => {
    const { exitCode, stdout, stderr } = await here("--help");
    expect([exitCode, stderr]).toEqual([0, ""]);
    for (const word of [
      "Commands",
      "add step",
      "help <command>",
      "Exit codes",
      "130",
      "https://",
    ]) {
      expect(stdout).toContain(word);
    }
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("the help of a command, in colour where that is wanted", async () => {
    const plain = await here("add", "step", "--help");
    expect(plain.stdout).toMatch(/^unchain add step \[name\]\n[\s\S]*--after, --before <step>/);
    const coloured = await run(["help", "add", "step"], {
      cwd,
      env: { FORCE_COLOR: "1", NO_COLOR: "" },
    });
    expect(coloured.stdout).not.toBe(plain.stdout);
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
    const env = { FORCE_COLOR: "1", NO_COLOR: "1" };
    expect((await run(["help", "add", "step"], { cwd, env })).stdout).toBe(plain.stdout);
  });

  test("without a word: where one is in a project, elsewhere a new project", async () => {
    await here("shop", "--yes", ...BARE);
    const { exitCode, stdout } = await run([], { cwd: join(cwd, "shop") });
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(/^shop: 3 steps on .*check passes/s),
    ]);
    expect((await json(["--cwd", "shop"])).result).toMatchObject({ status: "unchanged" });
    expect((await here()).exitCode).toBe(3);
  });

  test("in a project a word that is no command is no new project", async () => {
    await here("shop", "--yes", ...BARE);
    const { exitCode, stderr } = await run(["parcels", "--yes"], { cwd: join(cwd, "shop") });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("UNKNOWN_COMMAND")]);
    expect(existsSync(join(cwd, "shop", "parcels"))).toBe(false);
  });

  test.each(["--help", "--version"])("%s as JSON is one document", async (flag) => {
    const [text, json] = [await here(flag), await here(flag, "--json")];
    expect(JSON.parse(json.stdout)).toBe(text.stdout);
  });

  test("--version", async () => {
    expect(await here("--version")).toEqual({
      exitCode: 0,
      stdout: packageJson.version,
      stderr: "",
    });
  });

  test("schema prints a JSON Schema", async () => {
    const { exitCode, stdout } = await here("schema");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object" });
  });

  test("explain reads a file or standard input, and has its own schema", async () => {
    writeFileSync(join(cwd, "workflow.yaml"), WORKFLOW);
    const text = await here("explain", "workflow.yaml", "--duration", "200ms");
    expect([text.exitCode, text.stderr]).toEqual([0, ""]);
    expect(text.stdout).toMatch(/^parcels\n.*weigh 200 ms at 256 MB/s);
    expect((await here("explain")).stdout).toMatch(/^parcels\n/);
    const { exitCode, result } = await json(["explain", "-"], { input: WORKFLOW });
    expect(exitCode).toBe(0);
    const { stdout: schema } = await here("schema", "--output", "explanation");
    expect(Object.keys(result).sort()).toEqual(
      JSON.parse(schema)
        .required.filter((key: string) => key !== "items")
        .sort(),
    );
    const refused = await json(["explain", "-", "--rate", "5"], { input: WORKFLOW });
    expect(refused).toMatchObject({ exitCode: 2, result: { status: "error" } });
  });

  test("a reader that stops early is no error", async () => {
    if (isWindows) return;
    const { stderr } = await execa("sh", ["-c", `"${process.execPath}" "${CLI}" schema | head -1`]);
    expect(stderr).toBe("");
  });
});

describe("wrong usage: exit 2, nothing made", () => {
  test.each([
    [["--dryrun"], "UNKNOWN_FLAG", "Did you mean --dry-run?"],
    [["app", "--transport", "sqs"], "INVALID_VALUE", "Did you mean --transport queue?"],
    [["a", "b", "--yes"], "UNEXPECTED_ARGUMENT", "Name one directory"],
    [["--cwd", "nowhere", "--yes"], "INVALID_DIRECTORY", "omit --cwd"],
    [["a?b", "--yes"], "INVALID_DIRECTORY", "Choose another directory"],
    [["con", "--yes"], "INVALID_DIRECTORY", "Choose another directory"],
    [["a".repeat(300), "--yes"], "INVALID_DIRECTORY", "Choose another directory"],
    [["--yes", "app", "--diff", "REDME.md"], "UNKNOWN_PATH", "Did you mean --diff README.md?"],
    [["--workflow", "nowhere.yaml"], "WORKFLOW_NOT_READABLE", "Name a workflow.yaml"],
    [["--workflow", "."], "WORKFLOW_NOT_READABLE", "Name a workflow.yaml"],
  ])("%j", async (args, code, suggestion) => {
    const { exitCode, result, stderr } = await json(args);
    expect(exitCode).toBe(2);
    expect(result).toMatchObject({ status: "error", files: [], errors: [{ code }] });
    expect(result.errors[0].suggestion).toContain(suggestion);
    expect(stderr).toContain(code);
    const text = await here(...args);
    expect([text.exitCode, text.stdout]).toEqual([2, ""]);
    expect(filesIn(cwd)).toEqual([]);
  });

  test("a flag that npm kept", async () => {
    const env = { npm_command: "init", npm_config_transport: "queue" };
    const { exitCode, result } = await json(["app", "--yes"], { env });
    expect(exitCode).toBe(2);
    expect(result.errors[0]).toMatchObject({
      code: "NPM_TOOK_FLAG",
      suggestion: "Run: npm create unchain@latest app -- --yes --json --transport queue",
    });
  });

  test("a value that npm has left without its flag", async () => {
    const env = { npm_command: "init", npm_config_workflow: "true" };
    const { exitCode, result } = await json(["app", "w.yaml"], { env });
    expect(exitCode).toBe(2);
    expect(result.errors).toMatchObject([
      { suggestion: "Run: npm create unchain@latest app -- --json --workflow w.yaml" },
    ]);
  });

  test("a dry run that npm kept is still a dry run", async () => {
    const env = { npm_command: "init", npm_config_dry_run: "true" };
    expect((await json(["app", "--yes"], { env })).result.status).toBe("planned");
    expect(filesIn(cwd)).toEqual([]);
  });

  test("an invalid workflow: every mistake with its place, in text and JSON", async () => {
    writeFileSync(join(cwd, "w.yaml"), "name: My Flow\nsteps:\n  - name: a\n    retires: 3\n");
    const { exitCode, result } = await json(["app", "--workflow", "w.yaml"]);
    expect(exitCode).toBe(2);
    expect(result.errors).toMatchObject([
      { path: "w.yaml", line: 1, column: 7 },
      { path: "w.yaml", line: 4, column: 5 },
    ]);
    const { stderr } = await here("app", "--workflow", "w.yaml");
    expect(stderr).toContain("w.yaml:4:5");
    expect(stderr).toContain("retires: 3");
    expect(filesIn(cwd)).toEqual(["w.yaml"]);
  });
});

test("on a Node.js that is too old, one line says so before anything else is loaded", async () => {
  const older = 'Object.defineProperty(process.versions, "node", { value: "18.20.8" })';
  const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(older)}"` };
  const { exitCode, stdout, stderr } = await run(["shop", "--yes"], { cwd, env });
  expect([exitCode, stdout, filesIn(cwd)]).toEqual([1, "", []]);
  expect(stderr).toMatch(/^Unchain needs Node\.js .*; this is 18\.20\.8\.\n {2}fix: /);
});

test("a mistake in Unchain is told in one line, with its stack for DEBUG=unchain", async () => {
  const broken = encodeURIComponent("Array.prototype.toSorted = () => { throw new TypeError(); }");
  const NODE_OPTIONS = `--import=data:text/javascript,${broken}`;
  const short = await run(["app", "--yes", ...BARE], { cwd, env: { NODE_OPTIONS } });
  expect([short.exitCode, short.stdout]).toEqual([1, ""]);
  expect(short.stderr).toContain("UNEXPECTED");
  expect(short.stderr).not.toMatch(/^ +at /m);
  const long = await run(["app", "--yes", ...BARE], {
    cwd,
    env: { NODE_OPTIONS, DEBUG: "unchain" },
  });
  expect(long.stderr).toMatch(/^ +at /m);
});

describe("nobody to ask: exit 3 with the command that works", () => {
  test("as text and as JSON", async () => {
    const { exitCode, result } = await json(["app"]);
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({
      status: "needs-input",
      directory: join(cwd, "app"),
      errors: [{ code: "NEEDS_INPUT" }],
    });
    const text = await here("app");
    expect([text.exitCode, text.stdout]).toEqual([3, ""]);
    for (const command of result.next) expect(text.stderr).toContain(command);
    expect(filesIn(cwd)).toEqual([]);
  });

  test("through npm it is npm's command", async () => {
    const env = {
      npm_command: "init",
      npm_lifecycle_event: "npx",
      npm_config_user_agent: "npm/11.0.0 node/v24.0.0",
    };
    expect((await json(["app"], { env })).result.next).toEqual([
      `npm create unchain@${packageJson.version} app -- --workflow workflow.yaml`,
      `npm create unchain@${packageJson.version} app -- --yes`,
    ]);
  });

  test.skipIf(isWindows)("pasted, it works", async () => {
    const { next } = (await json(["app"])).result;
    const { exitCode } = await execa("sh", ["-c", `${next[1]} --dry-run`], {
      cwd,
      reject: false,
      env: { PATH: process.env.PATH ?? "" },
    });
    expect(exitCode).toBe(0);
  });
});

describe("cancelled", () => {
  test.skipIf(isWindows)("while it waits for standard input: exit 130", async () => {
    const running = start(["app", "--workflow", "-", "--json"], { cwd, stdin: "pipe" });
    await delay(1_500);
    running.kill("SIGINT");
    const { exitCode, stdout } = await running;
    expect([exitCode, JSON.parse(stdout).errors[0].code]).toEqual([130, "CANCELLED"]);
  });
});

describe("a new project", () => {
  test("--yes makes the order example, under its name", async () => {
    const { exitCode, stdout } = await here("--yes", ...BARE);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("cd order-processing");
    expect(stdout).toContain("npm install");
    expect(filesIn(join(cwd, "order-processing"))).toEqual(
      expect.arrayContaining(["workflow.yaml", "src/steps/create-order.ts", ".unchain/lock.json"]),
    );
  });

  test("as JSON: every file, and what to do next", async () => {
    const { exitCode, result } = await json(["app", "--yes", ...BARE]);
    const read = (path: string) => readFileSync(join(cwd, "app", path), "utf8");
    expect(read("workflow.yaml")).toMatch(/^# .+\nname: app\n/);
    expect(read("package.json")).toContain('"name": "app"');
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({
      status: "created",
      directory: expect.stringMatching(/app$/),
      next: ["cd app", "npm install", "npm test", "npm run local"],
      errors: [],
    });
    expect(new Set(result.files.map((file: { action: string }) => file.action))).toEqual(
      new Set(["create"]),
    );
    for (const { path } of result.files) expect(existsSync(join(cwd, "app", path))).toBe(true);
  });

  test("a workflow without a transport: it is chosen, told, and written where the user's comments are", async () => {
    const { exitCode, stderr } = await run(["app", "--workflow", "-", ...BARE], {
      cwd,
      input: WORKFLOW,
    });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("Transport: queue.")]);
    expect(readFileSync(join(cwd, "app", "workflow.yaml"), "utf8")).toBe(
      WORKFLOW.replace("parcels\nsteps", "parcels\ntransport: queue\nsteps"),
    );
  });

  test("--transport wins over the file", async () => {
    const input = WORKFLOW.replace("steps:", "transport: queue\nsteps:");
    await run(["app", "--workflow=-", "--transport=state-machine", ...BARE], { cwd, input });
    const text = readFileSync(join(cwd, "app", "workflow.yaml"), "utf8");
    expect(text).toBe(input.replace("queue", "state-machine"));
    expect(existsSync(join(cwd, "app", "workflow.asl.json"))).toBe(true);
  });

  test("a workflow in JSON becomes a workflow.yaml", async () => {
    const input = '{"name": "parcels", "steps": [{"name": "weigh"}]}';
    expect((await run(["app", "--workflow", "-", ...BARE], { cwd, input })).exitCode).toBe(0);
    const text = readFileSync(join(cwd, "app", "workflow.yaml"), "utf8");
    expect(text).toMatch(/^# .+\nname: parcels\ntransport: queue\n/);
  });

  test("--cwd is where paths begin", async () => {
    mkdirSync(join(cwd, "sub"));
    writeFileSync(join(cwd, "sub", "w.yaml"), WORKFLOW);
    const { exitCode } = await here("app", "--cwd", "sub", "--workflow", "w.yaml", ...BARE);
    expect([exitCode, existsSync(join(cwd, "sub", "app"))]).toEqual([0, true]);
  });

  test("in this directory, with a repository and a licence already there", async () => {
    mkdirSync(join(cwd, ".git"));
    writeFileSync(join(cwd, "LICENSE"), "MIT");
    const { exitCode, stdout } = await here(".", "--yes", ...BARE);
    expect([exitCode, stdout]).toEqual([0, expect.not.stringContaining("cd ")]);
    expect(existsSync(join(cwd, "workflow.yaml"))).toBe(true);
  });
});

describe("cancelled before the install", () => {
  test.skipIf(isWindows)("nothing is left behind, also of a first commit under way", async () => {
    const script = `case " $* " in *" add "*) touch "${join(cwd, "started")}"; exec sleep 60;; esac; exec "$REAL" "$@"`;
    const { stdout: real } = await execa("which", ["git"]);
    const env = { ...pathWith(emptyDirectory(), "git", script), REAL: real };
    const running = start(["app", "--yes", "--json"], { cwd, env });
    for (let tries = 0; !existsSync(join(cwd, "started")) && tries < 500; tries++) await delay(20);
    running.kill("SIGINT");
    const { exitCode, stdout } = await running;
    expect([exitCode, JSON.parse(stdout).errors[0].code]).toEqual([130, "CANCELLED"]);
    expect(filesIn(cwd)).toEqual(["started"]);
  });
});

describe("in the way: exit 3, nothing made", () => {
  test("a directory that is not empty lists what is in it", async () => {
    mkdirSync(join(cwd, "app"));
    writeFileSync(join(cwd, "app", "notes.txt"), "");
    writeFileSync(join(cwd, "app", "LICENSE"), "");
    const { exitCode, result } = await json(["app", "--yes"]);
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({
      status: "conflict",
      files: [{ path: "notes.txt", action: "conflict", reason: "already-there" }],
      errors: [{ code: "DIRECTORY_NOT_EMPTY", message: expect.stringContaining("notes.txt") }],
    });
    expect(filesIn(join(cwd, "app"))).toEqual(["LICENSE", "notes.txt"]);
  });

  test("a second run says the same, and changes nothing", async () => {
    await here("app", "--yes", ...BARE);
    const before = filesIn(cwd);
    const { exitCode, stderr } = await here("app", "--yes", ...BARE);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining("sync --cwd app")]);
    expect(filesIn(cwd)).toEqual(before);
  });

  test.each([["app"], ["app/below"]])("a file where the directory %s shall be", async (named) => {
    writeFileSync(join(cwd, "app"), "");
    const { exitCode, result } = await json([named, "--yes"]);
    expect([exitCode, result.errors[0].code]).toEqual([1, "NOT_A_DIRECTORY"]);
  });

  test.skipIf(isWindows || process.getuid?.() === 0)("a directory nobody may write", async () => {
    mkdirSync(join(cwd, "locked"), { mode: 0o500 });
    const { exitCode, result } = await json(["locked/app", "--yes"]);
    expect([exitCode, result.errors[0].code]).toEqual([1, "NOT_WRITABLE"]);
  });
});

describe("dry runs write nothing", () => {
  test("--dry-run lists the files", async () => {
    const { exitCode, stdout } = await here("app", "--yes", "--dry-run");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("create  workflow.yaml");
    expect(filesIn(cwd)).toEqual([]);
  });

  test("it plans the very files that the real run makes", async () => {
    const planned = (await json(["app", "--yes", "--dry-run"])).result;
    const created = (await json(["app", "--yes", ...BARE])).result;
    expect(planned.status).toBe("planned");
    expect(planned.files).toEqual(created.files);
  });

  test("--diff shows contents, of one file where that is asked for", async () => {
    const all = await here("app", "--yes", "--diff");
    const one = await here("app", "--yes", "--diff", "workflow.yaml");
    expect(all.stdout).toContain("+++ b/package.json");
    expect(one.stdout).toContain("+name: app");
    expect(one.stdout.match(/^\+\+\+ /gm)).toHaveLength(1);
    expect(filesIn(cwd)).toEqual([]);
  });
});

describe.skipIf(isWindows)("installing", () => {
  const npm = (script: string) => pathWith(emptyDirectory(), "npm", script);

  test("comes after the first commit, which then has the lock file", async () => {
    const env = npm(
      'git log --oneline > node.log; echo "{}" > package-lock.json; mkdir node_modules; touch node_modules/x',
    );
    const { exitCode, result, stderr } = await json(["app", "--yes"], { env });
    expect(exitCode).toBe(0);
    expect(result.next).toEqual(["cd app", "npm test", "npm run local"]);
    expect(stderr).toContain("Installing packages with npm");
    expect(readFileSync(join(cwd, "app", "node.log"), "utf8")).toContain("Create the project");
    const git = async (...args: string[]) =>
      (await execa("git", args, { cwd: join(cwd, "app") })).stdout.split("\n");
    expect(await git("ls-files")).toEqual(expect.arrayContaining(["package-lock.json"]));
    expect(await git("log", "--oneline")).toHaveLength(1);
    expect(await git("status", "--porcelain")).toEqual([""]);
  });

  test("that fails: the project is there, exit 1, and the reason is told", async () => {
    const env = npm("echo no network >&2; exit 7");
    const { exitCode, result } = await json(["app", "--yes", "--no-git"], { env });
    expect(exitCode).toBe(1);
    expect(result).toMatchObject({
      status: "created",
      next: ["cd app", "npm install", "npm test", "npm run local"],
      errors: [{ code: "INSTALL_FAILED", message: expect.stringContaining("no network") }],
    });
    expect(existsSync(join(cwd, "app", "workflow.yaml"))).toBe(true);
  });

  test.each([
    ["SIGINT", undefined],
    ["SIGTERM", "there"],
  ] as const)("stopped by %s: the project is there, without packages", async (signal, already) => {
    if (already) mkdirSync(join(cwd, "a"));
    const env = npm("mkdir node_modules; touch node_modules/started; exec sleep 60");
    const running = start(["a/app", "--yes", "--json"], { cwd, env });
    const started = join(cwd, "a/app/node_modules/started");
    for (let tries = 0; !existsSync(started) && tries < 500; tries++) await delay(20);
    running.kill(signal);
    const { exitCode, stdout } = await running;
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "created",
      errors: [{ code: "INSTALL_SKIPPED", suggestion: "Run npm install in a/app" }],
      next: ["cd a/app", "npm install", "npm test", "npm run local"],
    });
    const { stdout: log } = await execa("git", ["log", "--oneline"], { cwd: join(cwd, "a/app") });
    expect(log).toContain("Create the project");
  });
});
