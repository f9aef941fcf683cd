import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cleanEnv } from "./command-line.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let project: string;

/** A project of somebody else's that has installed Unchain and Vitest. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "unchain-readme-"));
  const modules = join(project, "node_modules");
  await mkdir(modules);
  await symlink(root, join(modules, "create-unchain"), "junction");
  await symlink(join(root, "node_modules/vitest"), join(modules, "vitest"), "junction");
  await writeFile(join(project, "package.json"), '{ "type": "module" }\n');
});

afterAll(() => rm(project, { recursive: true, force: true }));

const vitest = (...args: string[]) =>
  execa("vitest", ["run", ...args], {
    cwd: project,
    localDir: root,
    preferLocal: true,
    env: cleanEnv(),
    extendEnv: false,
    reject: false,
    all: true,
  });

it("the README's example of a snapshot test works as it stands", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, example] = /```ts\n(import \{ renderWorkflow \}.*?)```/s.exec(readme) ?? [];
  await writeFile(join(project, "workflow.test.ts"), example ?? "");

  const first = await vitest("--update");
  expect(first.exitCode, first.all).toBe(0);
  expect(first.all).toMatch(/1 written/);

  const second = await vitest();
  expect(second.exitCode, second.all).toBe(0);
});
