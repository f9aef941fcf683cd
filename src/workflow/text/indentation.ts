/** A place in YAML that is wrong, also where a parser stumbles further down only. */
export interface SyntaxMistake {
  /** From 0, as `column`. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion: string;
}

/** A key, or the dash of an item: where a list or a mapping has begun. */
interface Begun {
  readonly line: number;
  readonly column: number;
  readonly isItem: boolean;
  /** Tells whether the line ends after its key, so that its value is on the lines below. */
  readonly isOpen: boolean;
}

const KEY = /^(?:"[^"]*"|'[^']*'|[^\s#"'[{&*!|>%@`,-][^#]*?|<<):(?=\s|$)\s*/;

/** The keys and dashes that a line begins with; none where it is text, or in brackets. */
function begunIn(text: string, line: number): Begun[] {
  const column = text.search(/\S/);
  const content = text.slice(column);
  const dash = /^-(?:\s+|$)/.exec(content)?.[0];
  if (dash !== undefined) {
    const rest = content.slice(dash.length);
    const isOpen = rest === "" || rest.startsWith("#");
    const start = column + dash.length;
    const inside = isOpen ? [] : begunIn(" ".repeat(start) + rest, line);
    // Text in front of keys is a key without its colon, which is told as such.
    const text =
      inside.length > 0 || isOpen ? [] : [{ line, column: start, isItem: false, isOpen }];
    return [{ line, column, isItem: true, isOpen }, ...inside, ...text];
  }
  const key = KEY.exec(content)?.[0];
  if (key === undefined) return [];
  const isOpen = /^(?:[&!]\S+\s*)?(?:#.*)?$/.test(content.slice(key.length));
  return [{ line, column, isItem: false, isOpen }];
}

/** Lines that say nothing of the indentation: empty ones, comments, text over several lines, what is in brackets. */
function* blockLines(text: string): Generator<readonly [line: number, text: string]> {
  let brackets = 0;
  let textBelow = Number.POSITIVE_INFINITY;
  for (const [line, whole] of text.split(/\r?\n/).entries()) {
    const column = whole.search(/\S/);
    if (column < 0 || whole[column] === "#" || column > textBelow) continue;
    textBelow = Number.POSITIVE_INFINITY;
    if (brackets === 0) yield [line, whole];
    const plain = whole.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|\s#.*$/g, "");
    const signs = [...plain];
    brackets += signs.filter((sign) => "[{".includes(sign)).length;
    brackets = Math.max(0, brackets - signs.filter((sign) => "]}".includes(sign)).length);
    if (/[:-]\s+[|>][+\d-]*$/.test(plain.trimEnd())) textBelow = column;
  }
}

/**
 * Finds the first line of a text that is no valid YAML whose indentation fits nothing above it.
 *
 * @returns `undefined` where something else is wrong
 */
export function indentationMistake(text: string): SyntaxMistake | undefined {
  let open: Begun[] = [];
  for (const [line, whole] of blockLines(text)) {
    const begun = begunIn(whole, line);
    const [first] = begun;
    if (first === undefined) continue;
    const left = open.filter(({ column }) => column > first.column);
    const inner = open.filter(({ column }) => column <= first.column);
    const mistake = misfit(first, inner, left);
    if (mistake) return mistake;
    open = [...inner.filter(({ column }) => column < first.column || !first.isItem), ...begun];
  }
  return undefined;
}

function misfit(
  first: Begun,
  inner: readonly Begun[],
  left: readonly Begun[],
): SyntaxMistake | undefined {
  const above = inner.at(-1);
  const at = { line: first.line, column: first.column };
  if (above === undefined) return left.length > 0 ? moved(first, left) : undefined;
  if (above.column < first.column) {
    if (above.isOpen && left.length === 0) return undefined;
    return moved(first, left.length > 0 ? left : [above]);
  }
  if (first.isItem || !above.isItem) return undefined;
  return {
    ...at,
    message: 'A list\'s items begin in this column with "-", and this line has none.',
    suggestion: `Begin it with "- ", or ${indented(left.at(0) ?? above)}.`,
  };
}

function moved(first: Begun, candidates: readonly Begun[]): SyntaxMistake {
  const meant = candidates.find(({ isItem }) => isItem === first.isItem) ?? candidates[0] ?? first;
  return {
    line: first.line,
    column: first.column,
    message: `This line is indented with ${spaces(first.column)}, which matches no line above it.`,
    suggestion: `${indented(meant).replace("indent", "Indent")}.`,
  };
}

const indented = ({ line, column }: Begun): string =>
  `indent it with ${spaces(column)}, as in line ${line + 1}`;

const spaces = (count: number): string =>
  count === 0 ? "no spaces" : `${count} ${count === 1 ? "space" : "spaces"}`;
