import { describe, expect, test } from "vitest";
import {
  newCommand,
  ownCommand,
  shellWord,
  startedBy,
  withOwnCommands,
} from "../../src/cli/own-command.ts";
import { version } from "../../src/cli/version.ts";

const npm = { npm_config_user_agent: "npm/11.0.0 node/v24", npm_lifecycle_event: "npx" };
const pnpm = { npm_config_user_agent: "pnpm/10.0.0 npm/? node/v24" };

describe("the command that can be pasted", () => {
  test.each([
    [
      "npm create",
      { ...npm, npm_command: "init" },
      "/x/create-unchain",
      `npm create unchain@${version} app -- --yes`,
    ],
    [
      "npx",
      { ...npm, npm_command: "exec" },
      "/x/create-unchain",
      `npx create-unchain@${version} app --yes`,
    ],
    [
      "npm create on Windows, where PowerShell takes away the --",
      { ...npm, npm_command: "init", npm_config_user_agent: "npm/11.0.0 node/v24.0.0 win32 x64" },
      "/x/create-unchain",
      `npx create-unchain@${version} app --yes`,
    ],
    ["pnpm create", pnpm, "/x/dist/cli.js", `pnpm create unchain@${version} app --yes`],
    [
      "Yarn 1, whose create knows no versions",
      { npm_config_user_agent: "yarn/1.22.22 npm/? node/v24" },
      "/x/dist/cli.js",
      `npx create-unchain@${version} app --yes`,
    ],
    [
      "a package script",
      { ...npm, npm_lifecycle_event: "demo" },
      "/x/dist/cli.js",
      "node dist/cli.js app --yes",
    ],
    ["installed globally", {}, "/usr/bin/create-unchain", "create-unchain app --yes"],
    ["installed globally", {}, "/usr/bin/unchain", "unchain new app --yes"],
    ["a clone", {}, "/x/dist/cli.js", "node dist/cli.js app --yes"],
  ])("started by %s", (_, env, script, command) => {
    expect(newCommand({ env, script, startedIn: "/x", cwd: "/x" }, "app", ["--yes"])).toBe(command);
  });

  test("it works where this process was told to work", () => {
    const script = "/bin/create-unchain";
    const there = { env: {}, script, startedIn: "/x", cwd: "/x/my apps" };
    expect(newCommand(there, "app", ["--yes"])).toBe('create-unchain app --yes --cwd "my apps"');
    const through = { ...there, env: { ...npm, npm_command: "init" }, cwd: "/" };
    expect(newCommand(through, "app", [])).toBe(`npm create unchain@${version} app -- --cwd ..`);
  });

  test.each([
    ["app", "app"],
    ["my app", '"my app"'],
    ["a$b", "'a$b'"],
    ["it's $5", "'it'\\''s $5'"],
  ])("%s is quoted as %s", (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });
});

test.each([
  [npm.npm_config_user_agent, "npm"],
  [pnpm.npm_config_user_agent, "pnpm"],
  ["yarn/4.1.0 npm/? node/v24", "yarn"],
  ["bun/1.2.0", "bun"],
  ["deno/2", undefined],
  [undefined, undefined],
])("%s is %s", (agent, name) => {
  expect(startedBy({ npm_config_user_agent: agent })).toBe(name);
});

test.each([
  [
    { npm_config_user_agent: "npm/11", npm_command: "exec" },
    `npx create-unchain@${version} add step x --after y`,
  ],
  [
    { npm_config_user_agent: "npm/11", npm_command: "init" },
    `npm create unchain@${version} add step x -- --after y`,
  ],
  [{}, "unchain add step x --after y"],
])("a command in a project, with %j: %s", (env, command) => {
  expect(
    ownCommand(
      { env, script: "/bin/unchain", startedIn: "/x", cwd: "/x" },
      ["add", "step", "x"],
      ["--after", "y"],
    ),
  ).toBe(command);
});

test("a message ends with its command as it works here, in the directory that it is about", () => {
  const invoked = {
    env: { npm_config_user_agent: "npm/11", npm_command: "init" },
    script: "/bin/unchain",
    startedIn: "/x",
    cwd: "/x/shop",
  };
  const sync = { code: "A", message: "a", suggestion: "Run:", run: { words: ["sync"] } };
  const messages = [
    sync,
    { ...sync, run: { words: ["sync"], flags: ["--restore", "a b"], directory: "/x" } },
    { code: "B", message: "b", suggestion: "Wait." },
  ];
  expect(withOwnCommands(messages, invoked)).toEqual([
    {
      code: "A",
      message: "a",
      suggestion: `Run:  npm create unchain@${version} sync -- --cwd shop`,
    },
    {
      code: "A",
      message: "a",
      suggestion: `Run:  npm create unchain@${version} sync -- --restore "a b"`,
    },
    { code: "B", message: "b", suggestion: "Wait." },
  ]);
});
