import compare from "semver/functions/compare.js";
import valid from "semver/functions/valid.js";
import { version } from "../../cli/version.ts";
import type { Message } from "../../messages/message.ts";
import { LOCK_PATH } from "../../project/lock-path.ts";

/**
 * Returns why a command of this version does nothing in a project that another version has generated; `undefined` where
 * it may go on. No version takes a project back to its own templates, and only `upgrade` takes one forward: else a
 * change would hold more than was asked for.
 *
 * @param generator the version in the lock, which is untrusted
 * @param isUpgrade whether the command is `upgrade`
 * @param own the version of this copy
 */
export function generatorProblem(
  generator: string,
  isUpgrade: boolean,
  own: string = version,
): Message | undefined {
  if (valid(generator) !== generator) {
    return {
      code: "INVALID_LOCK",
      message: `"generator" is not a version: ${JSON.stringify(generator)}.`,
      suggestion: "Restore the file from version control.",
      path: LOCK_PATH,
    };
  }
  const itsOwn = `npx --package create-unchain@${generator} unchain`;
  switch (compare(generator, own)) {
    case 1:
      return {
        code: "GENERATED_BY_NEWER",
        message: `Unchain ${generator} generated this project; this is the older version ${own}.`,
        suggestion: `Use that version or a later one: ${itsOwn}`,
        path: LOCK_PATH,
      };
    case -1:
      if (isUpgrade) return undefined;
      return {
        code: "GENERATED_BY_OLDER",
        message: `Unchain ${generator} generated this project; this version, ${own}, would also change unrelated files.`,
        suggestion: `Use that version (${itsOwn}), or first run:`,
        run: { words: ["upgrade"] },
        path: LOCK_PATH,
      };
    default:
      return undefined;
  }
}
