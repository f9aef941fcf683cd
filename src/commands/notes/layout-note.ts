import { type PackageManager, scriptRunner } from "../../plan/package-manager.ts";
import type { Change } from "../../project/changes.ts";
import { normalise } from "../../project/merge/line-endings.ts";

/** Says that new code in files which the user has laid out otherwise is to be formatted, and how; undefined if there is none. */
export function layoutNote(
  changes: readonly Change[],
  packageManager: PackageManager,
): string | undefined {
  const paths = changes.flatMap(({ path, isLaidOut }) => (isLaidOut ? [path] : []));
  if (paths.length === 0) return undefined;
  const manifest = changes.find(({ path }) => path === "package.json");
  const how = hasFormat(manifest?.content ?? manifest?.before)
    ? `${scriptRunner(packageManager)} format`
    : "your formatter";
  return `These files are formatted differently, so new lines in them may need ${how}: ${paths.join(", ")}`;
}

function hasFormat(packageJson = "{}"): boolean {
  try {
    return typeof JSON.parse(normalise(packageJson)).scripts?.format === "string";
  } catch {
    return false;
  }
}
