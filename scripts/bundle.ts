import { chmod, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { emptyDir, remove } from "fs-extra/esm";
import { type CodeSplittingGroup, type OutputChunk, type OutputOptions, rolldown } from "rolldown";
import { copyDeclarations } from "./declarations.ts";
import { grammarPlugin } from "./grammar-plugin.ts";
import { writeNotices } from "./notices.ts";
import { pageAssetsPlugin } from "./page-assets-plugin.ts";
import { templatesPlugin } from "./templates-plugin.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Makes dist/: everything that is published, dependencies included, split so that each command
 * loads only what it uses.
 *
 * @throws on a build warning too: an unresolved import would only show on a user's machine.
 */
export async function build(directory = root): Promise<void> {
  const dist = join(directory, "dist");
  await emptyDir(dist);
  const chunks = await bundle(directory, dist);
  await chmod(join(dist, "cli.cjs"), 0o755);
  await writeNotices(chunks, join(dist, "THIRD-PARTY-NOTICES.txt"));
  await declarations(directory, dist);
}

/**
 * The command is CommonJS: on Node 20 that saves a fifth of Node's own start for `--help`, and twice
 * that where many chunks are loaded. What others import is ESM.
 */
async function bundle(directory: string, dist: string): Promise<OutputChunk[]> {
  const command = { cli: "src/cli/cli.ts" };
  const modules = { testing: "src/testing.ts", plopfile: "plopfile.ts" };
  return [
    ...(await write(directory, dist, command, {
      format: "cjs",
      extension: "cjs",
      codeSplitting: { groups: loadedTogether },
      minify: withNames,
    })),
    ...(await write(directory, dist, modules, { format: "esm", extension: "js" })),
  ];
}

/**
 * What a command loads anyway comes in one chunk: each file costs a fifth of a millisecond, and a
 * new project would load twenty. `--help` loads the first only, `schema` the first two.
 */
const loadedTogether: CodeSplittingGroup[] = [
  {
    name: "command-line",
    test: /src\/(cli\/(main|streams|version|arguments\/(arguments|closest|find-command|help|read-flags|usage-problems))|commands\/definitions\/[\w-]+|report\/(colour|columns|wrap)|targets\/names|workflow\/(letter-case|grammar\/other-words))\.ts$/,
    priority: 1,
  },
  { name: "run", test: /src\/(cli\/run|commands\/schema)\.ts$/, priority: 1 },
  {
    name: "project",
    test: /src\/(commands\/(new|create\/create-project|outcome\/summary)|workflow\/order-processing)\.ts$/,
  },
  { name: "workflow", test: /src\/workflow\/text\/(parse|write)\.ts$/ },
];

/** A third less to read and compile; a stack trace still names the functions. */
const withNames = {
  compress: { keepNames: { function: true, class: true } },
  mangle: { keepNames: true },
};

/**
 * Builds of packages as ES modules instead of the CommonJS that Node would get: no wrapper around
 * each of their files, and what nothing uses is left out.
 */
const asModules = {
  yaml: packageFile("yaml", "browser/index.js"),
  "jsonc-parser": packageFile("jsonc-parser", "lib/esm/main.js"),
};

function packageFile(name: string, path: string): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve(`${name}/package.json`)), path);
}

async function write(
  cwd: string,
  dir: string,
  input: Record<string, string>,
  {
    extension,
    ...options
  }: Pick<OutputOptions, "format" | "codeSplitting" | "minify"> & { readonly extension: string },
): Promise<OutputChunk[]> {
  const bundler = await rolldown({
    cwd,
    input,
    platform: "node",
    plugins: [templatesPlugin(join(cwd, "templates")), grammarPlugin(), pageAssetsPlugin()],
    resolve: { alias: asModules },
    // A warning is an error, and a slow machine is none.
    checks: { bundlerTimings: false },
    onwarn: (warning) => {
      // What one command imports when it needs it may be in the chunk of what all import.
      if (warning.code === "INEFFECTIVE_DYNAMIC_IMPORT") return;
      throw new Error(warning.message);
    },
  });
  const { output } = await bundler.write({
    ...options,
    dir,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunks/[name]-[hash].${extension}`,
  });
  await bundler.close();
  return output.filter((file) => file.type === "chunk");
}

async function declarations(directory: string, dist: string): Promise<void> {
  const everything = await mkdtemp(join(tmpdir(), "unchain-declarations-"));
  const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--noCheck"];
  const places = ["--rootDir", ".", "--outDir", everything];
  try {
    await execa("tsc", ["--project", "tsconfig.json", ...flags, ...places], {
      cwd: directory,
      preferLocal: true,
      localDir: root,
    });
    await copyDeclarations(join(everything, "src"), "testing", dist);
  } finally {
    await remove(everything);
  }
}
