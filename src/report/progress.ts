import { styleText } from "node:util";
import type { Look } from "./look.ts";
import { withoutControls } from "./printable.ts";

export interface ProgressTask {
  done(text: string): void;
  failed(text: string): void;
}

/** Tells somebody who waits that work goes on. */
export interface Progress {
  /** @param latest the latest from what is waited for, lines of text; they are shown once that takes long */
  start(text: string, latest?: () => string | undefined): ProgressTask;
}

interface Signs {
  readonly frames: readonly string[];
  readonly done: string;
  readonly failed: string;
}

const SIGNS: Signs = { frames: [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"], done: "✔", failed: "✖" };
const PLAIN_SIGNS: Signs = { frames: [..."|/-\\"], done: "*", failed: "x" };
const FRAME_MILLISECONDS = 80;

/** The seconds after which a wait is explained. */
const LONG_SECONDS = 4;

/** A terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** The stream that progress is written to. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write"> & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

type Latest = () => string | undefined;

const silent: Latest = () => undefined;

/**
 * Returns a spinner with the seconds so far on a terminal; elsewhere one line at the start and one at the end.
 * What takes long has more lines, with the latest that was heard of it.
 */
export function progressOn(
  stream: ProgressStream,
  { hasBoxes }: Pick<Look, "hasBoxes"> = { hasBoxes: true },
): Progress {
  const signs = hasBoxes ? SIGNS : PLAIN_SIGNS;
  return {
    start: (text, latest = silent) =>
      stream.isTTY ? spin(stream, signs, text, latest) : announce(stream, text, latest),
  };
}

function announce(stream: ProgressStream, text: string, latest: Latest): ProgressTask {
  stream.write(`${text} …\n`);
  const shown = new Set<string>();
  const timer = setInterval(() => {
    for (const line of latest()?.split("\n") ?? []) {
      if (!shown.has(line)) stream.write(`  ${withoutControls(line)}\n`);
      shown.add(line);
    }
  }, LONG_SECONDS * 1000);
  const line = (last: string) => {
    clearInterval(timer);
    stream.write(`${last}\n`);
  };
  return { done: line, failed: line };
}

function spin(stream: ProgressStream, signs: Signs, text: string, latest: Latest): ProgressTask {
  const start = Date.now();
  let frame = 0;
  // A line that wraps could not be drawn over.
  const cut = (line: string) => line.slice(0, (stream.columns ?? USUAL_COLUMNS) - "⠋ ".length - 1);
  const draw = () => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    const spinner = styleText("cyan", signs.frames[frame++ % signs.frames.length] ?? "");
    const waited = seconds > 0 ? ` (${seconds} s)` : "";
    const heard = seconds >= LONG_SECONDS ? latest() : undefined;
    const below = (heard?.split("\n") ?? []).map((line) => `\n  ${cut(withoutControls(line))}`);
    const back = "\u001b[A".repeat(below.length);
    stream.write(`\r\u001b[J${spinner} ${cut(`${text}${waited}`)}${below.join("")}${back}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MILLISECONDS);
  const end = (symbol: string) => (last: string) => {
    clearInterval(timer);
    stream.write(`\r\u001b[J${symbol} ${last}\n`);
  };
  return { done: end(styleText("green", signs.done)), failed: end(styleText("red", signs.failed)) };
}
