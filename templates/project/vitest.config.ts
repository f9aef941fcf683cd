import { configDefaults, defineConfig } from "vitest/config";
import { readDeployment } from "./local/deployment.ts";
import { localEnvironment, variablesInCode } from "./local/environment.ts";

const { functions } = await readDeployment();
const env = { ...localEnvironment(functions), POWERTOOLS_LOG_LEVEL: "SILENT" };

// These mock no modules, so that they can share what they import; they run no step.
const rules = {
  name: "rules",
  include: ["test/*.test.ts"],
  isolate: false,
  env: { ...variablesInCode(), ...env },
};
const steps = { name: "steps", exclude: [...configDefaults.exclude, ...rules.include] };

export default defineConfig({
  test: {
    pool: "threads",
    maxWorkers: "100%",
    env,
    tags: [{ name: "slow" }],
    testTimeout: 30_000,
    projects: [rules, steps].map((test) => ({ extends: true, test })),
  },
});
