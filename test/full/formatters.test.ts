import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaSync } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { type ProjectInDirectory, projectInDirectory } from "../commands/project-in-directory.ts";

/** Formatters that people have, at versions that are known to work. */
const PACKAGES = [
  ...["prettier@3.10.1", "eslint@10.15.0", "@stylistic/eslint-plugin@6.0.1"],
  ...["typescript-eslint@8.74.0", "typescript@5.9.3"],
  ...["@dprint/formatter@0.6.0", "@dprint/typescript@0.96.1"],
];

const ESLINT = `
  import stylistic from "@stylistic/eslint-plugin";
  import { parser } from "typescript-eslint";
  export default [
    { files: ["**/*.ts"], languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: "off" } },
    { files: ["**/*.ts"], ...stylistic.configs.customize({}) },
  ];
`;

let tools: string;

beforeAll(() => {
  tools = mkdtempSync(join(tmpdir(), "unchain-formatters-"));
  writeFileSync(join(tools, "package.json"), "{}");
  writeFileSync(join(tools, "eslint.config.mjs"), ESLINT);
  execaSync("npm", ["install", "--no-audit", "--no-fund", ...PACKAGES], { cwd: tools });
});

afterAll(() => rmSync(tools, { recursive: true, force: true }));

type Format = (project: ProjectInDirectory) => void | Promise<void>;

const prettier =
  (...flags: readonly string[]): Format =>
  ({ root }) =>
    void execaSync(join(tools, "node_modules/.bin/prettier"), ["--write", ...flags, "."], {
      cwd: root,
    });

const eslint: Format = ({ root }) => {
  const config = join(tools, "eslint.config.mjs");
  const flags = ["--fix", "--config", config, "--no-error-on-unmatched-pattern", "."];
  execaSync(join(tools, "node_modules/.bin/eslint"), flags, { cwd: root, reject: false });
};

const dprint: Format = async (project) => {
  const require = createRequire(join(tools, "package.json"));
  const { createFromBuffer } = await import(require.resolve("@dprint/formatter"));
  const plugin = readFileSync(require("@dprint/typescript").getPath());
  const formatter = createFromBuffer(plugin);
  for (const [path, text] of Object.entries(project.files())) {
    if (!path.endsWith(".ts")) continue;
    project.write(path, formatter.formatText({ filePath: path, fileText: text }));
  }
};

const FORMATS: readonly (readonly [string, Format])[] = [
  ["Prettier", prettier()],
  ["Prettier, single quotes", prettier("--single-quote")],
  ["Prettier, no semicolons", prettier("--single-quote", "--no-semi", "--trailing-comma", "none")],
  ["Prettier, wide", prettier("--tab-width", "4", "--print-width", "120")],
  ["Prettier, tabs", prettier("--use-tabs", "--arrow-parens", "avoid", "--print-width", "60")],
  ["Prettier, narrow", prettier("--print-width", "60", "--prose-wrap", "always")],
  ["ESLint Stylistic", eslint],
  ["dprint", dprint],
];

const CASES = FORMATS.flatMap(([name, format]) =>
  (["queue", "state-machine"] as const).map((transport) => ({ name, format, transport })),
);

test.each(CASES)(
  "after $name a step is added without a conflict ($transport)",
  async ({ format, transport }) => {
    const workflow = orderProcessingYaml.replace(/^transport: .*\n/m, "");
    const text = workflow.replace(/^steps:/m, `transport: ${transport}\nsteps:`);
    const change = "add step ship --after create-order --catch Lost:continue --concurrency 3";
    const [mine, other] = [await projectInDirectory(text), await projectInDirectory(text)];
    const before = mine.files();
    await format(mine);
    expect(mine.files()).not.toEqual(before);
    expect(await mine.run(change)).toMatchObject({ status: "updated", exitCode: 0, problems: [] });
    await other.run(change);
    // What is merged and formatted is what is generated and formatted.
    await format(mine);
    await format(other);
    await format(other);
    const { ".unchain/lock.json": _, "workflow.yaml": __, ...rest } = mine.files();
    expect(other.files()).toMatchObject(rest);
  },
);
