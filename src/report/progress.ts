import { styleText } from "node:util";

export interface Task {
  done(text: string): void;
  failed(text: string): void;
}

/** Tells somebody who waits that work goes on. */
export interface Progress {
  start(text: string): Task;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 80;

/** What progress is written to. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write"> & { readonly isTTY?: boolean };

/** A spinner with the seconds so far on a terminal; elsewhere one line at the start and one at the end. */
export function progressOn(stream: ProgressStream): Progress {
  return { start: (text) => (stream.isTTY ? spin(stream, text) : announce(stream, text)) };
}

function announce(stream: ProgressStream, text: string): Task {
  stream.write(`${text} …\n`);
  const line = (last: string) => {
    stream.write(`${last}\n`);
  };
  return { done: line, failed: line };
}

function spin(stream: ProgressStream, text: string): Task {
  const start = Date.now();
  let frame = 0;
  const draw = () => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    const spinner = styleText("cyan", FRAMES[frame++ % FRAMES.length] ?? "");
    stream.write(`\r\u001b[K${spinner} ${text}${seconds > 0 ? ` (${seconds} s)` : ""}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MILLISECONDS);
  const end = (symbol: string) => (last: string) => {
    clearInterval(timer);
    stream.write(`\r\u001b[K${symbol} ${last}\n`);
  };
  return { done: end(styleText("green", "✔")), failed: end(styleText("red", "✖")) };
}
