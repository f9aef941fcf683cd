import { LOCK_PATH, SCHEMA_PATH } from "../lock-path.ts";

const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const unsafeCharacter = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/**
 * Returns why `path` may not name a file of a project, or `undefined` if it may.
 *
 * Safe is: relative, with `/`, staying inside the root, possible on Windows, and neither Git's own nor Unchain's own
 * working files. Paths come from lock and journal too, which anybody may have edited.
 */
export function unsafePathReason(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.length > 1024) return "is longer than 1,024 characters";
  if (path.includes("\\")) return "contains a backslash";
  if (/^[a-z]:/i.test(path)) return "starts with a drive letter";
  if (path.startsWith("/")) return "is absolute";
  if (unsafeCharacter.test(path)) return "contains a character that file names cannot have";
  const segments = path.split("/");
  for (const segment of segments) {
    if (segment === "") return "has an empty part";
    if (segment === "." || segment === "..") return `contains "${segment}"`;
    if (/[. ]$/.test(segment)) return "has a part that ends in a dot or a space";
    if (segment.length > 255) return "has a part longer than 255 characters";
    if (windowsDevice.test(segment)) return `contains "${segment}", a device name on Windows`;
  }
  const top = segments[0]?.toLowerCase();
  if (top === ".git") return "is inside .git";
  if (top === ".unchain" && path !== LOCK_PATH && path !== SCHEMA_PATH)
    return "is one of Unchain's working files";
  return undefined;
}
