import type { Message } from "../messages/message.ts";
import { painter } from "./colour.ts";
import { withoutControls } from "./printable.ts";
import { fold } from "./wrap.ts";

const excerptWidth = 100;

/**
 * Problems for people: where and what, the line of source with a caret if `sources` has the text of the file, how to
 * put it right, and the code; none of a run that somebody has cancelled.
 *
 * ```
 * workflow.yaml:12:5  Unknown key "retires".
 *   12 |     retires: 3
 *      |     ^
 *   fix: did you mean "retries"?
 *   code: UNKNOWN_KEY
 * ```
 */
export function renderProblems(
  problems: readonly Message[],
  options: {
    readonly colour: boolean;
    /** Columns of the terminal; left out: lines are as long as they are. */
    readonly width?: number;
    /** Shows them as warnings, in another colour: the work was done in spite of them. */
    readonly areWarnings?: boolean;
    /** The text of each file, by the `path` of its problems. */
    readonly sources?: ReadonlyMap<string, string>;
  },
): string {
  return problems.map((problem) => `${renderProblem(problem, options)}\n`).join("\n");
}

function renderProblem(
  problem: Message,
  {
    colour,
    width = Number.POSITIVE_INFINITY,
    areWarnings,
    sources,
  }: Parameters<typeof renderProblems>[1],
): string {
  const paint = painter(colour);
  const { code, message, suggestion, path } = problem;
  const place = withoutControls(placeOf(problem));
  const isBeside = place.length + 2 + message.length <= width;
  const head = paint(
    [areWarnings ? "yellow" : "red", "bold"],
    fold(withoutControls(message), width),
  );
  const source = path === undefined ? undefined : sources?.get(path);
  const lines = [place === "" ? head : `${paint("cyan", place)}${isBeside ? "  " : "\n"}${head}`];
  if (source !== undefined) lines.push(...excerpt(problem, source, paint));
  if (suggestion !== undefined) {
    const fix = fold(`  fix: ${withoutControls(suggestion)}`, width);
    lines.push(fix.replace("fix:", paint("green", "fix:")));
  }
  if (code !== "CANCELLED") lines.push(`  ${paint("dim", `code: ${code}`)}`);
  return lines.join("\n");
}

function placeOf({ path, line, column }: Message): string {
  if (path === undefined) return "";
  const file = path === "-" ? "<stdin>" : path;
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

function excerpt(
  { line, column = 1 }: Message,
  source: string,
  paint: ReturnType<typeof painter>,
): string[] {
  const text = line === undefined ? undefined : source.split(/\r?\n/)[line - 1];
  if (text === undefined) return [];
  const start = Math.max(0, column - 1 - Math.floor(excerptWidth * 0.75));
  const shown = withoutControls(text.slice(start, start + excerptWidth));
  const pad = shown.slice(0, column - 1 - start).replaceAll(/[^\t]/gu, " ");
  const number = String(line);
  return [
    `  ${paint("dim", `${number} |`)} ${shown}`,
    `  ${paint("dim", `${" ".repeat(number.length)} |`)} ${pad}${paint("red", "^")}`,
  ];
}
