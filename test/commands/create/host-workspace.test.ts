import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseArguments } from "../../../src/cli/arguments/arguments.ts";
import type { Invocation } from "../../../src/cli/arguments/invocation.ts";
import { Cancelled } from "../../../src/cli/cancellation.ts";
import type { Context } from "../../../src/cli/context.ts";
import { addStepToProject } from "../../../src/commands/add-step.ts";
import { checkProject } from "../../../src/commands/check.ts";
import type { Described } from "../../../src/commands/create/describe-project.ts";
import type { CommandName } from "../../../src/commands/definitions/commands.ts";
import { makeDescribed, makeNew } from "../../../src/commands/new.ts";
import { summary } from "../../../src/commands/outcome/summary.ts";
import type { WorkspaceAnswers } from "../../../src/prompts/workspace-questions.ts";
import { orderProcessing, orderProcessingYaml } from "../../../src/workflow/order-processing.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;

let top: string;
let bin: string;
beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "unchain-adopt-")));
  [top, bin] = [join(base, "repo"), join(base, "bin")];
  mkdirSync(top);
  mkdirSync(bin);
  for (const name of ["npm", "pnpm", "yarn", "bun"]) packageManager(name, `touch ${name}-ran`);
  vi.stubEnv("PATH", `${bin}${delimiter}${process.env.PATH}`);
  vi.stubEnv("GIT_CONFIG_GLOBAL", join(base, "none"));
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dirname(top), { recursive: true });
});

/** A package manager that does what a shell script says, in the directory of the project. */
const packageManager = (name: string, script: string) =>
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

const IDENTITY = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];

const git = (...args: string[]) =>
  execFileSync("git", [...IDENTITY, ...args], { cwd: top, encoding: "utf8" });

/** Somebody's repository, with these files in its one commit. */
function repository(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  }
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", "Start");
}

/** What git sees in the repository since its commit: directories that are new, files that changed. */
const changed = () => git("status", "--porcelain").trimEnd().split("\n");

function commandOf<Name extends CommandName>(name: Name, ...argv: readonly string[]) {
  const invocation = parseArguments([...name.split(" "), ...argv], "create-unchain");
  if (invocation.kind !== "command") throw new Error(JSON.stringify(invocation));
  return invocation as Extract<Invocation, { kind: "command"; command: Name }>;
}

const contextWith = (signal: AbortSignal, env: Context["env"]): Context => ({
  env,
  signal,
  script: "create-unchain",
  startedIn: top,
  cwd: top,
  interactive: false,
  stdin: { isTerminal: false, read: async () => new Uint8Array() },
  progress: { start: () => ({ done: () => {}, failed: () => {} }) },
  info: () => {},
});

function create(argv: readonly string[], env: Context["env"] = {}) {
  return makeNew(
    commandOf("new", "--yes", ...argv),
    contextWith(new AbortController().signal, env),
  );
}

/** As after questions at a terminal. */
function createAnswered(workspace: WorkspaceAnswers, { signal } = new AbortController()) {
  const described: Described = {
    workflow: orderProcessing,
    text: orderProcessingYaml,
    packageManager: "npm",
    workspace,
    answered: true,
  };
  const { words, options } = commandOf("new", "services/orders");
  return makeDescribed(described, words[0], options, contextWith(signal, {}));
}

const inProject = (path: string) => join(top, "services/orders", path);
const startedInProject = () => ({ cwd: inProject("."), startedIn: inProject(".") });

const scripts = () => JSON.parse(readFileSync(inProject("package.json"), "utf8")).scripts;

const NPM_WORKSPACE = {
  "package.json": '{\n  "name": "shop",\n  "workspaces": [\n    "services/*"\n  ]\n}\n',
  "package-lock.json": "{}\n",
};

const OTHER_WORKSPACE = { ...NPM_WORKSPACE, "package.json": '{ "workspaces": ["apps/*"] }\n' };

describe.skipIf(!hasGit || process.platform === "win32")("a project in a repository", () => {
  test("of an npm workspace that has its directory: nothing outside it changes", async () => {
    repository(NPM_WORKSPACE);
    const { exitCode, next, details } = await create(["services/orders"]);
    expect(exitCode).toBe(0);
    expect(changed()).toEqual(["?? services/"]);
    expect(next).toEqual(["cd services/orders", "npm install", "npm test", "npm run local"]);
    expect(details?.join()).toContain(
      "packages not installed, because that would change the lock file",
    );
    expect(existsSync(inProject(".git"))).toBe(false);
    expect(git("log", "--format=%s").trim()).toBe("Start");
  });

  test("is described with the steps inside of others, too", async () => {
    repository({
      "w.yaml": "name: w\nsteps: [{ name: each, map: { items: input.a, steps: [name: b] } }]",
    });
    const { details } = await create(["services/orders", "--workflow", join(top, "w.yaml")]);
    expect(details).toContain("2 steps on a Step Functions state machine, deployed with AWS SAM");
  });

  test("has no CI workflow, which would have no effect, and a later change adds none", async () => {
    repository(NPM_WORKSPACE);
    const { changes, details } = await create(["services/orders"]);
    expect(existsSync(inProject(".github"))).toBe(false);
    expect(changes).toContainEqual({
      path: ".github/workflows/ci.yml",
      action: "keep",
      owner: "managed",
      reason: "left-to-repository",
    });
    expect(details?.join()).toContain("let yours run check, test and build here");
    const lock = JSON.parse(readFileSync(inProject(".unchain/lock.json"), "utf8"));
    expect(lock.files).toHaveProperty([".github/workflows/ci.yml"]);
    const check = () => {
      return checkProject(commandOf("check", "--strict"), {
        ...contextWith(signal, {}),
        ...startedInProject(),
      });
    };
    const { signal } = new AbortController();
    expect(await check()).toMatchObject({ status: "unchanged", exitCode: 0, warnings: [] });
    expect(summary(await check(), top, { colour: false }).end).not.toContain("changed here");
    rmSync(inProject("AGENTS.md"));
    expect((await check()).problems[0]?.message).toMatch(/removed:\n {2}missing {3}AGENTS.md$/);
  });

  test("of a workspace: a step that needs a package does not install it unasked", async () => {
    repository(NPM_WORKSPACE);
    await create(["services/orders"]);
    const adding = commandOf("add step", "send", "--claim-check");
    const told: string[] = [];
    const context = contextWith(new AbortController().signal, {});
    const here = {
      ...context,
      ...startedInProject(),
      info: (line: string) => void told.push(line),
    };
    const { exitCode, next } = await addStepToProject(adding, here);
    expect(exitCode).toBe(0);
    expect(changed()).toEqual(["?? services/"]);
    expect(existsSync(inProject("npm-ran"))).toBe(false);
    expect(next).toEqual(["npm install", "npm run check", "npm test"]);
    expect(told.join()).toContain("would change the lock file of the workspace");
  });

  test("outside of a workspace it is installed", async () => {
    repository({});
    await create(["services/orders", "--no-install"]);
    const adding = commandOf("add step", "send", "--claim-check");
    const context = contextWith(new AbortController().signal, {});
    const { next } = await addStepToProject(adding, {
      ...context,
      ...startedInProject(),
    });
    expect(existsSync(inProject("npm-ran"))).toBe(true);
    expect(next).toEqual(["npm run check", "npm test"]);
  });

  test("whose workspace does not have its directory: says which line is missing", async () => {
    repository(OTHER_WORKSPACE);
    const { exitCode, next } = await create(["services/orders"]);
    expect(exitCode).toBe(0);
    expect(changed()).toEqual(["?? services/"]);
    expect(next.slice(0, 3)).toEqual([
      '# in package.json, add "services/orders" to the members of the workspace',
      "cd services/orders",
      "npm install",
    ]);
  });

  test("of a pnpm workspace has no settings of its own, and says what those of the workspace lack", async () => {
    const settings = "packages: [services/*]\n";
    repository({ "pnpm-workspace.yaml": settings });
    const { next } = await create(["services/orders"]);
    expect(next[0]).toBe(
      "# in pnpm-workspace.yaml, allow the build of esbuild: allowBuilds: { esbuild: true }",
    );
    expect(existsSync(inProject("pnpm-workspace.yaml"))).toBe(false);
    for (const allowed of ["allowBuilds: { esbuild: true }", "onlyBuiltDependencies: [esbuild]"]) {
      writeFileSync(join(top, "pnpm-workspace.yaml"), `${settings}${allowed}\n`);
      rmSync(join(top, "services"), { recursive: true });
      expect((await create(["services/orders"])).next[0]).toBe("cd services/orders");
    }
  });

  test("of a Yarn workspace is told about Plug'n'Play, which its tools do not know", async () => {
    const manifest = { "package.json": '{ "workspaces": ["services/*"] }' };
    repository({ ...manifest, "yarn.lock": "__metadata:\n  version: 8\n" });
    expect((await create(["services/orders"])).next[0]).toMatch(
      /^# in \.yarnrc\.yml, set nodeLinker: node-modules;/,
    );
    expect(existsSync(inProject(".yarnrc.yml"))).toBe(false);
    writeFileSync(join(top, ".yarnrc.yml"), "nodeLinker: node-modules\n");
    rmSync(join(top, "services"), { recursive: true });
    expect((await create(["services/orders"])).next[0]).toBe("cd services/orders");
  });

  test("that is no workspace has a lock file of its own, beyond which Yarn does not look", async () => {
    repository({ "package.json": '{ "name": "shop" }', "yarn.lock": "" });
    await create(["services/orders"]);
    expect(readFileSync(inProject("yarn.lock"), "utf8")).toBe("");
  });

  test("of a pnpm workspace speaks pnpm", async () => {
    repository({ "pnpm-workspace.yaml": "packages:\n  - 'apps/*'\n", "pnpm-lock.yaml": "" });
    const { next } = await create(["services/orders"]);
    expect(next[0]).toContain("# in pnpm-workspace.yaml, add");
    expect(next).toContain("pnpm install");
    expect(scripts().deploy).toContain("pnpm run build");
    expect(changed()).toEqual(["?? services/"]);
  });

  test("speaks the repository's package manager, not that of who started us", async () => {
    repository({ "package.json": '{ "packageManager": "yarn@4.9.1" }' });
    await create(["services/orders"], { npm_config_user_agent: "npm/11.0.0 node/v24.0.0" });
    expect(scripts().deploy).toContain("yarn run build");
    expect(existsSync(inProject("yarn-ran"))).toBe(true);
  });

  test("but the flag wins", async () => {
    repository({ "yarn.lock": "" });
    await create(["services/orders", "--package-manager", "bun"]);
    expect(existsSync(inProject("bun-ran"))).toBe(true);
  });

  test("that is a plain package installs in its own directory", async () => {
    repository({ "package.json": '{ "name": "shop" }', "package-lock.json": "{}" });
    const { exitCode, details } = await create(["services/orders"]);
    expect(exitCode).toBe(0);
    expect(details).toContain("packages installed with npm");
    expect(changed()).toEqual(["?? services/"]);
  });

  test("in Python stands beside what is there", async () => {
    repository({ "pyproject.toml": "[project]\n", "services/billing/main.py": "print()\n" });
    const { exitCode } = await create(["services/orders"], {
      npm_config_user_agent: "pnpm/10.0.0 node/v24.0.0",
    });
    expect(exitCode).toBe(0);
    expect(changed()).toEqual(["?? services/orders/"]);
    expect(existsSync(inProject("pnpm-ran"))).toBe(true);
  });

  test("that is a worktree, where .git is a file", async () => {
    repository(NPM_WORKSPACE);
    const main = top;
    top = join(dirname(main), "tree");
    execFileSync("git", ["worktree", "add", "--quiet", top], { cwd: main, stdio: "ignore" });
    await create(["services/orders"]);
    expect(changed()).toEqual(["?? services/"]);
    expect(existsSync(inProject(".github"))).toBe(false);
  });

  test("whose files nobody can make sense of is left as it is", async () => {
    repository({ "package.json": '{ "workspaces": "services/*" }' });
    const { next } = await create(["services/orders"]);
    expect(next[0]).toContain('# in package.json, add "services/orders"');
    expect(changed()).toEqual(["?? services/"]);
  });

  test("whose owner git does not trust: no repository in it, and what git says", async () => {
    repository({ "package.json": '{ "name": "shop" }' });
    vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    const told: string[] = [];
    const making = commandOf("new", "services/orders", "--yes", "--no-install");
    const context = contextWith(new AbortController().signal, {});
    await makeNew(making, { ...context, info: (line) => void told.push(line) });
    expect(existsSync(inProject(".git"))).toBe(false);
    expect(told.join()).toContain("dubious ownership");
  });

  test("that ignores the directory: the project has a repository of its own, and CI", async () => {
    repository({ ".gitignore": "services/\n" });
    const { details } = await create(["services/orders", "--no-install"]);
    expect(existsSync(inProject(".git"))).toBe(true);
    expect(existsSync(inProject(".github/workflows/ci.yml"))).toBe(true);
    expect(details?.join()).toContain("ignores this directory");
  });

  test("that ignores some of its files: which is a warning", async () => {
    repository({ ".gitignore": "events/\n" });
    const { warnings } = await create(["services/orders", "--no-install"]);
    expect(warnings).toMatchObject([
      { code: "IGNORED_BY_GIT", message: expect.stringMatching(/: events\/[\w-]+\.json/) },
    ]);
  });

  test("that is its own has all that a project has", async () => {
    git("init", "--quiet");
    await create(["."]);
    expect(existsSync(join(top, ".github/workflows/ci.yml"))).toBe(true);
    expect(existsSync(join(top, "npm-ran"))).toBe(true);
  });
});

describe.skipIf(!hasGit || process.platform === "win32")("after questions", () => {
  test("joins the workspace and installs, where both were answered with yes", async () => {
    repository(OTHER_WORKSPACE);
    const { exitCode, details, next } = await createAnswered({ join: true, install: true });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(top, "package.json"), "utf8")).toBe(
      '{ "workspaces": ["apps/*", "services/orders"] }\n',
    );
    expect(changed()).toEqual([" M package.json", "?? services/"]);
    expect(existsSync(inProject("npm-ran"))).toBe(true);
    expect(details).toContain("added to the workspace in package.json");
    expect(next).toEqual(["cd services/orders", "npm test", "npm run local"]);
  });

  test("changes nothing outside where both were answered with no", async () => {
    repository(OTHER_WORKSPACE);
    await createAnswered({ join: false, install: false });
    expect(changed()).toEqual(["?? services/"]);
    expect(existsSync(inProject("npm-ran"))).toBe(false);
  });

  test("cancelled while it installs: all else is there, and what is left to do is said", async () => {
    repository(OTHER_WORKSPACE);
    packageManager("npm", "touch started; exec sleep 60");
    const controller = new AbortController();
    const running = createAnswered({ join: true, install: true }, controller);
    await vi.waitUntil(() => existsSync(inProject("started")), { timeout: 10_000 });
    controller.abort(new Cancelled("SIGINT"));
    expect(await running).toMatchObject({
      status: "created",
      exitCode: 130,
      problems: [{ code: "INSTALL_SKIPPED", suggestion: "Run npm install in services/orders" }],
      next: ["cd services/orders", "npm install", "npm test", "npm run local"],
    });
    expect(changed()).toEqual([" M package.json", "?? services/"]);
  });

  test("a workspace that cannot be changed is told; the project is there", async () => {
    repository({ ...OTHER_WORKSPACE, ".unchain": "a file in the way\n" });
    const { exitCode, status, problems, next } = await createAnswered({
      join: true,
      install: true,
    });
    expect([status, exitCode]).toEqual(["created", 1]);
    expect(problems[0]?.code).toBe("NOT_A_DIRECTORY");
    expect(next[0]).toContain('# in package.json, add "services/orders"');
    expect(changed()).toEqual(["?? services/"]);
  });
});
