/** The line that begins a conflict which Unchain writes into a file. */
export const FIRST_MARKER = "<<<<<<< yours";

/**
 * Returns the offset at which a conflict begins that a merge, by Unchain or by git, has left and nobody has resolved.
 */
export function conflictOffset(text: string): number | undefined {
  const offset = text.search(/^\ufeff?<{7} /m);
  return offset < 0 ? undefined : offset;
}
