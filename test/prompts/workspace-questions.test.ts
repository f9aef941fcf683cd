import { expect, test } from "vitest";
import { askWorkspace } from "../../src/prompts/workspace-questions.ts";
import { scriptedAsk } from "./scripted-ask.ts";

const workspace = { file: "package.json", member: "services/orders" };
const outsider = { ...workspace, isMember: false, canJoin: true };

const yes = { to: "", with: true };
const no = { to: "", with: false };

test.each([
  [
    "a member is asked about the packages only",
    { ...outsider, isMember: true, canJoin: false },
    true,
    [yes],
    { join: false, install: true },
  ],
  ["joining comes first", outsider, true, [yes, no], { join: true, install: false }],
  [
    "who does not join does not install",
    outsider,
    true,
    [no, yes],
    { join: false, install: false },
  ],
  ["--no-install is not asked again", outsider, false, [yes, yes], { join: true, install: false }],
  [
    "a list that cannot be written is not offered",
    { ...outsider, canJoin: false },
    true,
    [yes],
    { join: false, install: false },
  ],
] as const)("%s", async (_, seen, wantsInstall, answers, expected) => {
  expect(await askWorkspace(scriptedAsk(answers), seen, wantsInstall)).toEqual(expected);
});

test("the questions name what would change", async () => {
  const ask = scriptedAsk([]);
  await askWorkspace(ask, outsider, true);
  expect(ask.log).toEqual([
    "services/orders is not in the workspace. Add it to package.json?: true",
    "Install the packages now? That changes the lock file of the workspace.: true",
  ]);
});
