import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { templatesPlugin } from "./scripts/templates-plugin.ts";

export default defineConfig({
  plugins: [templatesPlugin(fileURLToPath(new URL("templates", import.meta.url)))],
  test: {
    reporters: ["default", "./test/reporters/closing-line.ts"],
    // Slow tests mostly wait for the projects that they run: with a worker less, a processor is idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**"],
          // A busy machine may take long for a property; no test asserts a time.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/build.ts", "test/e2e/generated/install-project.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
