import { describe, expect, test } from "vitest";
import type { Infrastructure } from "../../../src/targets/names.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";
import { withEnvironment } from "../run/run-tests.ts";
import { type Ending, runTool } from "../run/run-tool.ts";

const filesOf = (infrastructure: Infrastructure) =>
  renderWorkflow(`infrastructure: ${infrastructure}\n${orderProcessingYaml}`);

const DONE: Ending = { status: 0 };

describe("with the CDK", () => {
  const files = filesOf("cdk");
  const run = (ending: Ending, ...args: string[]) =>
    withEnvironment({}, () => runTool(files, "src/commands/cdk.ts", ending, ...args));

  test("the stage and who gets mails are in the context, all else cdk gets as it is", async () => {
    const options = ["--stage", "dev", "--alarm-email=you@example.com", "--quiet"];
    const { calls, exitCode } = await run(DONE, "synth", ...options);
    const context = ["--context", "stage=dev", "--context", "alarmEmail=you@example.com"];
    expect(calls).toEqual([["cdk", ["synth", ...context, "--quiet"]]]);
    expect(exitCode).toBe(0);
  });

  test("the region is that which the other commands ask", async () => {
    const { env } = await run(DONE, "synth", "--region", "eu-west-1");
    expect(env).toMatchObject({ AWS_REGION: "eu-west-1" });
  });

  test("what fails is told by the exit code, and a wrong stage is not tried", async () => {
    expect((await run({ status: 7 }, "synth")).exitCode).toBe(7);
    expect(await run(DONE, "deploy", "--stage", "Dev 1")).toMatchObject({ calls: [], exitCode: 2 });
  });
});

describe("with Terraform", () => {
  const files = filesOf("terraform");
  const run = (ending: Ending, ...args: string[]) =>
    runTool(files, "src/commands/terraform.ts", ending, ...args);

  test("a stage has a workspace, and what is ours becomes variables", async () => {
    const options = ["--stage", "dev", "--region", "eu-west-1", "--profile", "work"];
    const { calls, env } = await run(DONE, "apply", ...options, "-auto-approve");
    expect(calls).toEqual([
      ["terraform", ["-chdir=infra", "init"]],
      ["terraform", ["-chdir=infra", "workspace", "select", "-or-create", "dev"]],
      [
        "terraform",
        ["-chdir=infra", "apply", "-var=stage=dev", "-var=region=eu-west-1", "-auto-approve"],
      ],
    ]);
    expect(env).toMatchObject({ AWS_PROFILE: "work" });
    // `workspace select` refuses to run while it names another.
    expect(env).toHaveProperty("TF_WORKSPACE", undefined);
  });

  test("without a stage it is the workspace that Terraform has from the start", async () => {
    const { calls } = await run(DONE, "plan");
    expect(calls.slice(1).map(([, args]) => args.slice(1))).toEqual([
      ["workspace", "select", "-or-create", "default"],
      ["plan"],
    ]);
  });

  test("the first call that fails is the last, and a wrong stage is not tried", async () => {
    const { calls, exitCode } = await run({ status: 1 }, "apply");
    expect(calls).toHaveLength(1);
    expect(exitCode).toBe(1);
    expect(await run(DONE, "plan", "--stage", "Dev 1")).toMatchObject({ calls: [], exitCode: 2 });
  });

  test("a missing binary is told with where it is from", async () => {
    const { printed, exitCode } = await run(
      { status: 1, error: new Error("spawn ENOENT") },
      "plan",
    );
    expect(exitCode).toBe(2);
    expect(printed).toContain("install Terraform 1.9 or newer, see https://");
  });
});
