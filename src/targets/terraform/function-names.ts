import { createHash } from "node:crypto";

/** Lambda takes no longer name ("CreateFunction", AWS Lambda API Reference). */
const MAX_LENGTH = 64;

/** The length of a name that is left where a hash takes the place of the rest. */
const KEPT_LENGTH = 55;
const HASH_LENGTH = 8;

/** Returns the name of the functions of a `for_each`. @param longest how long the longest would be */
export function functionNameExpression(longest: number): string {
  const name = '"${local.stack}-${each.key}"';
  if (longest <= MAX_LENGTH) return name;
  return `"\${substr(${name}, 0, ${KEPT_LENGTH})}-\${substr(sha1(each.key), 0, ${HASH_LENGTH})}"`;
}

/** Returns the same name as a word of a shell in which `$stack` is set. */
export function functionNameInShell(entry: string, longest: number): string {
  if (longest <= MAX_LENGTH) return `"$stack-${entry}"`;
  const hash = createHash("sha1").update(entry).digest("hex").slice(0, HASH_LENGTH);
  return `"$(printf %.${KEPT_LENGTH}s "$stack-${entry}")-${hash}"`;
}
