/** Whoever reads us has stopped, e.g. `| head`: nothing is left to say. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function tolerant(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (!stream.listeners("error").includes(passOverClosedPipe)) {
    stream.on("error", passOverClosedPipe);
  }
  return stream;
}

/** The standard output. Opened by the first call: where it is a pipe, that takes some milliseconds. */
export const stdout = (): NodeJS.WriteStream => tolerant(process.stdout);

/** The standard error, opened in the same way. */
export const stderr = (): NodeJS.WriteStream => tolerant(process.stderr);
