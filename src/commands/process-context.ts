import { progressOn } from "../report/progress.ts";
import type { Context } from "./context.ts";
import type { Surroundings } from "./interactivity.ts";

async function readAll(stream: NodeJS.ReadStream, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const stop = () => stream.destroy(signal.reason);
  signal.addEventListener("abort", stop);
  for await (const chunk of stream) chunks.push(chunk);
  signal.removeEventListener("abort", stop);
  return Buffer.concat(chunks);
}

/** The context of a command that runs in this process, as its user started it. */
export function processContext({
  script,
  signal,
  isInteractive,
}: {
  readonly script: string;
  readonly signal: AbortSignal;
  readonly isInteractive: (surroundings: Surroundings) => boolean;
}): Context {
  const { env, stdin, stdout, stderr } = process;
  const stdinIsTerminal = stdin.isTTY === true;
  return {
    env,
    script,
    signal,
    cwd: process.cwd(),
    interactive: isInteractive({ stdinIsTerminal, stdoutIsTerminal: stdout.isTTY === true, env }),
    stdin: { isTerminal: stdinIsTerminal, read: () => readAll(stdin, signal) },
    progress: progressOn(stderr),
    tell: (line) => void stderr.write(`${line}\n`),
  };
}
