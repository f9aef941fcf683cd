import { execFileSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Outcome } from "../../../src/commands/outcome/outcome.ts";
import { projectInDirectory } from "../project-in-directory.ts";

const codes = ({ problems }: Outcome) => problems.map(({ code }) => code);

const changedHere = ({ warnings = [] }: Outcome) =>
  warnings
    .find(({ code }) => code === "CHANGED_HERE")
    ?.message.split("\n")
    .slice(1);

test("check names what was edited, restored, moved, deleted or hidden here, and fails for it where it is strict", async () => {
  const project = await projectInDirectory();
  const older = project.read("template.yaml");
  await project.run("edit step process-payment --timeout 2m --no-install");
  expect(changedHere(await project.run("check"))).toBeUndefined();

  project.write("template.yaml", older);
  project.edit("README.md", (text) => `${text}# mine\n`);
  renameSync(join(project.root, ".editorconfig"), join(project.root, ".mine"));
  project.commit();
  rmSync(join(project.root, "tsconfig.json"));
  project.git("update-index", "--skip-worktree", "tsconfig.json");
  const outcome = await project.run("check");
  expect(outcome).toMatchObject({ status: "unchanged", exitCode: 0 });
  expect(changedHere(outcome)).toEqual([
    "  missing   .editorconfig",
    "  edited    README.md",
    "  edited    template.yaml",
    "  hidden    tsconfig.json  (git leaves it as it is: sparse checkout, or skip-worktree)",
  ]);

  const strict = await project.run("check --strict");
  expect(strict).toMatchObject({ status: "error", exitCode: 1, warnings: [] });
  expect(codes(strict)).toEqual(["CHANGED_HERE"]);
  expect(strict.problems[0]?.message.split("\n").slice(1)).toEqual(changedHere(outcome));
});

test("check names what a sparse checkout leaves out, in a project within a repository too", async () => {
  const project = await projectInDirectory();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b", ...args], {
      cwd: dirname(project.root),
      stdio: "pipe",
    });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--no-verify", "--message", "x");
  expect(await project.run("check --strict")).toMatchObject({ exitCode: 0 });
  git("sparse-checkout", "set", "--no-cone", "/*", "!/shop/local/faults.ts");
  expect(project.has("local/faults.ts")).toBe(false);
  expect(changedHere(await project.run("check"))).toEqual([
    "  hidden    local/faults.ts  (git leaves it as it is: sparse checkout, or skip-worktree)",
  ]);
});

test("check does not name what was only laid out otherwise", async () => {
  const project = await projectInDirectory();
  const schema = ".unchain/workflow.schema.json";
  project.edit(schema, (text) => JSON.stringify(JSON.parse(text), null, "\t"));
  project.edit("src/workflow.ts", (text) => text.replaceAll('"', "'"));
  project.edit("AGENTS.md", (text) => text.replaceAll("| --- | --- |", "| :-------- | -------- |"));
  project.edit("template.yaml", (text) =>
    text.replaceAll(": |\n", ": |  \n").replaceAll(/:\n/g, ": \n"),
  );
  project.edit("workflow.asl.json", (text) => `${text} `);
  project.commit();
  expect(changedHere(await project.run("check"))).toBeUndefined();
  expect(await project.run(`sync --restore ${schema}`)).toMatchObject({ status: "updated" });
});

test("check names every generated file whose content somebody has changed, also by a space", async () => {
  const project = await projectInDirectory();
  const lock = JSON.parse(project.read(".unchain/lock.json"));
  const managed = Object.keys(lock.files).filter(
    (path) => lock.files[path].owner === "managed" && path !== "workflow.yaml",
  );
  for (const path of managed) {
    project.edit(path, (text) => {
      if (path.endsWith(".json")) return text.replace(/(": "[^" ]+ )|(?<=": ")/, "$1 ");
      return `${text}${path.endsWith(".ts") ? "mine();" : "# mine"}\n`;
    });
  }
  expect(changedHere(await project.run("check"))).toEqual(
    managed.toSorted().map((path) => `  edited    ${path}`),
  );
});

test("sync --restore brings back a file, or a folder of them, and nothing else", async () => {
  const project = await projectInDirectory();
  const before = project.files();
  for (const path of [
    "template.yaml",
    "README.md",
    "src/workflow.ts",
    "src/steps/create-order.ts",
  ]) {
    project.edit(path, (text) => `${text}\n# mine\n`);
  }
  rmSync(join(project.root, "src/functions/create-order.ts"));
  expect(await project.run("sync --restore template.yaml")).toMatchObject({ status: "updated" });
  expect(project.read("template.yaml")).toBe(before["template.yaml"]);
  expect(project.read("README.md")).toMatch(/# mine\n$/);
  expect(await project.run("sync --restore src")).toMatchObject({ status: "updated" });
  expect(project.read("src/functions/create-order.ts")).toBe(
    before["src/functions/create-order.ts"],
  );
  expect(project.read("src/workflow.ts")).toBe(before["src/workflow.ts"]);
  expect(project.read("src/steps/create-order.ts")).toMatch(/# mine\n$/);
});

test("sync --restore brings back each path that it is given, and nothing where one of them is none", async () => {
  const project = await projectInDirectory();
  const before = project.files();
  const edited = ["template.yaml", "README.md", "AGENTS.md"];
  for (const path of edited) project.edit(path, (text) => `${text}\n# mine\n`);
  project.commit();
  const wrong = await project.run("sync --restore AGENTS.md --restore REDME.md --restore nope");
  expect(codes(wrong)).toEqual(["UNKNOWN_PATH", "UNKNOWN_PATH"]);
  await project.run("sync --restore template.yaml --restore README.md");
  expect(edited.filter((path) => project.read(path) !== before[path])).toEqual(["AGENTS.md"]);
});

test("sync --restore touches no code of the owner's, and no edit that git does not have", async () => {
  const project = await projectInDirectory();
  project.edit("src/steps/create-order.ts", (text) => `${text}// mine\n`);
  project.commit();
  project.edit("README.md", (text) => `${text}# mine\n`);
  const before = project.files();
  expect(codes(await project.run("sync --restore src/steps/create-order.ts"))).toEqual([
    "NOT_RESTORED",
  ]);
  expect(codes(await project.run("sync --restore REDME.md"))).toEqual(["UNKNOWN_PATH"]);
  expect(codes(await project.run("sync --restore README.md"))).toEqual(["UNCOMMITTED_CHANGES"]);
  expect(project.files()).toEqual(before);
});
