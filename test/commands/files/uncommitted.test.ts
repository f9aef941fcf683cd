import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Outcome } from "../../../src/commands/outcome/outcome.ts";
import { projectInDirectory } from "../project-in-directory.ts";

const dirty = ({ problems }: Outcome) =>
  problems.filter(({ code }) => code === "UNCOMMITTED_CHANGES").map(({ path }) => path);

const comment = (text: string) => `# mine\n${text}`;

test("edits that are not committed stop a change of their file: exit 3, nothing written", async () => {
  const project = await projectInDirectory();
  project.commit();
  project.edit("workflow.yaml", comment);
  const before = project.files();
  const outcome = await project.run("add step send");
  expect(outcome).toMatchObject({ status: "conflict", exitCode: 3 });
  expect(dirty(outcome)).toEqual(["workflow.yaml"]);
  expect(outcome.problems[0]?.suggestion).toContain("--allow-dirty");
  expect(project.files()).toEqual(before);

  expect(await project.run("add step send --dry-run")).toMatchObject({ status: "planned" });
  expect(project.told.join()).toContain("workflow.yaml has uncommitted edits");
  expect(await project.run("add step send --allow-dirty")).toMatchObject({ status: "updated" });
  expect(project.read("workflow.yaml")).toMatch(/^# mine\n/);
});

test("a file that would be merged is not said to be overwritten", async () => {
  const project = await projectInDirectory();
  project.commit();
  project.edit("README.md", (text) => `${text}\nMine.\n`);
  const { problems } = await project.run("add step send");
  expect(problems).toMatchObject([
    {
      code: "UNCOMMITTED_CHANGES",
      message: "This file has uncommitted changes, into which Unchain would merge its own.",
      path: "README.md",
    },
  ]);
  project.edit("workflow.yaml", comment);
  const outcome = await project.run("add step send");
  expect(outcome.problems.map(({ message }) => message)).toContain(
    "This file has uncommitted changes and would be overwritten.",
  );
});

test("edits that are committed do not, nor do edits of other files", async () => {
  const project = await projectInDirectory();
  project.edit("workflow.yaml", comment);
  project.commit();
  project.edit("src/steps/create-order.ts", (text) => `${text}// mine\n`);
  project.write("untracked.ts", "");
  expect((await project.run("add step send")).status).toBe("updated");
});

test("what Unchain wrote itself needs no commit before the next change", async () => {
  const project = await projectInDirectory();
  project.commit();
  for (const name of ["a", "b"]) {
    expect((await project.run(`add step ${name}`)).status).toBe("updated");
  }
});

test("staged edits, and edits of files that git does not know, are not committed", async () => {
  const project = await projectInDirectory();
  project.commit();
  project.edit("workflow.yaml", comment);
  project.git("add", "workflow.yaml");
  expect(dirty(await project.run("add step send"))).toEqual(["workflow.yaml"]);
  project.git("rm", "--quiet", "--cached", "--force", "workflow.yaml");
  expect(dirty(await project.run("add step send"))).toEqual(["workflow.yaml"]);
});

test("in a folder of a repository, with a name that git quotes or takes for a pattern", async () => {
  const project = await projectInDirectory();
  project.edit("workflow.yaml", comment);
  const repository = join(project.root, "..");
  mkdirSync(join(repository, "[x] é"));
  writeFileSync(join(repository, "[x] é", "a"), "");
  project.git("init", "--quiet", repository);
  expect(dirty(await project.run("add step send"))).toEqual(["workflow.yaml"]);
  project.git("add", "--all", repository);
  project.git("commit", "--quiet", "--no-verify", "--message", "x");
  expect(dirty(await project.run("add step send"))).toEqual([]);
});

test("in a hook of a linked worktree, what is committed is", async () => {
  const project = await projectInDirectory();
  project.edit("workflow.yaml", comment);
  const repository = join(project.root, "..");
  project.git("init", "--quiet", repository);
  project.git("add", "--all", repository);
  project.git("commit", "--quiet", "--no-verify", "--message", "x");
  project.git("worktree", "add", "--quiet", join(repository, "linked"));
  const cwd = join(repository, "linked", "shop");
  vi.stubEnv("GIT_DIR", join(repository, ".git", "worktrees", "linked"));
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(dirty(await project.run("add step send --no-install", { cwd }))).toEqual([]);
});

test("without a repository, nothing is asked of it", async () => {
  const project = await projectInDirectory();
  project.edit("workflow.yaml", comment);
  expect((await project.run("add step send")).status).toBe("updated");
  expect(project.told).toEqual([]);
});

test("where git does not answer, that is told, and the change made", async () => {
  const project = await projectInDirectory();
  project.commit();
  project.edit("workflow.yaml", comment);
  writeFileSync(join(project.root, ".git/index"), "broken");
  expect((await project.run("add step send")).status).toBe("updated");
  expect(project.told.join()).toContain("git does not report uncommitted files");
});

test("what Unchain merged with edits that are committed needs no commit either", async () => {
  const project = await projectInDirectory();
  for (const path of ["README.md", "test/failure-rules.ts", "template.yaml"]) {
    project.edit(path, (text) => `${text}${path.endsWith(".ts") ? "//" : "#"} mine\n`);
  }
  project.commit();
  for (const line of ["add step a", "add step b --after a", "edit step a --timeout 1m"]) {
    expect(await project.run(`${line} --no-install`)).toMatchObject({ status: "updated" });
  }
  expect(project.read("README.md")).toMatch(/# mine\n$/);
  project.edit("README.md", (text) => `${text}# later\n`);
  expect(dirty(await project.run("remove step b --no-install"))).toEqual(["README.md"]);
});
