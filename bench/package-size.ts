import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execaSync } from "execa";
import { filesIn } from "./file-sizes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface PackageSize {
  readonly name: string;
  /** What is downloaded; left out of a package that is measured where it is installed. */
  readonly packedKb?: number;
  readonly unpackedKb: number;
  readonly files: number;
  /** Packages that are installed with it. */
  readonly dependencies: number;
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

/** Packs what was built as `npm publish` does, into a directory. */
export function pack(directory: string): { readonly tarball: string; readonly size: PackageSize } {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", directory];
  const output: Record<string, Packed> = JSON.parse(execaSync("npm", args, { cwd: root }).stdout);
  // npm up to 11 prints an array, npm 12 an object by package name.
  const [packed] = Object.values(output);
  if (!packed) throw new Error("npm has packed nothing.");
  return {
    tarball: join(directory, packed.filename),
    size: {
      name: packed.name,
      packedKb: packed.size / 1000,
      unpackedKb: packed.unpackedSize / 1000,
      files: packed.entryCount,
      dependencies: dependenciesOf(root),
    },
  };
}

/** Measures a package in `node_modules`. */
export function installedSize(name: string): PackageSize {
  const directory = join(root, "node_modules", name);
  const files = filesIn(directory);
  return {
    name,
    unpackedKb: files.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000,
    files: files.length,
    dependencies: dependenciesOf(directory),
  };
}

function dependenciesOf(directory: string): number {
  const { dependencies = {} } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  return Object.keys(dependencies).length;
}
