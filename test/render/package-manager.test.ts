import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Installer, packageManagers } from "../../src/plan/package-manager.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";

const rendered = (installer: Installer) => renderWorkflow(orderProcessingYaml, installer);
const manifest = (installer: Installer) => JSON.parse(rendered(installer)["package.json"] ?? "");
const ciSteps = (installer: Installer): { run?: string; uses?: string }[] =>
  parse(rendered(installer)[".github/workflows/ci.yml"] ?? "").jobs.test.steps;

describe.each(packageManagers)("%s", (packageManager) => {
  test("runs scripts in which no shell, nor Yarn's own, finds a pattern of file names", () => {
    const scripts: string[] = Object.values(manifest({ packageManager }).scripts);
    const unquoted = scripts.map((script) => script.replaceAll(/"[^"]*"|'[^']*'/g, ""));
    expect(unquoted.filter((script) => /[*?[\]{}]/.test(script))).toEqual([]);
  });

  test("is set up in CI with the Node.js of the job", () => {
    const all = ciSteps({ packageManager }).map(({ run, uses }) => run ?? uses);
    const setup = all.findIndex((step) => step?.startsWith("actions/setup-node@"));
    const install = all.findIndex((step) => step?.startsWith(`${packageManager} `));
    expect(all.slice(setup + 1, install)).toEqual(
      {
        npm: [],
        pnpm: ["corepack enable"],
        yarn: ["corepack enable"],
        bun: ["oven-sh/setup-bun@v2"],
      }[packageManager],
    );
  });

  test("has the version in package.json that the project was made with", () => {
    const installer = { packageManager, packageManagerVersion: "4.5.6" };
    expect(manifest(installer).packageManager).toBe(`${packageManager}@4.5.6`);
    expect(manifest({ packageManager })).not.toHaveProperty("packageManager");
  });
});

test("pnpm may build what needs it, in the words of each version", () => {
  expect(parse(rendered({ packageManager: "pnpm" })["pnpm-workspace.yaml"] ?? "")).toEqual({
    allowBuilds: { esbuild: true },
    onlyBuiltDependencies: ["esbuild"],
  });
});

test("Yarn installs into node_modules, and git leaves out its state", () => {
  const files = rendered({ packageManager: "yarn" });
  expect(parse(files[".yarnrc.yml"] ?? "")).toEqual({ nodeLinker: "node-modules" });
  expect(files[".gitignore"]).toMatch(/^\.yarn\/install-state\.gz$/m);
  expect(rendered({ packageManager: "npm" })[".gitignore"]).not.toContain("yarn");
});

test.each([
  [undefined, "yarn install --frozen-lockfile"],
  ["1.22.22", "yarn install --frozen-lockfile"],
  ["4.18.1", "yarn install --immutable"],
])("Yarn %s locks its installation in CI", (packageManagerVersion, command) => {
  const installer = {
    packageManager: "yarn",
    ...(packageManagerVersion !== undefined && { packageManagerVersion }),
  } as const;
  expect(ciSteps(installer).map(({ run }) => run)).toContain(command);
});

test("what Yarn 1 has no command for, npx runs", () => {
  expect(rendered({ packageManager: "yarn" })["README.md"]).not.toContain("yarn dlx");
});
