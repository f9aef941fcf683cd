import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mayBeDeployed } from "../../../src/commands/notes/deployed.ts";
import { type ProjectInDirectory, projectInDirectory } from "../project-in-directory.ts";

const { signal } = new AbortController();

const notes = async (project: ProjectInDirectory) => {
  project.edit("workflow.yaml", (text) => text.replace("state-machine", "queue"));
  const { warnings = [] } = await project.run("sync --dry-run");
  return warnings.filter(({ code }) => code === "CHANGED_TRANSPORT").length;
};

test("work under way is not told of a project that was never built and never pushed", async () => {
  const project = await projectInDirectory();
  project.commit();
  expect(await mayBeDeployed(project.root, signal)).toBe(false);
  expect(await notes(project)).toBe(0);
});

test.each(["dist", ".aws-sam", "cdk.out", "infra/.terraform"])(
  "it is once there is %s",
  async (directory) => {
    const project = await projectInDirectory();
    project.commit();
    mkdirSync(join(project.root, directory), { recursive: true });
    expect(await notes(project)).toBe(1);
  },
);

test("it is once the project was pushed", async () => {
  const project = await projectInDirectory();
  project.commit();
  const remote = join(project.root, "..", "remote.git");
  execFileSync("git", ["init", "--quiet", "--bare", remote]);
  project.git("remote", "add", "origin", remote);
  expect(await mayBeDeployed(project.root, signal)).toBe(false);
  project.git("push", "--quiet", "origin", "HEAD:main");
  expect(await notes(project)).toBe(1);
});

test("it is where git does not know", async () => {
  expect(await notes(await projectInDirectory())).toBe(1);
});
