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
  "not-made-by-unchain": "exists, and Unchain did not generate it",
  "not-as-generated": "exists, and differs from the generated file",
  "changed-on-both-sides": "changed both here and by Unchain",
  "changed-under-new-name": ({ about }) => `changed both here and by its new name, ${about}`,
  "place-of-set-aside": ({ about }) =>
    `exists, and your version of ${about} would have to move there`,
  "place-of-renamed": ({ about }) => `exists, and ${about} would have to move there`,
  unresolved: ({ unresolvedLine }) => `line ${unresolvedLine} begins an unresolved conflict`,
  binary: "a file there is not UTF-8 text",
  directory: "a directory has this name",
  symlink: "a symbolic link has this name",
  special: "a device, socket or pipe has this name",
  blocked: ({ about }) => `${about} is not a directory inside the project`,
};

/** Returns why a file is kept, or what is in its way, for people; undefined for a change that needs no reason. */
export function reasonInWords(change: Explained): string | undefined {
  const words = change.reason && WORDS[change.reason];
  return typeof words === "function" ? words(change) : words;
}
