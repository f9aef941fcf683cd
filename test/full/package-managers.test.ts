import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, describe, expect, type TestContext, test } from "vitest";
import { parse } from "yaml";
import { endYarnsSearch, INSTALL_ENVIRONMENT } from "../../src/commands/install/before-install.ts";
import type { PackageManager } from "../../src/plan/package-manager.ts";
import { CLI, emptyDirectory, run } from "../e2e/command-line.ts";
import { removeProject } from "../e2e/generated/install-project.ts";
import { nodePath, shellWith, toolFolder } from "./tools.ts";

interface Tool {
  readonly manager: PackageManager;
  /** What the npm registry has it as; left out for the one that is there. */
  readonly spec?: string;
  /** Where the Node.js of this run is too old for it. */
  readonly node?: string;
}

/** Yarn 1 holds packages to their `engines`, and some of them say 22; pnpm 11 says so of itself. */
const tools: Readonly<Record<string, Tool>> = {
  npm: { manager: "npm" },
  "pnpm 12": { manager: "pnpm", spec: "pnpm@12" },
  "pnpm 11": { manager: "pnpm", spec: "pnpm@11", node: "24" },
  "pnpm 10": { manager: "pnpm", spec: "pnpm@10" },
  "Yarn 4": { manager: "yarn", spec: "@yarnpkg/cli-dist@4" },
  "Yarn 1": { manager: "yarn", spec: "yarn@1", node: "24" },
  bun: { manager: "bun", spec: "bun@1" },
};

/** What Vite asks for on Windows only; a mirror may lack it, which npm and Yarn refuse. */
const OPTIONAL = "napi-windows-process-start-time";

const seconds: string[] = [];
afterAll(() => console.info(seconds.join("\n")));

describe.for(Object.entries(tools))("a project by %s", ([name, tool]) => {
  test("is installed, and passes what its CI workflow runs", async (context) => {
    const { env, shop } = await made(context, tool, ["--transport", "queue"]);
    try {
      for (const command of [...ciCommands(shop), `${tool.manager} run local`]) {
        await passes(name, command, shop, { ...env, CI: "true" });
      }
    } finally {
      removeProject(dirname(shop));
    }
  });
});

describe("a project in a workspace", () => {
  const members = { name: "top", private: true, workspaces: ["services/*"] };
  test.for<[string, Record<string, string>]>([
    ["npm", { "package.json": JSON.stringify(members) }],
    [
      "pnpm 12",
      {
        "package.json": '{ "name": "top", "private": true }',
        "pnpm-workspace.yaml": "packages: [services/*]\nallowBuilds: { esbuild: true }\n",
      },
    ],
    [
      "Yarn 4",
      {
        "package.json": JSON.stringify(members),
        "yarn.lock": "__metadata:\n  version: 8\n",
        ".yarnrc.yml": "nodeLinker: node-modules\n",
      },
    ],
    ["Yarn 1", { "package.json": JSON.stringify(members), "yarn.lock": "" }],
    ["bun", { "package.json": JSON.stringify(members) }],
  ])("of %s", async ([name, files], context) => {
    const tool = tools[name] as Tool;
    const { env, shop } = await made(context, tool, ["--transport", "state-machine"], files);
    try {
      for (const script of ["check", "test", "build", "local"]) {
        await passes(`${name}, workspace`, `${tool.manager} run ${script}`, shop, env);
      }
    } finally {
      removeProject(dirname(dirname(shop)));
    }
  });
});

test("a repository of npm takes a project of pnpm", async (context) => {
  const files = { "package.json": '{ "name": "top" }', "package-lock.json": "{}" };
  const flags = ["--package-manager", "pnpm"];
  const { env, shop } = await made(context, tools["pnpm 12"] as Tool, flags, files);
  try {
    await passes("pnpm 12 in npm", "pnpm install --frozen-lockfile", shop, env);
    await passes("pnpm 12 in npm", "pnpm run build", shop, env);
  } finally {
    removeProject(dirname(dirname(shop)));
  }
});

/** Makes a project the way its user does, and installs it; in a repository if there are files of one. */
async function made(
  context: TestContext,
  { manager, spec, node }: Tool,
  flags: readonly string[],
  files?: Readonly<Record<string, string>>,
): Promise<{ env: NodeJS.ProcessEnv; shop: string }> {
  const bin = spec && join(await toolFolder(context, [spec]), "node_modules/.bin");
  const nodeBin = node && dirname(await nodePath(context, node));
  const registry = (await execa("npm", ["config", "get", "registry"])).stdout;
  const env = {
    ...shellWith(...[bin, nodeBin].filter((folder) => folder !== undefined)),
    YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, ""),
    npm_config_registry: registry,
  };
  const cwd = emptyDirectory();
  for (const [path, text] of Object.entries(files ?? {})) writeFileSync(join(cwd, path), text);
  if (files) await execa("git", ["init", "--quiet"], { cwd });
  const place = files ? "services/shop" : "shop";
  mkdirSync(join(cwd, dirname(place)), { recursive: true });
  const shop = join(cwd, place);

  const isWorkspace =
    files !== undefined && /workspaces|packages:/.test(Object.values(files).join());
  const patch =
    (manager === "yarn" || manager === "npm") &&
    (await execa("npm", ["view", OPTIONAL], { reject: false })).failed;
  const bare = isWorkspace || patch ? ["--no-install"] : [];
  const all = ["--yes", "--package-manager", manager, "--no-git", ...flags, ...bare];
  const { exitCode, stderr } = await run([place, ...all], { cwd, env });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  if (bare.length > 0) {
    if (patch) replaceOptional(isWorkspace ? cwd : shop);
    endYarnsSearch(shop, manager);
    await passes(spec ?? manager, `${manager} install`, shop, { ...env, ...INSTALL_ENVIRONMENT });
  }
  return { env, shop };
}

function replaceOptional(root: string): void {
  const stub = emptyDirectory();
  writeFileSync(join(stub, "package.json"), JSON.stringify({ name: OPTIONAL, version: "0.1.0" }));
  const path = join(root, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  const instead = { [OPTIONAL]: `file:${stub}` };
  const patched = { ...manifest, overrides: instead, resolutions: instead };
  writeFileSync(path, JSON.stringify(patched, null, 2));
}

/** What the generated workflow runs; the package manager is there already, and Unchain is the one of this run. */
function ciCommands(root: string): string[] {
  const { jobs } = parse(readFileSync(join(root, ".github/workflows/ci.yml"), "utf8"));
  return (jobs.test.steps as { run?: string }[]).flatMap(({ run: command }) =>
    command === undefined || command === "corepack enable"
      ? []
      : [command.replace(/^.*create-unchain@\S+/, `node "${CLI}"`)],
  );
}

async function passes(
  name: string,
  command: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const began = performance.now();
  const { exitCode, all } = await execa(command, {
    all: true,
    cwd,
    env,
    extendEnv: false,
    reject: false,
    shell: true,
    stdin: "ignore",
  });
  expect({ command, exitCode, all }).toMatchObject({ exitCode: 0 });
  seconds.push(`${name}: ${command}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
