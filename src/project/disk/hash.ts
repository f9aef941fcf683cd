import { hash } from "node:crypto";
import { normalise } from "../merge/line-endings.ts";

/** `sha256-…` (base64, as in Subresource Integrity) of the text, whatever its line endings and byte order mark. */
export function contentHash(text: string): string {
  return exactHash(normalise(text));
}

/** `sha256-…` of exactly these bytes; a string counts as UTF-8. */
export function exactHash(data: string | Uint8Array): string {
  return `sha256-${hash("sha256", data, "base64")}`;
}

/** Returns whether `value` is a hash as the functions here make it. */
export function isHash(value: unknown): value is string {
  return typeof value === "string" && /^sha256-[A-Za-z0-9+/]{43}=$/.test(value);
}
