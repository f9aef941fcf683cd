import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { remove } from "fs-extra/esm";
import packageJson from "../package.json" with { type: "json" };
import { build } from "./bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Keeps what this version makes of the order example, so that later versions are tested to upgrade it. */
async function keepRelease(): Promise<void> {
  await build();
  const kept = join(root, "test/fixtures/released", packageJson.version);
  await mkdir(kept, { recursive: true });
  for (const transport of ["queue", "state-machine"]) {
    const files = await projectOn(transport);
    const path = join(kept, `order-processing-${transport}.json`);
    await writeFile(path, `${JSON.stringify(files, null, 2)}\n`);
    console.log(`${path}: ${Object.keys(files).length} files`);
  }
}

/** Every file of the project by its path, the lock included. */
async function projectOn(transport: string): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), "unchain-release-"));
  const flags = ["--yes", "--transport", transport, "--package-manager", "npm"];
  try {
    const cli = join(root, packageJson.bin["create-unchain"]);
    await execa(process.execPath, [cli, ".", ...flags, "--no-install", "--no-git"], {
      cwd: directory,
    });
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    const files = paths.map(
      async (path): Promise<[string, string]> => [
        path.slice(directory.length + 1).replaceAll("\\", "/"),
        await readFile(path, "utf8"),
      ],
    );
    return Object.fromEntries(await Promise.all(files));
  } finally {
    await remove(directory);
  }
}

await keepRelease();
