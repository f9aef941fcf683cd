import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Context } from "../../../src/cli/context.ts";
import { COMMANDS } from "../../../src/commands/definitions/commands.ts";
import { valuesFrom } from "../../../src/commands/definitions/values.ts";
import { offerWorkflow } from "../../../src/commands/files/among-files.ts";
import { projectInDirectory } from "../project-in-directory.ts";

const BARE = "--no-install --no-git";

/** A directory with files, beside a project in which commands can be run. */
async function directoryWith(files: Record<string, string>) {
  const project = await projectInDirectory();
  const there = join(dirname(project.root), "there");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(there, path)), { recursive: true });
    writeFileSync(join(there, path), text);
  }
  const read = (path: string) => project.read(`../there/${path}`);
  return { ...project, there, read, inside: { cwd: there, startedIn: there } };
}

const CLONE = {
  "README.md": "# Theirs\n",
  ".gitignore": "/node_modules/\n*.log",
  ".editorconfig": "root = true\n",
  LICENSE: "MIT\n",
};

test("without a terminal, files are gone on with where --merge says so, and that is told", async () => {
  const { run, read } = await directoryWith(CLONE);
  expect(await run(`new there --yes ${BARE}`)).toMatchObject({
    exitCode: 3,
    problems: [
      {
        code: "DIRECTORY_NOT_EMPTY",
        message: "The directory is not empty; in the way: .editorconfig, .gitignore, README.md",
        suggestion: expect.stringContaining("--merge"),
      },
    ],
  });
  const { status, changes } = await run(`new there --yes --merge ${BARE}`);
  expect(status).toBe("created");
  expect(read("README.old.md")).toBe(CLONE["README.md"]);
  expect(read("README.md")).toMatch(/^# there/i);
  expect(read(".editorconfig")).toBe(CLONE[".editorconfig"]);
  expect(read(".gitignore")).toBe("/node_modules/\n*.log\ndist/\n.env\n.aws-sam/\n");
  const actions = new Map(changes.map(({ path, action }) => [path, action]));
  expect(
    ["README.md", "README.old.md", ".gitignore", ".editorconfig"].map((p) => actions.get(p)),
  ).toEqual(["update", "create", "update", "keep"]);
});

test("what was joined is the user's from then on: no change touches it, and check has nothing to say", async () => {
  const { run, read, inside } = await directoryWith(CLONE);
  await run(`new there --yes --merge ${BARE}`);
  expect(await run("add step send --no-install", inside)).toMatchObject({ status: "updated" });
  expect(await run("check", inside)).toMatchObject({ exitCode: 0, problems: [] });
  expect(read(".gitignore")).toContain("*.log");
  expect(JSON.parse(read(".unchain/lock.json")).files[".gitignore"].owner).toBe("yours");
});

test("all that collides is told at once, and nothing is written", async () => {
  const files = {
    "package.json": "{}",
    "src/input.ts": "",
    "README.md": "1",
    "README.old.md": "2",
  };
  const { run, read, there } = await directoryWith(files);
  symlinkSync("nowhere", join(there, "tsconfig.json"));
  const { exitCode, problems } = await run(`new there --yes --merge ${BARE}`);
  expect(exitCode).toBe(3);
  expect(problems.map(({ path }) => path)).toEqual([
    "README.md",
    "package.json",
    "src/input.ts",
    "tsconfig.json",
  ]);
  expect(read("README.md")).toBe("1");
});

test("files that do not collide stay", async () => {
  const { run, read } = await directoryWith({ "docs/plan.md": "# Plan\n", "src/own.ts": "" });
  expect(await run(`new there --yes --merge ${BARE}`)).toMatchObject({ status: "created" });
  expect(read("docs/plan.md")).toBe("# Plan\n");
});

test.each(["workflow.yaml", "orders.yaml"])(
  "the directory may hold the very %s that it is made from",
  async (name) => {
    const given = "# mine\r\nname: w\r\nsteps: [name: a]\r\n";
    const { run, read } = await directoryWith({ [name]: given });
    const made = await run(`new there --workflow there/${name} ${BARE}`);
    expect(made).toMatchObject({ status: "created" });
    expect(read("workflow.yaml").replaceAll("\r\n", "\n")).toBe(
      "# mine\nname: w\ntransport: queue\nsteps: [name: a]\n",
    );
    expect(read("workflow.yaml")).toContain("\r\n");
  },
);

test("a workflow.yaml is not written over by another workflow", async () => {
  const { run, read } = await directoryWith({ "workflow.yaml": "name: w\nsteps: [name: a]\n" });
  const { problems } = await run(`new there --yes ${BARE}`);
  expect(problems[0]?.suggestion).toContain("--workflow there/workflow.yaml");
  expect(await run(`new there --yes --merge ${BARE}`)).toMatchObject({
    exitCode: 3,
    problems: [
      {
        code: "CONFLICT",
        path: "workflow.yaml",
        suggestion: expect.stringContaining("pass it with --workflow"),
      },
    ],
  });
  expect(read("workflow.yaml")).toBe("name: w\nsteps: [name: a]\n");
});

test("a project that is there is not merged with a new one", async () => {
  const { run } = await projectInDirectory();
  expect(await run(`new shop --yes --merge ${BARE}`)).toMatchObject({
    exitCode: 3,
    problems: [{ suggestion: expect.stringContaining("unchain sync") }],
  });
});

test("nothing is offered where nobody can be asked", async () => {
  const { there } = await directoryWith({ "workflow.yaml": "" });
  const options = valuesFrom(COMMANDS.new.flags, new Map());
  const context = { cwd: there, interactive: false } as Context;
  expect(await offerWorkflow(".", options, context)).toBeUndefined();
});
