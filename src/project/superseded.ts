import lt from "semver/functions/lt.js";
import valid from "semver/functions/valid.js";
import type { Change } from "./changes.ts";
import { type Disk, textAt } from "./disk/disk.ts";
import { inTheStyleOf, normalise } from "./merge/line-endings.ts";
import { isSameCode } from "./merge/rows/tokens.ts";

/** A generated file that has so little in common with what it was before a version that no merge makes sense. */
interface Superseded {
  readonly path: string;
  readonly since: string;
  /** Advice about edits that somebody has made in the old file. */
  readonly advice: string;
}

const SUPERSEDED: readonly Superseded[] = [
  {
    path: "test/infrastructure.test.ts",
    since: "0.3.0",
    advice:
      "Move your own tests to a test file of your own, which can call readDeployment() of local/deployment.ts, then delete this file.",
  },
  {
    path: "test/workflow.test.ts",
    since: "0.3.0",
    advice:
      "Move your own tests to rows of test/failure-rules.ts or to a test file of your own, then delete this file.",
  },
];

/** An edited file of an older version that is set aside, and where. */
export interface SetAside extends Superseded {
  readonly keptAt: string;
}

/** Returns advice about the edits in a file that is set aside. */
export function adviceOnSetAside(origin = ""): string | undefined {
  return SUPERSEDED.find(({ path }) => path === origin)?.advice;
}

/** Returns the files of a project that are superseded, by the version that has generated it. */
export function supersededIn(generator: string): SetAside[] {
  if (valid(generator) === null) return [];
  return SUPERSEDED.filter(({ since }) => lt(generator, since)).map((file) => ({
    ...file,
    keptAt: file.path.replace(/([^/.]*)([^/]*)$/, `$1-${generator}$2.txt`),
  }));
}

/**
 * Returns the changes that replace an edited file by the new one, and keep it beside that as a text that no tool takes
 * for code. One that was only laid out otherwise is not kept.
 *
 * @param generated what was last generated, if that is known
 */
export function setAside(
  { path, owner, before, content }: Change & { readonly before: string; readonly content: string },
  { keptAt }: SetAside,
  disk: Disk,
  generated: string | undefined,
): Change[] {
  const replaced: Change = {
    path,
    owner,
    action: "update",
    before,
    content: inTheStyleOf(before, content),
  };
  if (generated !== undefined && isSameCode(before, generated)) return [replaced];
  const kept = { path: keptAt, owner: "yours", content: before, about: path } as const;
  const there = textAt(disk, keptAt);
  const isThere = there !== undefined && normalise(there) === normalise(before);
  if (disk.has(keptAt) && !isThere) {
    return [replaced, { ...kept, action: "conflict", reason: "place-of-set-aside" }];
  }
  const action = isThere ? "identical" : "create";
  return [replaced, { ...kept, action, reason: "set-aside" }];
}
