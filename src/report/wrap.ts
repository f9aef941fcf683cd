const INDENT = "  ";

/** Breaks text at spaces, or within a word longer than `width`; lines after the first are indented. */
export function wrap(text: string, width: number, indent = INDENT): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? (lines.length > 0 ? indent : "") + word : `${line} ${word}`;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = indent + line.slice(width);
    }
  }
  return [...lines, line];
}

/** Two spaces stand before what is to be copied, e.g. a command. */
const BEFORE_COMMAND = /(?<=\S) {2}(?=\S)/;

/**
 * Returns a message with its lines broken at spaces. No word is broken, and no command behind two
 * spaces: each is copied from there.
 */
export const fold = (message: string, width: number): string =>
  message
    .split("\n")
    .flatMap((line) => (line.length > width ? foldLine(line, width) : [line]))
    .join("\n");

function foldLine(line: string, width: number): string[] {
  const [prose = "", ...commands] = line.split(BEFORE_COMMAND);
  const margin = /^ */.exec(prose)?.[0] ?? "";
  const words = prose.slice(margin.length).split(" ");
  const lines = [margin + words.shift()];
  for (const word of words) {
    const last = lines.at(-1) ?? "";
    if (last.length + 1 + word.length > width) lines.push(margin + INDENT + word);
    else lines.splice(-1, 1, `${last} ${word}`);
  }
  return [...lines, ...commands.map((command) => `${margin}${INDENT}${command}`)];
}
