import { AsyncResource } from "node:async_hooks";
import { describe, expect, test } from "vitest";
import { version } from "../../src/cli/version.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import { openProject } from "./run/load-project.ts";
import { runLocally, runScript } from "./run/run-locally.ts";

describe.each(["queue", "state-machine"] as const)("npm run local, by %s", (transport) => {
  const files = renderProject("order", transport);
  const local = (...args: string[]) => runScript(files, "local", args);

  test("says that steps are real, why a try failed, and in which line of them", async () => {
    const path = "src/steps/create-order.ts";
    const failing = files[path]?.replace("  return {", '  throw new Error("no bank\\nagain");\n$&');
    const broken = { ...files, [path]: failing ?? "" };
    const { stdout, exitCode } = await runScript(broken, "local", []);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^The steps of src\/steps\/ run for real/);
    expect(stdout).toMatch(
      / {2}✗ {2}create-order +try 1 {2}failed: Error: no bank\n +at src\/steps\/create-order.ts:\d+:\d+\n/,
    );
  });

  test("has no line to show for an error that it has injected itself", async () => {
    const { stdout } = await local("--fail", "process-payment:PaymentDeclined");
    expect(stdout).toContain("failed: PaymentDeclined: injected by the local run\n  ");
    expect(stdout).not.toContain(" at ");
  });

  test("lets a step be slow, and time out", async () => {
    const slow = await runLocally(files, "--slow", "create-order:12.5x1");
    expect(slow.result.events[0]).toMatchObject({ at: 12_500, outcome: "succeeded" });
    const { stdout } = await local("--timeout", "create-orderx1");
    expect(stdout).toMatch(/30\.0 s {2}✗ {2}create-order +try 1 {2}timed out\n/);
    const { exitCode, stderr } = await local("--slow", "create-order");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^"create-order": say how many seconds it takes, as in create-order:30\./,
    );
  });

  test("repeats the delays of a seed", async () => {
    const times = async (seed: string) => {
      const { result } = await runLocally(files, "--seed", seed, "--fail", "create-invoicex3");
      return result.events.map(({ at }: { at: number }) => at);
    };
    expect(await times("7")).toEqual(await times("7"));
    expect(await times("7")).not.toEqual(await times("8"));
  });

  test("refuses an error that is misspelt, and takes one that is none of the rules'", async () => {
    const misspelt = await local("--fail", "process-payment:PaymentDeclind");
    expect(misspelt.exitCode).toBe(2);
    expect(misspelt.stderr).toMatch(/did you mean PaymentDeclined\?\n\nAll options: npm run local/);
    expect((await local("--fail", "process-payment:Offlinex1")).exitCode).toBe(0);
  });

  test("hands its result to Unchain, which makes a page of it", async () => {
    const withUnchain = async (status: number | null, ...args: string[]) => {
      const calls: [string, string[], { input: string }][] = [];
      const spawnSync = (...call: (typeof calls)[number]) => {
        calls.push(call);
        return { status };
      };
      const modules = { "node:child_process": { spawnSync } };
      return {
        ...(await runScript(files, "local", ["--html", "a b.html", ...args], modules)),
        calls,
      };
    };
    const made = await withUnchain(0, "--json");
    const [[command, parameters, { input }] = ["", [], { input: "" }]] = made.calls;
    expect([command, ...parameters].join(" ")).toBe(
      `npx create-unchain@${version} explain --run - --html a b.html`,
    );
    expect(JSON.parse(input)).toEqual(JSON.parse(made.stdout));
    expect(made).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await withUnchain(0, "--fail", "create-invoice")).toMatchObject({ exitCode: 1 });

    for (const status of [1, null]) {
      const { exitCode, stderr } = await withUnchain(status);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        /^There is no page: npx create-unchain@\S+ cannot be had\. Where it is/,
      );
    }
    expect(await withUnchain(2)).toMatchObject({ exitCode: 1, stderr: "" });
  });

  test("takes the -- that pnpm and Yarn pass on", async () => {
    const { stdout, exitCode } = await local("--", "--fail", "create-orderx1");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("create-order     try 2  succeeded");
  });

  test("takes its input as JSON, too", async () => {
    const { result } = await runLocally(files, "--input", '{ "reference": "mine" }');
    expect(result.state.input).toEqual({ reference: "mine" });
  });
});

test("connections that a step has left open keep real timers beside a state machine", async () => {
  const { load } = openProject(renderProject("order", "state-machine"));
  const { withVirtualTime } = (await load("local/engine.ts")) as {
    withVirtualTime: (...args: readonly unknown[]) => Promise<readonly unknown[]>;
  };
  const connection = new AsyncResource("connection");
  const clock = { now: () => 0, setTimer: () => 1, clearTimer: () => {} };
  const isInsideStep = () => false;
  const start = () => setTimeout(() => {}, 0);
  const timers = async () => [start(), connection.runInAsyncScope(start)];
  const [virtual, real] = await withVirtualTime(clock, Math.random, isInsideStep, timers);
  expect(virtual).toBe(1);
  expect(real).toHaveProperty("unref");
});
