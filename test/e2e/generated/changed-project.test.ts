import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectPassing } from "../../generated/run/expect-passing.ts";
import type { Files } from "../../generated/run/project-files.ts";
import { runLocally } from "../../generated/run/run-locally.ts";
import { filesIn, run } from "../command-line.ts";
import { removeProject, workspace } from "./install-project.ts";
import { npmRun } from "./project-commands.ts";
import { expectTidy } from "./sound-project.ts";

let root: string;
beforeEach(async () => {
  root = mkdtempSync(join(workspace, "project-"));
  await run([".", "--yes", "--no-install", "--no-git"], { cwd: root });
});
afterEach(() => removeProject(root));

async function unchain(...args: string[]) {
  const ended = await run([...args, "--no-install"], { cwd: root });
  expect([args, ended.exitCode, ended.stderr]).toEqual([args, 0, expect.anything()]);
}

async function expectSound() {
  await expectTidy(root);
  await expectPassing(readFiles(), 10);
}

const readFiles = (): Files =>
  Object.fromEntries(
    filesIn(root)
      .filter((path) => statSync(join(root, path)).isFile())
      .map((path) => [path, readFileSync(join(root, path), "utf8")]),
  );

test("a project that has been changed is as sound as a new one, in both transports", async () => {
  await unchain(
    ...["add", "step", "reserve-stock", "--before", "process-payment"],
    ...["--on-failure", "compensate", "--compensation", "release-stock", "--catch", "SoldOut:fail"],
  );
  await unchain(
    "add",
    "step",
    "send-parcel",
    "--on-failure",
    "fallback",
    "--fallback",
    "send-mail",
  );
  await unchain("remove", "step", "create-invoice");
  await expectSound();
  const failed = await runLocally(readFiles(), "--fail", "process-payment");
  expect(failed.result).toMatchObject({ status: "compensated" });
  expect(failed.result.events.map(({ step }: { step: string }) => step)).toContain("release-stock");

  const workflow = join(root, "workflow.yaml");
  writeFileSync(workflow, readFileSync(workflow, "utf8").replace("state-machine", "queue"));
  await unchain("sync");
  await expectSound();
  expect((await runLocally(readFiles(), "--fail", "send-parcel")).result).toMatchObject({
    status: "succeeded",
  });
});

test("where a removed step is still used, the report points at what the type checker says", async () => {
  const step = join(root, "src/steps/create-invoice.ts");
  writeFileSync(
    step,
    readFileSync(step, "utf8").replace("{state.id}", "{state.results.processPayment?.reference}"),
  );
  const { stderr } = await run(["remove", "step", "process-payment"], { cwd: root });
  const said = /^(src\/steps\/create-invoice\.ts):(\d+) {2}/m.exec(stderr);
  const { stdout } = await npmRun(root, "check");
  expect(stdout).toMatch(new RegExp(`^${said?.[1]}[(:]${said?.[2]}[,:]`, "m"));
});
