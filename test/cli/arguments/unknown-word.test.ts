import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { unknownInProject } from "../../../src/cli/arguments/unknown-word.ts";
import { projectInDirectory } from "../../commands/project-in-directory.ts";

const upgarde = { word: "upgarde", meant: "upgrade" } as const;
const invoked = (cwd: string) => ({ env: {}, script: "/bin/create-unchain", startedIn: cwd, cwd });

test("a word that is nearly a command is wrong usage in a project, and below and with --cwd", async () => {
  const { root } = await projectInDirectory();
  const below = join(root, "src", "deep");
  mkdirSync(below);
  for (const outcome of [
    unknownInProject(upgarde, invoked(root)),
    unknownInProject(upgarde, invoked(below)),
    unknownInProject(upgarde, { ...invoked(dirname(root)), cwd: root }),
  ]) {
    expect(outcome).toMatchObject({
      exitCode: 2,
      directory: root,
      problems: [
        {
          code: "UNKNOWN_COMMAND",
          suggestion: expect.stringMatching(
            /^Did you mean `create-unchain upgrade(?: --cwd shop)?`\? To create a project in a directory of that name: create-unchain .\/upgarde/,
          ),
        },
      ],
    });
  }
});

test("outside of a project it is the name of a directory", async () => {
  const { root } = await projectInDirectory();
  expect(unknownInProject(upgarde, invoked(dirname(root)))).toBeUndefined();
});

test("so is one that is no command at all", async () => {
  const { root } = await projectInDirectory();
  expect(unknownInProject({ word: "parcels" }, invoked(root))?.problems).toMatchObject([
    {
      suggestion: expect.stringMatching(
        /^The commands are: new, add step,.*create-unchain .\/parcels$/,
      ),
    },
  ]);
});
