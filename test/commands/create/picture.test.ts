import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectInDirectory } from "../project-in-directory.ts";

const PICTURE = "docs/timeline.svg";
const EXPECTED = "edit step process-payment --expected-duration 20s --no-install";

const written = (changes: readonly { path: string; action: string }[]) =>
  changes
    .filter(({ action }) => action !== "identical" && action !== "keep")
    .map(({ path }) => path);

describe("the picture of a project", () => {
  test("is all that an expectation changes, and says that durations are assumed", async () => {
    const project = await projectInDirectory();
    expect(project.read("README.md")).toContain(`](${PICTURE})`);
    expect(project.read(PICTURE)).toContain("It is assumed that each step takes 1 s");
    const { changes, exitCode } = await project.run(EXPECTED);
    expect(exitCode).toBe(0);
    expect(written(changes)).toEqual([".unchain/lock.json", PICTURE, "workflow.yaml"]);
    expect(project.read(PICTURE)).toContain("process-payment works 20 s");
    expect(project.read(PICTURE)).toContain("Steps of which workflow.yaml expects no duration");
    await project.run("edit step process-payment --without expected --no-install");
    expect(project.read(PICTURE)).not.toContain("20 s");
    expect(await project.run("check --strict")).toMatchObject({ exitCode: 0 });
  });

  test("follows the steps", async () => {
    const project = await projectInDirectory();
    await project.run("add step send --expected-duration 300ms --no-install");
    expect(project.read(PICTURE)).toContain("send works 300 ms");
  });

  test.each([
    ["another", (path: string) => symlinkSync("elsewhere.svg", path)],
    ["a folder", (path: string) => mkdirSync(path)],
    ["nothing", () => {}],
  ])("stays as its owner wants it: %s in its place", async (_, put) => {
    const project = await projectInDirectory();
    rmSync(join(project.root, PICTURE));
    put(join(project.root, PICTURE));
    const { changes, exitCode } = await project.run(EXPECTED);
    expect(exitCode).toBe(0);
    expect(written(changes)).toEqual([".unchain/lock.json", "workflow.yaml"]);
  });

  test("stays as its owner has drawn it, until it is asked for", async () => {
    const project = await projectInDirectory();
    project.write(PICTURE, "<svg/>\n");
    for (const line of [EXPECTED, "sync --no-install", "add step send --no-install"]) {
      expect(await project.run(line)).toMatchObject({ exitCode: 0 });
      expect(project.read(PICTURE)).toBe("<svg/>\n");
    }
    await project.run(`sync --restore ${PICTURE} --no-install`);
    expect(project.read(PICTURE)).toContain("process-payment works 20 s");
  });
});
