import type { ClaimChecks } from "../src/runtime/claim-check.ts";

/** Keeps large results in memory, in the place of S3. */
export function memoryClaimChecks(): ClaimChecks {
  const objects = new Map<string, string>();
  return {
    async put(key, json) {
      objects.set(key, json);
    },
    async get(key) {
      const json = objects.get(key);
      if (json === undefined) throw new Error(`There is no object ${key}.`);
      return json;
    },
  };
}
