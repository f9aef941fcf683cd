import { configDefaults, defineConfig } from "vitest/config";

const rules = "test/*.test.ts";

export default defineConfig({
  test: {
    pool: "threads",
    env: { POWERTOOLS_LOG_LEVEL: "SILENT" },
    tags: [{ name: "slow" }],
    testTimeout: 30_000,
    projects: [
      // These mock no modules, so that they can share what they import.
      { extends: true, test: { name: "rules", include: [rules], isolate: false } },
      { extends: true, test: { name: "steps", exclude: [...configDefaults.exclude, rules] } },
    ],
  },
});
