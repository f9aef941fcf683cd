/** Returns the offset at which the line of an offset begins. */
export const lineStart = (text: string, offset: number): number =>
  text.lastIndexOf("\n", offset - 1) + 1;

/** Returns the line ending at an offset, or that of any line where it is in the last. */
export function newlineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  const model = end === -1 ? text.indexOf("\n") : end;
  return text[model - 1] === "\r" ? "\r\n" : "\n";
}
