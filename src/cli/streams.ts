/** Ignores a closed pipe: the reader has stopped, e.g. `| head`. */
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

/** Returns the columns that a line of text may take: of a terminal all but one, elsewhere any number. */
export const widthOf = ({ isTTY, columns }: Pick<NodeJS.WriteStream, "isTTY" | "columns">) =>
  isTTY && columns > 0 ? columns - 1 : Number.POSITIVE_INFINITY;

/** Resolves when all that was written has been taken, or nobody is there to take it. */
export async function flushed(): Promise<void> {
  await Promise.all(
    [...opened].map((stream) => new Promise<void>((done) => stream.write("", () => done()))),
  );
}
