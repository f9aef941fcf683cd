import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { grammarPlugin } from "./scripts/grammar-plugin.ts";
import { pageAssetsPlugin } from "./scripts/page-assets-plugin.ts";
import { templatesPlugin } from "./scripts/templates-plugin.ts";

const installed = "test/e2e/generated/install-project.ts";
const built = "test/e2e/build.ts";

export default defineConfig({
  plugins: [
    templatesPlugin(fileURLToPath(new URL("templates", import.meta.url))),
    grammarPlugin(),
    pageAssetsPlugin(),
  ],
  test: {
    reporters: ["default", "./test/reporters/closing-line.ts"],
    // Slow tests mostly wait for the projects that they run: with a worker less, a processor is idle.
    maxWorkers: "100%",
    // More room for new objects: fewer are copied by the garbage collector before they are thrown away.
    execArgv: ["--max-semi-space-size=64"],
    // A busy machine may take long; no test asserts a time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    projects: [
      {
        // A test that mocks a module loads it anew, before and after: others in its worker have loaded it.
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{e2e,full,generated,mutations}/**"],
          isolate: false,
        },
      },
      {
        // What generated projects depend on is loaded once for all that run in one worker.
        extends: true,
        test: {
          name: "generated",
          include: ["test/{generated,mutations}/**/*.test.ts"],
          globalSetup: [installed],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "e2e", include: ["test/e2e/**/*.test.ts"], globalSetup: [built, installed] },
      },
      {
        extends: true,
        test: {
          name: "full",
          include: ["test/full/**/*.test.ts"],
          globalSetup: [built, installed],
        },
      },
    ],
  },
});
