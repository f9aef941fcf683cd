import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A command to measure: arguments of `node`, run in an empty folder or in a copy of one. */
export interface Subject {
  readonly name: string;
  readonly args: readonly string[];
  readonly copyOf?: string;
}

/** Medians of one subject. */
export interface Measurement {
  readonly wallMs: number;
  /** User and system time of the process. */
  readonly cpuMs: number;
  readonly peakMemoryMb: number;
}

const preload = fileURLToPath(new URL("report-usage.cjs", import.meta.url));

/**
 * Medians of `runs` runs of each subject, in a folder below `place`. The runs are interleaved, so that a busy moment of the
 * machine falls on all subjects. Wall time is taken without, CPU and memory with a preloaded script
 * by which the process reports its own use at exit: no other way reads them on every platform.
 *
 * @throws if a command does not exit with 0
 */
export function measure(subjects: readonly Subject[], runs: number, place: string): Measurement[] {
  const directory = mkdtempSync(join(place, "unchain-bench-"));
  try {
    for (const subject of subjects) wallTime(subject, directory);
    const samples = subjects.map(() => [] as Measurement[]);
    for (let run = 0; run < runs; run++) {
      subjects.forEach((subject, index) => {
        const wallMs = wallTime(subject, directory);
        samples[index]?.push({ wallMs, ...ownUse(subject, directory) });
      });
    }
    return samples.map((list) => ({
      wallMs: median(list.map((sample) => sample.wallMs)),
      cpuMs: median(list.map((sample) => sample.cpuMs)),
      peakMemoryMb: median(list.map((sample) => sample.peakMemoryMb)),
    }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function wallTime(subject: Subject, directory: string): number {
  return run(subject, subject.args, directory).wallMs;
}

function ownUse(subject: Subject, directory: string): Omit<Measurement, "wallMs"> {
  return JSON.parse(run(subject, ["--require", preload, ...subject.args], directory).report);
}

function run(subject: Subject, args: readonly string[], directory: string) {
  const cwd = join(directory, "run");
  if (subject.copyOf === undefined) mkdirSync(cwd);
  else cpSync(subject.copyOf, cwd, { recursive: true });
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, args, {
    cwd,
    env: environment(),
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  const wallMs = performance.now() - start;
  if (status !== 0) throw new Error(`${subject.name} exited with ${status}: ${stderr}`);
  rmSync(cwd, { recursive: true });
  return { wallMs, report: output[3] ?? "" };
}

/** Without what slows every start of Node down, and without what npm tells the scripts it runs. */
function environment(): NodeJS.ProcessEnv {
  const foreign = /^(NODE_EXTRA_CA_CERTS|NODE_OPTIONS|NODE_COMPILE_CACHE|npm_.*)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Returns the middle one, or what is between the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
