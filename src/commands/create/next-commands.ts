import { relative } from "node:path";
import { shellWord } from "../../cli/own-command.ts";

/** The command that goes from one directory to another, if it is another. */
export function changeDirectory(from: string, to: string): string[] {
  const way = relative(from, to);
  // A shell takes a leading - for an option, and a leading ~ for a home.
  return way === "" ? [] : [`cd ${shellWord(way.replace(/^(?=[-~])/, "./"))}`];
}

/** Returns the flags that keep `new` from doing what it does without them. */
export const flagsAgainst = ({
  install,
  git,
}: {
  readonly install: boolean;
  readonly git: boolean;
}): readonly string[] => [...(install ? [] : ["--no-install"]), ...(git ? [] : ["--no-git"])];
