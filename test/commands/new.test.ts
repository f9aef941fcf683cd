import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { projectInDirectory } from "./project-in-directory.ts";

const unreadable = { isTerminal: false, read: async () => new TextEncoder().encode("name: 1\n") };

test("where no project can be made yet, the outcome names the directory that it is to be in", async () => {
  const project = await projectInDirectory();
  const home = dirname(project.root);
  const named = { status: "needs-input", directory: join(home, "other") };
  expect(await project.run("new other")).toMatchObject(named);
  expect(await project.run(`new other --cwd ${home}`, { cwd: "/" })).toMatchObject(named);
  expect(await project.run("new")).toMatchObject({ status: "needs-input", directory: home });
  expect(await project.run("new other --workflow -", { stdin: unreadable })).toMatchObject({
    status: "error",
    exitCode: 2,
    directory: join(home, "other"),
  });
});
