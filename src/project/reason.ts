/** The reasons why a file is kept, and the things that are in the way of one. `src/report/reasons.ts` has their words. */
export const REASONS = [
  "yours",
  "changed-here",
  "deleted-here",
  "moved-here",
  "holds-all-changes",
  "no-longer-generated",
  "no-longer-used",
  "left-to-repository",
  "left-to-workspace",
  "set-aside",
  "already-there",
  "not-made-by-unchain",
  "not-as-generated",
  "changed-on-both-sides",
  "changed-under-new-name",
  "place-of-set-aside",
  "place-of-renamed",
  "unresolved",
  "binary",
  "directory",
  "symlink",
  "special",
  "blocked",
] as const;

export type Reason = (typeof REASONS)[number];
