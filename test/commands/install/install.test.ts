import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Cancelled } from "../../../src/cli/cancellation.ts";
import { installPackages } from "../../../src/commands/install/install.ts";

test.skipIf(process.platform === "win32")(
  "what a package manager has started does not keep a cancelled run waiting",
  async () => {
    const place = mkdtempSync(join(tmpdir(), "unchain-install-"));
    const started = join(place, "started");
    const deaf = `#!/bin/sh\ntrap '' TERM\nsleep 60 &\necho $! > ${started}\nwait\n`;
    writeFileSync(join(place, "npm"), deaf, { mode: 0o755 });
    vi.stubEnv("PATH", `${place}${delimiter}${process.env.PATH}`);
    onTestFinished(() => {
      process.kill(Number(readFileSync(started, "utf8")), "SIGKILL");
      rmSync(place, { recursive: true });
      vi.unstubAllEnvs();
    });
    const controller = new AbortController();
    const progress = { start: () => ({ done: () => {}, failed: () => {} }) };
    const project = { root: place, packageManager: "npm", place, state: "there" } as const;
    const installed = installPackages(project, {
      env: process.env,
      progress,
      signal: controller.signal,
    });
    await vi.waitUntil(() => existsSync(started) && readFileSync(started, "utf8").endsWith("\n"), {
      timeout: 10_000,
    });
    controller.abort(new Cancelled("SIGTERM"));
    expect(await installed).toMatchObject([{ code: "INSTALL_SKIPPED" }]);
  },
);
