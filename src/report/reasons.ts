import type { Change } from "../project/changes.ts";
import type { Reason } from "../project/reason.ts";

type Explained = Pick<Change, "reason" | "about" | "unresolvedLine">;

const WORDS: Readonly<Record<Reason, string | ((change: Explained) => string)>> = {
  yours: "yours",
  "changed-here": "changed here, not by Unchain",
  "deleted-here": ({ about }) =>
    `deleted here, stays deleted${about === undefined ? "" : `, although ${about} imports it`}`,
  "moved-here": ({ about }) => `moved to ${about}`,
  "holds-all-changes": "holds all changes already",
  "no-longer-generated": "no longer generated, but changed here",
  "no-longer-used": "no longer used by the workflow, but moved here",
  "left-to-repository": "GitHub reads workflows at the top of a repository only",
  "left-to-workspace": "the workspace has its own",
  "set-aside": ({ about }) => `${about} as you had it`,
  "already-there": "already there",
  "not-made-by-unchain": "already there, not made by Unchain",
  "not-as-generated": "already there, and not as Unchain makes it",
  "changed-on-both-sides": "changed both here and by Unchain",
  "changed-under-new-name": ({ about }) => `changed both here and by its new name, ${about}`,
  "place-of-set-aside": ({ about }) => `already there, where ${about} is to be kept as you had it`,
  "place-of-renamed": ({ about }) => `already there, where ${about} is to go`,
  unresolved: ({ unresolvedLine }) =>
    `line ${unresolvedLine} begins a conflict that is not resolved yet`,
  binary: "a file that is not UTF-8 text is in the way",
  directory: "a directory is in the way",
  symlink: "a symbolic link is in the way",
  special: "a device, socket or pipe is in the way",
  blocked: ({ about }) => `${about} is not a directory inside the project`,
};

/** Returns why a file is kept, or what is in its way, for people; undefined for a change that needs no reason. */
export function reasonInWords(change: Explained): string | undefined {
  const words = change.reason && WORDS[change.reason];
  return typeof words === "function" ? words(change) : words;
}
