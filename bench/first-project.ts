import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaSync } from "execa";
import type { TransportName } from "../src/workflow/workflow.ts";
import { type Bundles, measureBundles } from "./bundles.ts";
import { filesIn } from "./file-sizes.ts";
import { median } from "./measure.ts";

/** The order example, from nothing to green tests. */
export interface FirstProject {
  readonly transport: TransportName;
  /** `npm create`, which installs the packages of the project. */
  readonly createSeconds: number;
  /** The first `npm test`. */
  readonly firstTestSeconds: number;
  /** Median of the next ones. */
  readonly testSeconds: number;
  readonly installedMb: number;
  /** The functions of it, once `npm run build` has bundled them. */
  readonly bundles: Bundles;
}

/** How often a bundle is loaded. */
const BUNDLE_RUNS = 15;

/**
 * Makes the order example as `npm create` does, runs its tests and bundles its functions. What npm has in its cache, from a
 * run before, is not downloaded.
 *
 * @param tarball the packed package
 * @param runs of the tests, after the first one
 * @throws where a test fails
 */
export function firstProject(
  tarball: string,
  transport: TransportName,
  runs: number,
): FirstProject {
  const directory = mkdtempSync(join(tmpdir(), "unchain-bench-first-"));
  const app = join(directory, "app");
  const create = ["create-unchain", "app", "--yes", "--transport", transport];
  try {
    const createSeconds = seconds(directory, [
      ...["exec", "--yes", `--package=${tarball}`, "--"],
      ...create,
    ]);
    const firstTestSeconds = seconds(app, ["test"]);
    const others = Array.from({ length: runs }, () => seconds(app, ["test"]));
    seconds(app, ["run", "build"]);
    const bundles = measureBundles(app, transport, BUNDLE_RUNS, directory);
    const bytes = filesIn(join(app, "node_modules")).reduce((sum, [, size]) => sum + size, 0);
    return {
      transport,
      createSeconds,
      firstTestSeconds,
      testSeconds: median(others),
      installedMb: bytes / 1e6,
      bundles,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Measures a command of npm, with the environment as it is: a registry may need it. */
export function seconds(cwd: string, args: readonly string[]): number {
  const start = performance.now();
  execaSync("npm", args, { cwd });
  return (performance.now() - start) / 1000;
}
