const INDENT = "  ";

/** Breaks text at spaces, or within a word longer than `width`; lines after the first are indented. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? (lines.length > 0 ? INDENT : "") + word : `${line} ${word}`;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = INDENT + line.slice(width);
    }
  }
  return [...lines, line];
}
