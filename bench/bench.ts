import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "../scripts/bundle.ts";
import { fileSizes } from "./file-sizes.ts";
import { hundredSteps } from "./hundred-steps.ts";
import { type Measurement, measure, type Subject } from "./measure.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    /** On another disk, or on none (`/dev/shm`): what changes is the disk, what stays is ours. */
    directory: { type: "string", default: tmpdir() },
    json: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: 1 or more`);

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../dist/cli.cjs");
const createVite = here("../node_modules/create-vite/index.js");
const plop = here("../node_modules/plop/bin/plop.js");
const inputs = mkdtempSync(join(tmpdir(), "unchain-bench-input-"));
const workflow = join(inputs, "workflow.yaml");
const only = ["--yes", "--no-install", "--no-git"];

const baseline: Subject = { name: "node -e 0", args: ["-e", "0"] };
const help: Subject = { name: "--help", args: [cli, "--help"] };
const order: Subject = { name: "order project", args: [cli, "app", ...only] };
const hundred: Subject = {
  name: "100-step workflow",
  args: [cli, "app", "--workflow", workflow, ...only],
};
const vite: Subject = {
  name: "create-vite, vanilla",
  args: [createVite, "app", "--template", "vanilla", "--no-interactive"],
};
const orderFloor = floorOf(order, "order.json");
const hundredFloor = floorOf(hundred, "hundred.json");
const viteHelp: Subject = { name: "create-vite --help", args: [createVite, "--help"] };
const plopFile: Subject = {
  name: "plop, one file",
  args: [plop, "--plopfile", here("plopfile.js"), "file"],
};

const floors = new Map([
  [order, orderFloor],
  [hundred, hundredFloor],
]);
const subjects = [
  ...[baseline, help, orderFloor, order, hundredFloor, hundred],
  ...[viteHelp, vite, plopFile],
];
const targets = new Map([
  [help, 1.3],
  [order, 2],
  [hundred, 3],
]);

interface Row {
  readonly name: string;
  /** As multiples of `node -e 0` in the same run. */
  readonly ratios: Record<keyof Measurement, number>;
  /** Wall time as a multiple of that of writing the same files, with nothing worked out. */
  readonly timesFloor: number | undefined;
  readonly target: number | undefined;
  readonly median: Measurement;
}

await build();
writeFileSync(workflow, hundredSteps());
for (const [subject, floor] of floors) {
  writeFileSync(floor.args[1] as string, JSON.stringify(fileSizes(subject.args)));
}
const medians = measure(subjects, runs, values.directory);
rmSync(inputs, { recursive: true });
const rows = compare(medians);
const summary = {
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  directory: values.directory,
  runs,
  fasterThanCreateVite: wall(order) < wall(vite),
};
console.log(values.json ? JSON.stringify({ ...summary, rows }, null, 2) : table());

function floorOf({ name }: Subject, manifest: string): Subject {
  return { name: `files of ${name}`, args: [here("write-files.js"), join(inputs, manifest)] };
}

function compare(measurements: readonly Measurement[]): Row[] {
  const base = measurements[0] as Measurement;
  return measurements.map((median, index) => {
    const subject = subjects[index] as Subject;
    const floor = floors.get(subject);
    return {
      name: subject.name,
      ratios: {
        wallMs: median.wallMs / base.wallMs,
        cpuMs: median.cpuMs / base.cpuMs,
        peakMemoryMb: median.peakMemoryMb / base.peakMemoryMb,
      },
      timesFloor:
        floor && median.wallMs / (measurements[subjects.indexOf(floor)] as Measurement).wallMs,
      target: targets.get(subject),
      median,
    };
  });
}

function wall(subject: Subject): number {
  return rows[subjects.indexOf(subject)]?.median.wallMs ?? Number.NaN;
}

function table(): string {
  const base = rows[0]?.median as Measurement;
  const cells = rows.map(({ name, ratios, timesFloor, target }) => [
    name,
    ratios.wallMs.toFixed(2),
    ratios.cpuMs.toFixed(2),
    ratios.peakMemoryMb.toFixed(2),
    timesFloor?.toFixed(2) ?? "",
    target === undefined ? "" : `≤ ${target.toFixed(1)} ${ratios.wallMs <= target ? "✓" : "✗"}`,
  ]);
  const header = ["multiples of node -e 0", "wall", "CPU", "memory", "× files", "target (wall)"];
  const lines = [header, ...cells].map(
    ([name = "", wall = "", cpu = "", memory = "", timesFloor = "", target = ""]) =>
      `${name.padEnd(28)}${wall.padStart(8)}${cpu.padStart(8)}${memory.padStart(8)}${timesFloor.padStart(9)}  ${target}`.trimEnd(),
  );
  const absolute = `node -e 0: ${base.wallMs.toFixed(1)} ms wall, ${base.cpuMs.toFixed(1)} ms CPU, ${base.peakMemoryMb.toFixed(0)} MB`;
  const faster = `order project faster than create-vite: ${summary.fasterThanCreateVite ? "yes" : "no"}`;
  const { node, platform, directory } = summary;
  return [
    `Node ${node}, ${platform}, medians of ${runs} runs in ${directory}`,
    absolute,
    "",
    ...lines,
    "",
    faster,
  ].join("\n");
}
