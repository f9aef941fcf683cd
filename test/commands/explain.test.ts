import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/commands/outcome/outcome.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { projectInDirectory } from "./project-in-directory.ts";

const STEPS = ["create-order", "process-payment", "create-invoice"];
const DURATIONS =
  "--duration create-order=200ms --duration process-payment=1.5s --duration create-invoice=0.3s";

const explanationIn = ({ answer }: Outcome) => answer?.json as Explanation;

const totals = (outcome: Outcome) =>
  explanationIn(outcome).designs.map((one) =>
    "figures" in one ? one.figures.cost.pattern.toFixed(2) : undefined,
  );

describe("unchain explain", () => {
  test("explains the workflow of the project, and writes nothing", async () => {
    const project = await projectInDirectory();
    const before = project.files();
    const outcome = await project.run(`explain ${DURATIONS} --memory 512 --rate 100/s`);
    expect(outcome).toMatchObject({ exitCode: 0, problems: [] });
    expect(totals(outcome)).toEqual(["27.93", "13.53", "18.83", "113.93", "17.23"]);
    expect(explanationIn(outcome).rate).toEqual({ value: 100, from: "flag" });
    const text = outcome.answer?.text({ width: 80, colour: false });
    expect(text).toMatch(/^order-processing\n/);
    expect(project.files()).toEqual(before);
  });

  test("does so from a folder below", async () => {
    const project = await projectInDirectory();
    const below = join(project.root, "src", "steps");
    mkdirSync(below, { recursive: true });
    const outcome = await project.run("explain", { cwd: below });
    expect(explanationIn(outcome).workflow.name).toBe("order-processing");
  });

  test("explains a file, and standard input", async () => {
    const project = await projectInDirectory();
    project.write("other.yaml", "name: other\nsteps: [{ name: a }]\n");
    expect(explanationIn(await project.run("explain other.yaml")).workflow.name).toBe("other");
    const outcome = await project.run("explain -");
    expect(explanationIn(outcome).steps.map(({ name }) => name)).toEqual(STEPS);
  });

  test("takes what workflow.yaml expects", async () => {
    const text = orderProcessingYaml
      .replace("steps:", "expected: { rate: 50/s }\nsteps:")
      .replace(
        "    compensation: cancel-order",
        "$&\n    expected: { duration: 2s, memory: 1024 }",
      );
    const outcome = await (await projectInDirectory(text)).run("explain");
    expect(explanationIn(outcome).rate).toEqual({ value: 50, from: "workflow" });
    expect(explanationIn(outcome).steps[0]).toEqual({
      name: "create-order",
      seconds: { value: 2, from: "workflow" },
      memoryMb: { value: 1024, from: "workflow" },
      times: 1,
    });
  });

  test("takes prices of one's own, of another region and another architecture", async () => {
    const project = await projectInDirectory();
    project.write("prices.json", JSON.stringify({ stateTransitionsPerThousand: 0.05 }));
    const prices = await project.run("explain --prices prices.json --region eu-west-1");
    expect(explanationIn(prices).prices.region).toBe("eu-west-1");
    const standard = explanationIn(prices).designs.find(({ id }) => id === "standard");
    const transitions =
      standard && "figures" in standard
        ? standard.figures.cost.items.find(({ kind }) => kind === "transitions")
        : undefined;
    expect(transitions?.usd).toBeCloseTo(200, 6);
    const x86 = await project.run("explain --architecture x86_64");
    expect(explanationIn(x86).architecture).toBe("x86_64");
  });

  test("is none of the lock's: a comment or an expectation is explained before it is applied", async () => {
    const project = await projectInDirectory();
    project.edit("workflow.yaml", (text) =>
      text.replace("steps:", "expected: { rate: 1/d }\nsteps:"),
    );
    expect(explanationIn(await project.run("explain")).rate.from).toBe("workflow");
    const sync = await project.run("sync --no-install");
    const written = sync.changes.filter(
      ({ action }) => action !== "identical" && action !== "keep",
    );
    expect(written.map(({ path }) => path)).toEqual([".unchain/lock.json"]);
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
  });

  test("draws the picture that the project has", async () => {
    const project = await projectInDirectory();
    await project.run("explain --svg own.svg");
    expect(project.read("own.svg")).toBe(project.read("docs/timeline.svg"));
  });

  test("shows a run that it reads from standard input", async () => {
    const project = await projectInDirectory();
    const given = (run: object) => {
      const read = async () => new TextEncoder().encode(JSON.stringify(run));
      return project.run("explain --run - --html run.html", {
        stdin: { isTerminal: false, read },
      });
    };
    const outcome = await given({ status: "succeeded", error: null, events: [] });
    expect(outcome).toMatchObject({ exitCode: 0 });
    expect(project.read("run.html")).toContain("What happened, and what else can");
    const other = await given({});
    expect(other.problems).toMatchObject([{ code: "NOT_A_RUN" }]);
  });
});

describe("what is wrong is said, with exit 2 and what would work", () => {
  test.each([
    ["explain nowhere.yaml", "WORKFLOW_NOT_READABLE", /- for standard input/],
    ["explain --prices nowhere.json", "FILE_NOT_READABLE", /a file with prices/],
    ["explain --html a.html --run nowhere.json", "FILE_NOT_READABLE", /npm run -s local/],
    ["explain - --run - --html a.html", "INVALID_VALUE", /file for the other/],
    ["explain --prices - --run - --html a.html", "INVALID_VALUE", /file for the other/],
    ["explain --duration charge=1s", "UNKNOWN_STEP", /create-order, process-payment/],
    ["explain --duration create-ordr=1s", "UNKNOWN_STEP", /mean create-order/],
    ["explain --duration 16m", "INVALID_VALUE", /15m or less/],
    ["explain --duration 1h", "INVALID_VALUE", /--duration 1.5s/],
    ["explain --duration 2sec", "INVALID_VALUE", /mean 2s/],
    ["explain --memory create-order=64", "INVALID_VALUE", /--memory <step>=512/],
    ["explain --memory 1GB", "INVALID_VALUE", /mean 1024/],
    ["explain --rate 5", "INVALID_VALUE", /mean 5\/s/],
    ["explain --rate 0", "INVALID_VALUE", /--rate 100\/s/],
    ["explain --rate 0/s", "INVALID_VALUE", /--rate 100\/s/],
    ["explain --items 0", "INVALID_VALUE", /--items 10/],
    ["explain --region eu-west-2", "UNKNOWN_REGION", /--region eu-west-1/],
    ["explain --region mars", "UNKNOWN_REGION", /--prices <file>/],
  ])("%s", async (line, code, suggestion) => {
    const outcome = await (await projectInDirectory()).run(line);
    expect(outcome).toMatchObject({
      exitCode: 2,
      problems: [{ code, suggestion: expect.stringMatching(suggestion) }],
    });
  });

  test("all flags at once", async () => {
    const outcome = await (await projectInDirectory()).run("explain --rate x --items x --memory x");
    expect(outcome.problems).toHaveLength(3);
  });

  test("an invalid workflow, with its place and its text", async () => {
    const project = await projectInDirectory();
    project.write("bad.yaml", "name: bad\nsteps:\n  - name: a\n    retires: 3\n");
    const outcome = await project.run("explain bad.yaml");
    expect(outcome.problems).toMatchObject([{ code: "UNKNOWN_KEY", path: "bad.yaml", line: 4 }]);
    expect(outcome.sources?.get("bad.yaml")).toContain("retires");
  });

  test("a directory without a workflow", async () => {
    const project = await projectInDirectory();
    const outcome = await project.run("explain", { cwd: join(project.root, "..") });
    expect(outcome).toMatchObject({ exitCode: 2, problems: [{ code: "NO_WORKFLOW" }] });
  });
});
