import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "../scripts/bundle.ts";
import { editedProject } from "./edited-project.ts";
import { fileSizes } from "./file-sizes.ts";
import { firstProject, seconds } from "./first-project.ts";
import { hundredSteps } from "./hundred-steps.ts";
import { type Measurement, measure, type Subject } from "./measure.ts";
import { installedSize, pack } from "./package-size.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    /** On another disk, or on none (`/dev/shm`): what changes is the disk, what stays is ours. */
    directory: { type: "string", default: tmpdir() },
    /** What takes minutes too: from `npm create` to green tests, and our own tests. */
    slow: { type: "boolean", default: false },
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

await build();
writeFileSync(workflow, hundredSteps());
const changeArgs = [cli, "remove", "step", "s-0", "--no-install"];
const { untouched, edited } = editedProject(cli, workflow, inputs);
const change: Subject = { name: "100 steps, one out", args: changeArgs, copyOf: untouched };
const changeEdited: Subject = { name: "all files edited", args: changeArgs, copyOf: edited };

const floors = new Map([
  [order, orderFloor],
  [hundred, hundredFloor],
]);
const subjects = [
  ...[baseline, help, orderFloor, order, hundredFloor, hundred],
  ...[change, changeEdited, viteHelp, vite, plopFile],
];
const targets = new Map([
  [help, 1.3],
  [order, 2.6],
  [hundred, 6],
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

for (const [subject, floor] of floors) {
  writeFileSync(floor.args[1] as string, JSON.stringify(fileSizes(subject.args)));
}
const rows = compare(measure(subjects, runs, values.directory));
const { tarball, size } = pack(inputs);
const packages = [size, installedSize("create-vite")];
const projects = values.slow
  ? (["queue", "state-machine"] as const).map((transport) => firstProject(tarball, transport, 3))
  : [];
const ownTestSeconds = values.slow ? seconds(here(".."), ["test"]) : undefined;
rmSync(inputs, { recursive: true });
const summary = {
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  directory: values.directory,
  runs,
  /** What it costs a change that somebody has edited all generated files. */
  editedTimes: wall(changeEdited) / wall(change),
  fasterThanCreateVite: wall(order) < wall(vite),
};
console.log(
  values.json
    ? JSON.stringify({ ...summary, rows, packages, projects, ownTestSeconds }, null, 2)
    : [...speedLines(), "", ...packageLines(), ...slowLines()].join("\n"),
);

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

function speedLines(): string[] {
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
  const { node, platform, directory, editedTimes, fasterThanCreateVite } = summary;
  return [
    `Node ${node}, ${platform}, medians of ${runs} runs in ${directory}`,
    `node -e 0: ${base.wallMs.toFixed(1)} ms wall, ${base.cpuMs.toFixed(1)} ms CPU, ${base.peakMemoryMb.toFixed(0)} MB`,
    "",
    ...[header, ...cells].map(tableLine),
    "",
    `change of 100 steps, edited ÷ untouched: ${editedTimes.toFixed(2)} (≤ 2.0 ${editedTimes <= 2 ? "✓" : "✗"})`,
    `order project faster than create-vite: ${fasterThanCreateVite ? "yes" : "no"}`,
  ];
}

function packageLines(): string[] {
  const kb = (size: number | undefined) => (size === undefined ? "" : `${size.toFixed(0)} kB`);
  const cells = packages.map(({ name, packedKb, unpackedKb, files, dependencies }) => [
    ...[name, kb(packedKb), kb(unpackedKb), String(files), String(dependencies)],
  ]);
  return [["package", "packed", "unpacked", "files", "dependencies"], ...cells].map(tableLine);
}

function slowLines(): string[] {
  if (ownTestSeconds === undefined) return [];
  const time = (value: number) => `${value.toFixed(1)} s`;
  const cells = projects.map((one) => [
    one.transport,
    time(one.createSeconds),
    time(one.firstTestSeconds),
    time(one.createSeconds + one.firstTestSeconds),
    time(one.testSeconds),
    `${one.installedMb.toFixed(0)} MB`,
  ]);
  const header = ["order example", "npm create", "1st test", "both", "npm test", "node_modules"];
  return [
    "",
    ...[header, ...cells].map(tableLine),
    "",
    ...bundleLines(),
    "",
    `our own npm test: ${time(ownTestSeconds)}`,
  ];
}

function bundleLines(): string[] {
  const cells = projects.map(({ bundles: { transport, ...one } }) => [
    transport,
    String(one.functions),
    `${one.largestKb.toFixed(0)} kB`,
    `${one.largestMapKb.toFixed(0)} kB`,
    one.ratios.wallMs.toFixed(2),
    one.ratios.cpuMs.toFixed(2),
    one.ratios.peakMemoryMb.toFixed(2),
    `${one.median.peakMemoryMb.toFixed(0)} MB`,
  ]);
  const header = ["largest bundle, × node -e 0", "functions", "bytes", "map"];
  return [[...header, "load (wall)", "CPU", "memory", ""], ...cells].map(tableLine);
}

function tableLine([name = "", ...cells]: readonly string[]): string {
  return `${name.padEnd(28)}${cells.map((cell) => cell.padStart(14)).join("")}`.trimEnd();
}
