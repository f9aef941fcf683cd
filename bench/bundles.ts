import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TransportName } from "../src/workflow/workflow.ts";
import { type Measurement, measure, type Subject } from "./measure.ts";

/** What Lambda loads of a project when a function starts cold. */
export interface Bundles {
  readonly transport: TransportName;
  readonly functions: number;
  /** Of the largest bundle. */
  readonly largestKb: number;
  readonly largestMapKb: number;
  /** Loading the largest, as multiples of `node -e 0` in the same run. */
  readonly ratios: Record<keyof Measurement, number>;
  readonly median: Measurement;
}

/** As in the generated template; the Node that measures may be older than the one of Lambda. */
const LIKE_LAMBDA = ["--enable-source-maps", "--no-warnings"];

/**
 * Measures how the largest bundle of a project loads, against Node that loads nothing.
 *
 * @param root of a project that is built
 * @param place where the runs have their empty folder
 * @throws where a bundle exports no handler
 */
export function measureBundles(
  root: string,
  transport: TransportName,
  runs: number,
  place: string,
): Bundles {
  const dist = join(root, "dist");
  const files = readdirSync(dist).map((name) => join(dist, name, "index.cjs"));
  const size = (file: string) => statSync(file).size / 1000;
  const largest = files.reduce((one, other) => (size(other) > size(one) ? other : one));
  const load = `if (typeof require(${JSON.stringify(largest)}).handler !== "function") process.exit(1);`;
  const subjects: Subject[] = [
    { name: "node -e 0", args: [...LIKE_LAMBDA, "-e", "0"] },
    { name: `bundle, ${transport}`, args: [...LIKE_LAMBDA, "-e", load] },
  ];
  const [base, median] = measure(subjects, runs, place) as [Measurement, Measurement];
  return {
    transport,
    functions: files.length,
    largestKb: size(largest),
    largestMapKb: size(`${largest}.map`),
    ratios: {
      wallMs: median.wallMs / base.wallMs,
      cpuMs: median.cpuMs / base.cpuMs,
      peakMemoryMb: median.peakMemoryMb / base.peakMemoryMb,
    },
    median,
  };
}
