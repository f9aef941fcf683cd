import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { emptyDir, remove } from "fs-extra/esm";
import { type OutputChunk, rolldown } from "rolldown";
import { copyDeclarations } from "./declarations.ts";
import { writeNotices } from "./notices.ts";
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
  const command = { cli: "src/cli.ts" };
  const modules = { testing: "src/testing.ts", plopfile: "plopfile.ts" };
  return [
    ...(await write(directory, dist, command, { format: "cjs", extension: "cjs" })),
    ...(await write(directory, dist, modules, { format: "esm", extension: "js" })),
  ];
}

async function write(
  cwd: string,
  dir: string,
  input: Record<string, string>,
  { format, extension }: { format: "cjs" | "esm"; extension: string },
): Promise<OutputChunk[]> {
  const bundler = await rolldown({
    cwd,
    input,
    platform: "node",
    plugins: [templatesPlugin(join(cwd, "templates"))],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundler.write({
    dir,
    format,
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
