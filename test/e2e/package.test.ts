import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { templateNames } from "../../scripts/templates-plugin.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let directory: string;
let packed: { filename: string; files: { path: string }[] };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "unchain-package-"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", directory];
  const { stdout } = await execa("npm", args, { cwd: root });
  packed = packResult(JSON.parse(stdout));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe("the published package", () => {
  it("holds what was built and the documentation, and no sources", () => {
    const paths = packed.files.map((file) => file.path);
    expect(paths.filter((path) => !/^(?:dist|docs|examples)\//.test(path)).sort()).toEqual([
      "AGENTS.md",
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "package.json",
    ]);
    expect(paths).toEqual(
      expect.arrayContaining([
        "dist/THIRD-PARTY-NOTICES.txt",
        "dist/cli.cjs",
        "dist/plopfile.js",
        "dist/testing.d.ts",
        "dist/testing.js",
        "docs/json-output.md",
        "docs/tutorial.md",
        "docs/decisions/0001-one-message-a-batch.md",
        "examples/order-fulfilment/workflow.yaml",
      ]),
    );
  });

  it("holds every template", async () => {
    const chunks = packed.files.map((file) => file.path).filter((path) => /\.c?js$/.test(path));
    const texts = await Promise.all(chunks.map((path) => readFile(join(root, path), "utf8")));
    const code = texts.join("\n");
    const names = templateNames(join(root, "templates"));
    expect(names.filter((name) => !code.includes(JSON.stringify(name)))).toEqual([]);
  });

  it("installs offline, alone, and runs", async () => {
    const cwd = await install();
    const installed = await readdir(join(cwd, "node_modules"));
    expect(installed.filter((name) => !name.startsWith("."))).toEqual(["create-unchain"]);

    for (const command of Object.keys(packageJson.bin)) {
      const { stdout } = await execa("npx", ["--no-install", command, "--help"], { cwd });
      expect(stdout).toContain("create-unchain");
    }
    const { stdout } = await execa("npx", ["--no-install", "unchain", "--version"], { cwd });
    expect(stdout).toBe(packageJson.version);
  });

  it("has types for create-unchain/testing", async () => {
    const cwd = await install();
    const code = [
      'import { renderWorkflow } from "create-unchain/testing";',
      "const files: Record<string, string> = renderWorkflow({",
      '  name: "orders", infrastructure: "sam", steps: [],',
      "});",
      "export default files;",
      "// @ts-expect-error: a workflow needs a name",
      "renderWorkflow({});",
    ];
    await writeFile(join(cwd, "consumer.mts"), code.join("\n"));
    const options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--module", "nodenext"];
    await execa("tsc", [...options, "--types", "", "consumer.mts"], {
      cwd,
      preferLocal: true,
      localDir: root,
    });
  });
});

describe("start-up", () => {
  it.each([
    ["--help", 32_000],
    ["--version", 32_000],
    ["schema", 112_000],
  ])("loads little for %s", async (argument, most) => {
    const sizes = await Promise.all(
      (await loadedBy([argument])).map(async (path) => (await stat(path)).size),
    );
    expect(sizes.length).toBeLessThanOrEqual(4);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most);
  });

  it("loads no YAML parser for the order example", async () => {
    const place = join(directory, "order");
    const loaded = await loadedBy([place, "--yes", "--no-install", "--no-git"]);
    const texts = await Promise.all(loaded.map((path) => readFile(path, "utf8")));
    expect(await readdir(place)).toContain("workflow.yaml");
    expect(texts.filter((text) => text.includes("parseDocument"))).toEqual([]);
  });
});

/** The files of the package that a command loads. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const cli = join(root, "dist/cli.cjs");
  const script = [
    `process.argv.splice(1, 0, ${JSON.stringify(cli)});`,
    'process.on("exit", () => console.error(`\n${JSON.stringify(Object.keys(require.cache))}`));',
    `require(${JSON.stringify(cli)});`,
  ];
  const { stderr } = await execa(process.execPath, ["-e", script.join("\n"), "--", ...args]);
  return JSON.parse(stderr.slice(stderr.lastIndexOf("\n")));
}

/** A folder in which nothing but the package is installed. */
async function install(): Promise<string> {
  const cwd = await mkdtemp(join(directory, "consumer-"));
  const tarball = join(directory, packed.filename);
  await execa("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd });
  return cwd;
}

/** npm up to 11 prints an array, npm 12 an object by package name. */
function packResult(output: unknown): typeof packed {
  return Object.values(output as Record<string, typeof packed>)[0] as typeof packed;
}
