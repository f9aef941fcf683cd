import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { COMMAND_NAMES } from "../../commands/definitions/commands.ts";
import { failure, type Outcome } from "../../commands/outcome/outcome.ts";
import { findProject } from "../../project/repository/find-project.ts";
import { type Invoked, newCommand, ownCommand } from "../own-command.ts";
import type { UnknownWord } from "./find-command.ts";

/**
 * Says that a word is no command where a project is: who wants to upgrade shall not get a new project in the
 * directory `upgarde`.
 *
 * @returns `undefined` outside of a project, where the word is what it says
 */
export function unknownInProject(
  { word, meant }: UnknownWord,
  invoked: Invoked,
): Outcome | undefined {
  const directory = findProject(invoked.cwd, nodeFs);
  if (directory === undefined) return undefined;
  const anyway = newCommand(invoked, `./${word}`, []);
  const command = meant && ownCommand(invoked, meant.split(" "), []);
  const problem = {
    code: "UNKNOWN_COMMAND",
    message: `Unknown command "${word}", in the project ${directory}`,
    suggestion: `${command ? `Did you mean \`${command}\`?` : `The commands are: ${COMMAND_NAMES.join(", ")}.`} To create a project in a directory of that name: ${anyway}`,
  };
  return failure("error", 2, [problem], { directory });
}

/** Tells whether a project is where the command was started, or at `--cwd`. */
export function isInProject(cwd = ""): boolean {
  try {
    return findProject(resolve(cwd), nodeFs) !== undefined;
  } catch {
    // Somebody has removed the current directory: the command says so.
    return false;
  }
}
