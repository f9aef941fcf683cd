import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  installedManagers,
  withInstalledVersion,
} from "../../../src/commands/install/package-managers.ts";

const isWindows = process.platform === "win32";
const { signal } = new AbortController();

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "unchain-managers-"));
  vi.stubEnv("PATH", `${bin}${delimiter}${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(bin, { recursive: true });
});

const installed = (name: string, says: string) =>
  writeFileSync(join(bin, name), `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });

test.skipIf(isWindows)("what is in the PATH, and can be run, is installed", () => {
  installed("bun", "1.4.5");
  writeFileSync(join(bin, "yarn"), "no program", { mode: 0o644 });
  mkdirSync(join(bin, "empty"));
  const PATH = [join(bin, "empty"), "", join(bin, "missing"), bin].join(delimiter);
  expect(installedManagers({ PATH })).toEqual(["bun"]);
  expect(installedManagers({})).toEqual([]);
});

test.skipIf(isWindows)("Yarn is asked for its version", async () => {
  installed("yarn", "4.18.1");
  const env = { PATH: bin };
  expect(await withInstalledVersion("yarn", { env, signal })).toEqual({
    packageManager: "yarn",
    packageManagerVersion: "4.18.1",
  });
  installed("yarn", "what is that?");
  expect(await withInstalledVersion("yarn", { env, signal })).toEqual({ packageManager: "yarn" });
  expect(await withInstalledVersion("yarn", { env: {}, signal })).toEqual({
    packageManager: "yarn",
  });
});

test("Yarn has said its version where it started us; of others any version will do", async () => {
  const env = { npm_config_user_agent: "yarn/4.18.1 npm/? node/v24.0.0 linux x64" };
  expect(await withInstalledVersion("yarn", { env, signal })).toEqual({
    packageManager: "yarn",
    packageManagerVersion: "4.18.1",
  });
  const pnpm = { npm_config_user_agent: "pnpm/12.21.0 npm/? node/v24.0.0 linux x64" };
  expect(await withInstalledVersion("pnpm", { env: pnpm, signal })).toEqual({
    packageManager: "pnpm",
  });
});
