import { createHash } from "node:crypto";

/** Tells inputs apart; the order of keys makes no difference. */
export function hashOfInput(input: unknown): string {
  return createHash("sha256").update(JSON.stringify(input, withSortedKeys)).digest("base64");
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
