/** The width at which prose in Markdown is folded; tables and code are not. */
const PROSE_WIDTH = 108;

/** Text that would begin a list, a heading, a quotation or a table at the start of a line. */
const BEGINS_SOMETHING = /^(?:[-+*>#|=~]|\d+[.)])/;

/** A paragraph, or an item of a list with its continuation lines. Code is not broken. */
export function fold(text: string, width: number = PROSE_WIDTH): string[] {
  const [lead = ""] = /^ *(?:- )?/.exec(text) ?? [];
  const words = text.slice(lead.length).match(/(?:\\.|`[^`]*`|[^\s`]|`)+/g) ?? [];
  const lines: string[] = [];
  let line = lead;
  for (const word of words) {
    const isFirst = line.trim() === lead.trim();
    const next = isFirst ? `${line}${word}` : `${line} ${word}`;
    if (isFirst || next.length <= width || BEGINS_SOMETHING.test(word)) {
      line = next;
    } else {
      lines.push(line);
      line = `${" ".repeat(lead.length)}${word}`;
    }
  }
  return [...lines, line];
}
