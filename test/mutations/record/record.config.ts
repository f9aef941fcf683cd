import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { templatesPlugin } from "../../../scripts/templates-plugin.ts";

/** For `record-mutants.ts`, which runs `rows.ts` with it. */
export default defineConfig({
  plugins: [templatesPlugin(fileURLToPath(new URL("../../../templates", import.meta.url)))],
  test: {
    include: ["test/mutations/record/rows.ts"],
    globalSetup: ["test/e2e/generated/install-project.ts"],
    testTimeout: 0,
    // What a mutant leaves unhandled is not a failure of the recording.
    dangerouslyIgnoreUnhandledErrors: true,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  },
});
