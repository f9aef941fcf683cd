import { hasBoxCharacters } from "../report/look.ts";
import { progressOn } from "../report/progress.ts";
import { fold } from "../report/wrap.ts";
import type { Context } from "./context.ts";
import type { Terminals } from "./interactivity.ts";
import { stderr, widthOf } from "./streams.ts";

/** The environment of this process. */
export const environment: Context["env"] = process.env;

/** Returns the current directory; empty where somebody has removed it. */
export function currentDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return "";
  }
}

async function readAll(stream: NodeJS.ReadStream, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const stop = () => stream.destroy(signal.reason);
  signal.addEventListener("abort", stop);
  for await (const chunk of stream) chunks.push(chunk);
  signal.removeEventListener("abort", stop);
  return Buffer.concat(chunks);
}

/**
 * The context of a command that runs in this process, as its user started it. The standard streams
 * are opened when they are first looked at: each takes some milliseconds.
 */
export function processContext({
  script,
  signal,
  isInteractive,
  quietFlag,
}: {
  readonly script: string;
  readonly signal: AbortSignal;
  readonly isInteractive: (surroundings: Terminals) => boolean;
  readonly quietFlag?: Context["quietFlag"] | undefined;
}): Context {
  const { env, platform } = process;
  return {
    env,
    script,
    signal,
    ...(quietFlag && { quietFlag }),
    startedIn: process.cwd(),
    cwd: process.cwd(),
    get interactive() {
      return isInteractive({
        get stdinIsTerminal() {
          return process.stdin.isTTY === true;
        },
        get stdoutIsTerminal() {
          return process.stdout.isTTY === true;
        },
        env,
      });
    },
    stdin: {
      get isTerminal() {
        return process.stdin.isTTY === true;
      },
      read: () => readAll(process.stdin, signal),
    },
    get progress() {
      return progressOn(stderr(), { hasBoxes: hasBoxCharacters({ platform, env }) });
    },
    info: (line) => void stderr().write(`${fold(line, widthOf(stderr()))}\n`),
  };
}
