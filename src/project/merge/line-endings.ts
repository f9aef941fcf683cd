const byteOrderMark = "\ufeff";

/** `text` with LF line endings and without byte order mark: what is compared, hashed and merged. */
export function normalise(text: string): string {
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  return body.includes("\r\n") ? body.replaceAll("\r\n", "\n") : body;
}

/** `text` with the line endings and the byte order mark of `model`. */
export function inTheStyleOf(model: string, text: string): string {
  const lf = normalise(text);
  const crlfLines = model.split("\r\n").length - 1;
  const lines = model.split("\n").length - 1;
  const body = crlfLines * 2 > lines ? lf.replaceAll("\n", "\r\n") : lf;
  return model.startsWith(byteOrderMark) ? byteOrderMark + body : body;
}
