/** Whoever reads us has stopped, e.g. `| head`: nothing is left to say. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

const opened = new Set<NodeJS.WriteStream>();

function tolerant(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  opened.add(stream);
  if (!stream.listeners("error").includes(passOverClosedPipe)) {
    stream.on("error", passOverClosedPipe);
  }
  return stream;
}

/** The standard output. Opened by the first call: where it is a pipe, that takes some milliseconds. */
export const stdout = (): NodeJS.WriteStream => tolerant(process.stdout);

/** The standard error, opened in the same way. */
export const stderr = (): NodeJS.WriteStream => tolerant(process.stderr);

/** Resolves when all that was written has been taken, or nobody is there to take it. */
export async function flushed(): Promise<void> {
  await Promise.all(
    [...opened].map((stream) => new Promise<void>((done) => stream.write("", () => done()))),
  );
}
