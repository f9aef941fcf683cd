import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CLI, cleanEnv, pathWith } from "../e2e/command-line.ts";
import { removeProject } from "../e2e/generated/install-project.ts";
import { changed, readTutorial } from "../tutorial.ts";

let directory: string;
let secondTerminal: { readonly pid?: number | undefined } | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "unchain-tutorial-"));
});

afterEach(() => {
  if (secondTerminal?.pid) process.kill(-secondTerminal.pid);
  removeProject(directory);
});

/** What the tools of AWS are called with is written down: this machine has no account. */
function environment(): NodeJS.ProcessEnv {
  const calls = join(directory, "calls");
  const record = `echo "$(basename "$0") $*" >> "${calls}"`;
  const name = { GIT_AUTHOR_NAME: "Ada", GIT_COMMITTER_NAME: "Ada" };
  const mail = { GIT_AUTHOR_EMAIL: "ada@example.com", GIT_COMMITTER_EMAIL: "ada@example.com" };
  pathWith(directory, "aws", record);
  const path = pathWith(directory, "sam", record);
  return { ...cleanEnv(), ...name, ...mail, ...path, PAYMENTS_KEY: "secret" };
}

/** The commands with the Unchain that was built here, and the exit codes that their comments name. */
function script(text: string, transport: string): string {
  return text
    .replace(/npm create unchain@latest (\S+) -- /, `node ${CLI} $1 --transport ${transport} `)
    .replaceAll("npx create-unchain@latest", `node ${CLI}`)
    .replaceAll(/^(.*)# ends with (\d).*$/gm, "$1 || [ $? -eq $2 ]");
}

const inBackground = { all: false, stdout: "ignore", stderr: "ignore" } as const;

async function listens(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port);
    const isOpen = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await wait(100);
  }
}

test.each(["queue", "state-machine"])("the tutorial is right, by %s", async (transport) => {
  let cwd = directory;
  const env = environment();
  const shell = (text: string, options: object = {}) =>
    execa("sh", ["-e", "-c", script(text, transport)], {
      ...{ cwd, env, extendEnv: false, reject: false, all: true, stdin: "ignore" },
      ...options,
    });
  for (const step of readTutorial()) {
    if (step.kind === "commands") {
      const { exitCode, all } = await shell(step.text);
      const output = String(all);
      expect(exitCode, `${step.text}\n${output}`).toBe(0);
      for (const line of step.expected) expect(output).toContain(line);
      const [, folder] = /^cd (\S+)$/m.exec(step.text) ?? [];
      if (folder) cwd = join(cwd, folder);
    } else if (step.kind === "second terminal") {
      secondTerminal = shell(step.text, { ...inBackground, detached: true });
      await listens(4010);
    } else {
      const path = join(cwd, step.path);
      const text =
        step.kind === "file" ? step.text : changed(readFileSync(path, "utf8"), step.text);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  const calls = readFileSync(join(directory, "calls"), "utf8");
  expect(calls).toMatch(/^aws ssm put-parameter .*\/shop-dev\/payments-key --value secret$/m);
  expect(calls).toMatch(/^sam deploy --stack-name shop-dev --config-env dev/m);
  const template = readFileSync(join(cwd, "template.yaml"), "utf8");
  expect(template).toMatch(
    / {2}ChargeCardFunction:[\s\S]*?PAYMENTS_URL[\s\S]*?SSMParameterReadPolicy/,
  );
});
