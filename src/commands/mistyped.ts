import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { findProject } from "../project/find-project.ts";
import type { Mistyped } from "./arguments.ts";
import { failure, type Outcome } from "./outcome.ts";
import { type Invoked, newCommand } from "./own-command.ts";

/**
 * In a project, a word that is nearly a command is wrong usage: who wants to upgrade shall not get a
 * new project in the directory `upgarde`.
 *
 * @returns `undefined` outside of a project, where the word is what it says
 */
export function mistypedInProject(
  { word, meant, cwd = "" }: Mistyped,
  invoked: Invoked,
): Outcome | undefined {
  const there = { ...invoked, cwd: resolve(invoked.cwd, cwd) };
  const directory = findProject(there.cwd, nodeFs);
  if (directory === undefined) return undefined;
  const anyway = newCommand(there, `./${word}`, []);
  const problem = {
    code: "UNKNOWN_COMMAND",
    message: `Unknown command "${word}", in the project ${directory}`,
    suggestion: `Did you mean \`unchain ${meant}\`? For a new project in a directory of that name: ${anyway}`,
  };
  return failure("error", 2, [problem], { directory });
}
