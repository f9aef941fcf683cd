import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../../src/commands/outcome/outcome.ts";
import { LOCK_PATH } from "../../../src/project/lock-path.ts";
import { WORKFLOW_PATH } from "../../../src/project/workflow-path.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import { workflowArbitrary } from "../../workflow/arbitrary/arbitrary.ts";
import { projectInDirectory } from "../project-in-directory.ts";

const codes = ({ problems }: Outcome) => problems.map(({ code }) => code);
const actions = ({ changes }: Outcome, action: string) =>
  changes.filter((change) => change.action === action).map(({ path }) => path);

describe("add step", () => {
  test("makes the step and its test, and brings everything managed in step", async () => {
    const project = await projectInDirectory();
    const outcome = await project.run(
      "add step send-parcel --after process-payment --on-failure compensate",
    );
    expect(outcome).toMatchObject({ status: "updated", exitCode: 0, directory: project.root });
    expect(actions(outcome, "create")).toEqual([
      "src/functions/send-parcel.ts",
      "src/steps/send-parcel.ts",
      "test/steps/send-parcel.test.ts",
    ]);
    for (const path of [
      "README.md",
      "template.yaml",
      "workflow.asl.json",
      "test/failure-rules.ts",
    ]) {
      expect(actions(outcome, "update")).toContain(path);
      expect(project.read(path)).toMatch(/send-?parcel/i);
    }
    expect(outcome.next).toEqual(["npm run check", "npm test"]);
    expect(await project.run("check")).toMatchObject({ status: "unchanged", exitCode: 0 });
  });

  test("makes pauses and approvals, keys and claim checks of flags", async () => {
    const project = await projectInDirectory();
    await project.run("add step cool-down --after create-order --wait 10m --no-install");
    await project.run(
      "add step ask --after cool-down --approval 3d --on-failure compensate --no-install",
    );
    const keyed = "--idempotency-key input.orderId --idempotency-window 1h --claim-check";
    expect(await project.run(`add step send ${keyed} --no-install`)).toMatchObject({ exitCode: 0 });
    const text = project.read("workflow.yaml");
    expect(text).toContain("  - name: cool-down\n    wait: 10m\n");
    expect(text).toMatch(/ {2}- name: ask\n {4}approval: .*3d/);
    expect(text).toMatch(
      / {4}idempotency: \{ key: input.orderId, window: 1h \}\n {4}claimCheck: true/,
    );
    expect(await project.run("add step rest --wait 10m --timeout 1m")).toMatchObject({
      exitCode: 2,
    });
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
  });

  test("twice in a row, with an edit in between, is what one run would make", async () => {
    const project = await projectInDirectory();
    await project.run("add step pack");
    project.edit("src/steps/pack.ts", (text) => `// mine\n${text}`);
    await project.run("add step send --after pack");
    expect(project.read("src/steps/pack.ts")).toMatch(/^\/\/ mine\n/);

    const other = await projectInDirectory(project.read("workflow.yaml"));
    const { "src/steps/pack.ts": mine, ...files } = project.files();
    const { "src/steps/pack.ts": made, ...expected } = other.files();
    expect(files).toEqual(expected);
    expect(mine).toBe(`// mine\n${made}`);
  });

  test("what the step would make invalid is told, and nothing is written", async () => {
    const project = await projectInDirectory();
    const before = project.files();
    expect(await project.run("add step send --timeout 20m")).toMatchObject({
      status: "error",
      exitCode: 2,
      problems: [{ code: "OUT_OF_RANGE", suggestion: expect.stringContaining("15m or less") }],
    });
    expect(await project.run("add step send --catch Nope")).toMatchObject({ exitCode: 2 });
    expect(await project.run("add step send --before nobody")).toMatchObject({ exitCode: 2 });
    expect(project.files()).toEqual(before);
  });

  test("a place or a name that cannot be is refused before the first question", async () => {
    const project = await projectInDirectory();
    const atTerminal = { interactive: true };
    expect(codes(await project.run("add step --after nobody", atTerminal))).toEqual([
      "UNKNOWN_STEP",
    ]);
    expect(codes(await project.run("add step create-order", atTerminal))).toEqual([
      "DUPLICATE_NAME",
    ]);
  });

  test("without a name and a terminal: exit 3, and the command that works", async () => {
    const project = await projectInDirectory();
    const outcome = await project.run("add step");
    expect(outcome).toMatchObject({
      status: "needs-input",
      exitCode: 3,
      directory: project.root,
    });
    expect(outcome.next).toEqual(["unchain add step send-parcel --after create-invoice"]);
    expect((await project.run("add step send-parcel --after create-invoice")).exitCode).toBe(0);
    const again = await project.run("add step");
    expect(again.next).toEqual(["unchain add step tell-customer --after send-parcel"]);
  });
});

describe("remove step", () => {
  test("is the opposite of add step", async () => {
    const project = await projectInDirectory();
    const before = project.files();
    await project.run(
      "add step send --before create-invoice --on-failure fallback --fallback mail --compensation recall",
    );
    await project.run("remove step send");
    expect(project.files()).toEqual(before);
  });

  test("keeps what the user edited, and says what still needs the step", async () => {
    const project = await projectInDirectory();
    project.edit("src/steps/refund-payment.ts", (text) => `// mine\n${text}`);
    project.edit(
      "src/steps/create-invoice.ts",
      (text) => `${text}// state.results.processPayment\n`,
    );
    const outcome = await project.run("remove step process-payment");
    expect(outcome).toMatchObject({ status: "updated", exitCode: 0 });
    expect(outcome.changes).toContainEqual(
      expect.objectContaining({
        path: "src/steps/refund-payment.ts",
        action: "keep",
        reason: "no-longer-generated",
      }),
    );
    expect(project.has("src/steps/refund-payment.ts")).toBe(true);
    expect(project.has("src/steps/process-payment.ts")).toBe(false);
    expect(outcome.warnings).toContainEqual(
      expect.objectContaining({
        code: "USES_REMOVED_RESULT",
        path: "src/steps/create-invoice.ts",
        line: project.read("src/steps/create-invoice.ts").split("\n").length - 1,
      }),
    );
  });

  test("says what stays behind without a use: code of a step, in its place or moved", async () => {
    const project = await projectInDirectory();
    project.edit("src/steps/create-order.ts", (text) => `// mine\n${text}`);
    project.edit("test/steps/create-order.test.ts", (text) => `// mine\n${text}`);
    project.edit("workflow.yaml", (text) => text.replace("name: create-order", "name: take-order"));
    const { warnings = [], exitCode } = await project.run("sync");
    expect(exitCode).toBe(0);
    const left = warnings.filter(({ code }) => code === "NO_LONGER_USED");
    expect(left).toMatchObject([{ path: "src/steps/create-order.ts" }]);
    expect(left[0]?.suggestion).toContain("src/steps/take-order.ts");

    project.write("src/invoice.ts", project.read("src/steps/create-invoice.ts"));
    rmSync(join(project.root, "src/steps/create-invoice.ts"));
    project.edit("src/functions/create-invoice.ts", (text) =>
      text.replace("../steps/create-invoice.ts", "../invoice.ts"),
    );
    const removed = await project.run("remove step create-invoice --dry-run");
    const told = removed.warnings?.filter(({ code }) => code === "NO_LONGER_USED");
    expect(told).toMatchObject([
      { path: "src/invoice.ts", suggestion: "Delete it when you no longer need it." },
    ]);
  });

  test("says which generated file stays behind, because it was edited", async () => {
    const project = await projectInDirectory();
    project.edit("src/functions/refund-payment.ts", (text) => `// mine\n${text}`);
    const outcome = await project.run("remove step process-payment");
    expect(outcome).toMatchObject({ status: "updated", exitCode: 0 });
    expect(outcome.warnings).toContainEqual(
      expect.objectContaining({
        code: "NO_LONGER_GENERATED",
        path: "src/functions/refund-payment.ts",
      }),
    );
    expect(project.read("src/functions/refund-payment.ts")).toMatch(/^\/\/ mine\n/);
    expect((await project.run("sync")).warnings).toEqual([]);
  });

  test("a step that was edited before its description changed is kept, one that was not goes", async () => {
    const project = await projectInDirectory();
    project.edit("workflow.yaml", (text) => text.replace("Charge the card.", "Charge it."));
    await project.run("sync");
    expect(project.read("src/steps/process-payment.ts")).toContain("Charge the card.");
    await project.run("remove step process-payment");
    expect(project.has("src/steps/process-payment.ts")).toBe(false);
  });

  test("not the last one, not what others need, not what is none: exit 2, nothing written", async () => {
    const project = await projectInDirectory("name: w\ntransport: queue\nsteps:\n  - name: a\n");
    const before = project.files();
    expect(codes(await project.run("remove step a"))).toEqual(["LAST_STEP"]);
    expect(codes(await project.run("remove step b"))).toEqual(["UNKNOWN_STEP"]);
    expect(await project.run("remove step")).toMatchObject({
      status: "needs-input",
      exitCode: 3,
      directory: project.root,
      next: ["unchain remove step a"],
    });
    expect(project.files()).toEqual(before);
  });
});

describe("sync", () => {
  test("nothing to do is unchanged, and writes nothing", async () => {
    const project = await projectInDirectory();
    const before = project.files();
    expect(await project.run("sync")).toMatchObject({ status: "unchanged", exitCode: 0 });
    expect(project.files()).toEqual(before);
  });

  test("the other transport: the old kind goes, the steps stay to the letter", async () => {
    const project = await projectInDirectory();
    for (const step of ["create-order", "process-payment"]) {
      project.edit(`src/steps/${step}.ts`, (text) => text.replace("return", "// mine\n  return"));
    }
    const before = project.files();
    project.edit("workflow.yaml", (text) => text.replace("state-machine", "queue"));
    const outcome = await project.run("sync --no-install");
    expect(actions(outcome, "remove")).toContain("workflow.asl.json");
    expect(outcome.next[0]).toBe("npm install");
    const after = project.files();
    for (const [path, text] of Object.entries(before)) {
      if (/^(src|test)\/steps\//.test(path)) expect([path, after[path]]).toEqual([path, text]);
    }

    project.edit("workflow.yaml", (text) => text.replace("queue", "state-machine"));
    await project.run("sync --no-install");
    expect(project.files()).toEqual(before);
  });

  test("a transport that was taken out of workflow.yaml is put back, not chosen anew", async () => {
    const project = await projectInDirectory(
      "name: w\ntransport: state-machine\nsteps:\n  - name: a\n",
    );
    project.edit("workflow.yaml", (text) => text.replace("transport: state-machine\n", ""));
    expect(await project.run("sync")).toMatchObject({ status: "updated" });
    expect(project.read("workflow.yaml")).toContain("transport: state-machine\n");
    expect(project.told.join()).toContain("names no transport");
  });

  test.each([
    ["{ api: POST /orders }", undefined],
    ["{ schedule: rate(1 hour) }", "Change its schema: accept  scheduledTime: z.iso.datetime()"],
  ])("a trigger that is added leaves the input as it is: %s", async (trigger, suggestion) => {
    const project = await projectInDirectory();
    project.edit("src/input.ts", (text) =>
      text.replace("looseObject({})", "object({ orderId: z.string() })"),
    );
    const schema = project.read("src/input.ts");
    project.edit("workflow.yaml", (text) => text.replace("steps:", `trigger: ${trigger}\nsteps:`));
    const outcome = await project.run("sync --no-install");
    expect(outcome.status).toBe("updated");
    expect(outcome.warnings?.map((one) => [one.path, one.suggestion]) ?? []).toEqual(
      suggestion ? [["src/input.ts", suggestion]] : [],
    );
    expect(project.read("src/input.ts")).toBe(schema);
    expect(project.read("src/runtime/start-request.ts")).toContain("workflowInput");
  });

  test("another trigger sends another input: what the schema must take is told, it is not rewritten", async () => {
    const project = await projectInDirectory(
      "name: w\ntransport: queue\ntrigger: { api: POST /orders }\nsteps:\n  - name: a\n",
    );
    const schema = project.read("src/input.ts");
    const change = async (from: string, to: string) => {
      project.edit("workflow.yaml", (text) => text.replace(from, to));
      return (await project.run("sync --no-install")).warnings?.find(
        ({ code }) => code === "INPUT_SCHEMA",
      );
    };
    expect(await change("/orders", "/v1/orders")).toBeUndefined();
    expect(
      (await change("name: a", "name: a\n    idempotency: { key: input.orderId }"))?.suggestion,
    ).toBe("Change its schema: accept  orderId: z.string().min(1)");
    expect(await change("\n    idempotency: { key: input.orderId }", "")).toBeUndefined();
    expect((await change("api: POST /v1/orders", "schedule: rate(1 hour)"))?.suggestion).toBe(
      "Change its schema: accept  scheduledTime: z.iso.datetime()  and do not require  reference: z.string().min(1)",
    );
    expect(project.read("src/input.ts")).toBe(schema);
  });

  test("an invalid workflow.yaml: its mistakes with their places, nothing written", async () => {
    const project = await projectInDirectory();
    project.edit("workflow.yaml", (text) => text.replace("retry:", "retries:"));
    const before = project.files();
    const outcome = await project.run("sync");
    expect(outcome).toMatchObject({
      status: "error",
      exitCode: 2,
      problems: [{ code: "UNKNOWN_KEY", path: "workflow.yaml", line: 17, column: 5 }],
    });
    expect(outcome.sources?.get("workflow.yaml")).toContain("retries:");
    expect(project.files()).toEqual(before);
  });

  test("in a check-out with CRLF all stays CRLF, and nothing looks changed", async () => {
    const project = await projectInDirectory();
    for (const [path, text] of Object.entries(project.files())) {
      project.write(path, text.replaceAll("\n", "\r\n"));
    }
    expect(await project.run("check")).toMatchObject({ status: "unchanged" });
    await project.run("add step send --after create-order");
    for (const path of ["workflow.yaml", "template.yaml", "README.md", "src/workflow.ts"]) {
      expect(project.read(path)).toContain("send");
      expect(project.read(path).replaceAll("\r\n", "")).not.toContain("\n");
    }
    expect(await project.run("check")).toMatchObject({ status: "unchanged" });
  });
});

describe("what both the user and the change touch", () => {
  const conflicting = async () => {
    const project = await projectInDirectory();
    project.edit("workflow.asl.json", (text) =>
      text.replace('"MaxAttempts": 5', '"MaxAttempts": 7'),
    );
    project.edit("workflow.yaml", (text) => text.replace("maxAttempts: 5", "maxAttempts: 6"));
    return project;
  };

  test("is merged: the edits of managed files survive", async () => {
    const project = await projectInDirectory();
    project.edit("README.md", (text) => text.replace("## Commands", "Mine.\n\n## Commands"));
    project.edit("package.json", (text) =>
      text.replace('"check":', '"mine": "echo",\n    "check":'),
    );
    const outcome = await project.run("add step send --after create-order");
    expect(outcome.status).toBe("updated");
    expect(actions(outcome, "merge")).toEqual(["README.md"]);
    expect(project.read("README.md")).toContain("Mine.\n\n## Commands");
    expect(project.read("README.md")).toContain("| `send` |");
    expect((await project.run("check")).exitCode).toBe(0);
    await project.run("remove step send");
    expect(project.read("README.md")).toContain("Mine.\n\n## Commands");
    expect(project.read("README.md")).not.toContain("| `send` |");
  });

  test("differently, is a conflict: exit 3, nothing written, both sides told", async () => {
    const project = await conflicting();
    const before = project.files();
    const outcome = await project.run("sync");
    expect(outcome).toMatchObject({
      status: "conflict",
      exitCode: 3,
      problems: [{ code: "CONFLICT", path: "workflow.asl.json" }],
    });
    expect(outcome.problems[0]?.message).toMatch(/7.*6/s);
    expect(project.files()).toEqual(before);
  });

  test("is written with markers where that is asked for, and all else with it", async () => {
    const project = await conflicting();
    const before = project.files();
    expect(await project.run("sync --conflict markers --dry-run")).toMatchObject({
      status: "conflict",
      exitCode: 3,
    });
    expect(project.files()).toEqual(before);

    const outcome = await project.run("sync --conflict markers");
    expect(outcome).toMatchObject({ status: "conflict", exitCode: 3 });
    expect(project.read("workflow.asl.json")).toMatch(/<<<<<<<.*7.*=======.*6.*>>>>>>>/s);
    expect(project.read("README.md")).toContain("6 times");
    expect(outcome.next).toEqual(["npm run check", "npm test"]);
    expect(project.told.join()).toContain("between conflict markers");

    project.write("workflow.asl.json", before["workflow.asl.json"] ?? "");
    expect((await project.run("check")).exitCode).toBe(0);
  });

  test("and left with markers, is told by check and sync until somebody has chosen", async () => {
    const project = await conflicting();
    await project.run("sync --conflict markers");
    const marked = project.files();
    const line = project.read("workflow.asl.json").split("\n").indexOf("<<<<<<< yours") + 1;
    const problem = {
      code: "CONFLICT",
      path: "workflow.asl.json",
      line,
      suggestion: expect.stringContaining(">>>>>>> markers"),
    };
    expect(await project.run("check")).toMatchObject({
      status: "error",
      exitCode: 1,
      next: [],
      problems: [problem],
    });
    for (const command of ["sync", "sync --conflict markers", "add step send"]) {
      expect(await project.run(command)).toMatchObject({
        status: "conflict",
        exitCode: 3,
        problems: [problem],
      });
      expect(project.files()).toEqual(marked);
    }
    project.edit("workflow.yaml", (text) => text.replace("maxAttempts: 6", "maxAttempts: 8"));
    expect(codes(await project.run("check"))).toEqual(["CONFLICT", "OUT_OF_DATE"]);

    project.edit("workflow.asl.json", (text) =>
      text.replace(/<<<<<<< yours\n.*?=======\n(.*?)>>>>>>> [^\n]*\n/gs, "$1"),
    );
    expect((await project.run("sync")).status).toBe("updated");
    expect((await project.run("check")).exitCode).toBe(0);
  });
});

test.each([
  ["tabs", "\t"],
  ["four spaces", "    "],
])("a project that is indented with %s is changed as any other", async (_, unit) => {
  const project = await projectInDirectory();
  const restyle = (path: string) =>
    project.edit(path, (text) =>
      text.replace(/^(?: {2})+/gm, (indent) => unit.repeat(indent.length / 2)),
    );
  const code = Object.keys(project.files()).filter((path) => path.endsWith(".ts"));
  for (const path of code) restyle(path);
  const before = project.files();
  const flags = "--on-failure compensate --compensation unsend";
  const added = await project.run(`add step send --after create-order ${flags}`);
  expect([added.status, added.problems]).toEqual(["updated", []]);
  expect(actions(added, "merge")).toContain("src/workflow.ts");
  for (const path of actions(added, "merge")) {
    expect(project.read(path), path).not.toMatch(/^ {2}\S/m);
  }
  restyle("src/functions/send.ts");
  expect((await project.run("remove step send")).status).toBe("updated");
  expect(project.files()).toEqual(before);
});

test("a README whose tables are filled up with spaces is merged", async () => {
  const project = await projectInDirectory();
  project.edit("README.md", (text) =>
    text.replace(/^\|.*$/gm, (row) => row.replaceAll("---", "------").replaceAll(" |", "   |")),
  );
  project.edit("README.md", (text) => `${text}\nmine\n`);
  const added = await project.run("add step send --on-failure continue");
  expect([added.status, added.problems]).toEqual(["updated", []]);
  expect(project.read("README.md")).toMatch(/^\| `send` \|/m);
  expect(project.read("README.md")).toMatch(/\nmine\n$/);
});

test.each([true, false])(
  "a step that was moved locks nothing, edited or not (its import put right: %s)",
  async (isPutRight) => {
    const project = await projectInDirectory();
    mkdirSync(join(project.root, "src/domain"));
    project.write("src/domain/create-order.ts", project.read("src/steps/create-order.ts"));
    rmSync(join(project.root, "src/steps/create-order.ts"));
    const follow = (path: string) =>
      project.edit(path, (text) => text.replace("/steps/create-order", "/domain/create-order"));
    follow("src/functions/create-order.ts");
    if (isPutRight) follow("src/workflow.ts");
    project.edit("src/workflow.ts", (text) => `${text}\n// mine\n`);
    for (const name of ["send", "pack"]) {
      expect(await project.run(`add step ${name}`)).toMatchObject({ exitCode: 0 });
      expect(project.read("src/workflow.ts")).toMatch(/\/domain\/create-order[\s\S]*mine\n$/);
    }
  },
);

describe("check", () => {
  test("exit 1 and the files, where sync would change something; it changes nothing", async () => {
    const project = await projectInDirectory();
    project.edit("workflow.yaml", (text) => text.replace("maxAttempts: 5", "maxAttempts: 6"));
    const before = project.files();
    const outcome = await project.run("check");
    expect(outcome).toMatchObject({
      status: "error",
      exitCode: 1,
      next: ["unchain sync"],
      problems: [{ code: "OUT_OF_DATE", suggestion: "Run:  unchain sync" }],
    });
    expect(outcome.problems[0]?.message).toContain("update    workflow.asl.json");
    expect(project.files()).toEqual(before);
    await project.run("sync");
    expect((await project.run("check")).exitCode).toBe(0);
  });

  test("a comment in workflow.yaml is no difference", async () => {
    const project = await projectInDirectory();
    project.edit("workflow.yaml", (text) => `# mine\n${text}`);
    expect(await project.run("check")).toMatchObject({ status: "unchanged", exitCode: 0 });
  });

  test("what the user edited or deleted is theirs, and no difference", async () => {
    const project = await projectInDirectory();
    project.edit("README.md", (text) => `${text}\nMine.\n`);
    rmSync(join(project.root, ".github"), { recursive: true });
    rmSync(join(project.root, "test/steps/cancel-order.test.ts"));
    expect((await project.run("check")).exitCode).toBe(0);
  });

  test.each([
    ["src/steps/cancel-order.ts", "src/functions/cancel-order.ts"],
    ["src/input.ts", "local/input.ts"],
    ["local/faults.ts", "local/engine.ts"],
  ])("exit 1 where %s was deleted, which a generated file imports", async (path, importer) => {
    const project = await projectInDirectory();
    const before = project.files();
    rmSync(join(project.root, path));
    for (const line of ["check", "check --strict"]) {
      expect(await project.run(line)).toMatchObject({
        status: "error",
        exitCode: 1,
        problems: [
          {
            code: "MISSING_FILE",
            message: `This file was deleted, but ${importer} imports it.`,
            suggestion: expect.stringContaining(`unchain sync --restore ${path}`),
            path,
          },
        ],
      });
    }
    const { text } = await project.run("status");
    expect(text?.({ colour: false, width: 200 })).toContain(`still imported: ${path}.`);
    await project.run(`sync --restore ${path}`);
    expect(project.files()).toEqual(before);
    expect(await project.run("check")).toMatchObject({ exitCode: 0, warnings: [] });
  });
});

describe("a dry run", () => {
  test.each(["add step send", "remove step create-invoice", "sync --diff", "check --dry-run"])(
    "%s writes nothing",
    async (line) => {
      const project = await projectInDirectory();
      if (line.startsWith("sync")) {
        project.edit("workflow.yaml", (text) => text.replace("maxAttempts: 5", "maxAttempts: 6"));
      }
      const before = project.files();
      const outcome = await project.run(line.includes("--") ? line : `${line} --dry-run`);
      expect(outcome.exitCode).toBe(0);
      expect(project.files()).toEqual(before);
    },
  );
});

describe("where project that can be opened", () => {
  test("outside of one: exit 2", async () => {
    const project = await projectInDirectory();
    const outcome = await project.run("sync", { cwd: join(project.root, "..") });
    expect(outcome).toMatchObject({ status: "error", exitCode: 2 });
    expect(codes(outcome)).toEqual(["NOT_A_PROJECT"]);
  });

  test("in a folder of one, it is found", async () => {
    const project = await projectInDirectory();
    const outcome = await project.run("add step send", { cwd: join(project.root, "src/steps") });
    expect(outcome).toMatchObject({ status: "updated", directory: project.root });
    expect(outcome.next[0]).toBe("cd ../..");
  });

  test("a lock that is none: exit 1", async () => {
    const project = await projectInDirectory();
    project.write(".unchain/lock.json", "{}");
    const outcome = await project.run("sync");
    expect(outcome.exitCode).toBe(1);
    expect(codes(outcome)).toContain("LOCK_VERSION");
  });

  test("no workflow.yaml: exit 2", async () => {
    const project = await projectInDirectory();
    rmSync(join(project.root, "workflow.yaml"));
    expect(await project.run("add step send")).toMatchObject({
      exitCode: 2,
      problems: [{ code: "NOT_READABLE", path: "workflow.yaml" }],
    });
  });

  test("a run that was killed is put right first; a dry run and a check cannot", async () => {
    const project = await projectInDirectory();
    project.write(
      ".unchain/journal.json",
      JSON.stringify({ version: 1, id: "x", directories: [], entries: [] }),
    );
    expect(codes(await project.run("check"))).toEqual(["INTERRUPTED"]);
    expect(codes(await project.run("sync --dry-run"))).toEqual(["INTERRUPTED"]);
    expect((await project.run("sync")).status).toBe("unchanged");
    expect(project.told.join()).toContain("repaired it");
    expect((await project.run("check")).exitCode).toBe(0);
  });
});

test("two branches that each add a step are merged as the lock says", async () => {
  const project = await projectInDirectory();
  const { git, run } = project;
  project.commit();
  const [main] = git("branch", "--show-current").split("\n") as [string];
  git("switch", "--quiet", "--create", "other");
  await run("add step one --after create-order");
  project.edit("src/steps/one.ts", (text) => `// mine\n${text}`);
  project.commit();
  git("switch", "--quiet", main);
  await run("add step two --after create-order");
  project.commit();
  expect(() => git("merge", "other")).toThrow("merge");

  const inLock = await run("check");
  expect(inLock).toMatchObject({ exitCode: 1, problems: [{ code: "INVALID_LOCK" }] });
  expect(inLock.problems[0]?.suggestion).toContain("git checkout --ours .unchain/lock.json");
  git("checkout", "--ours", ".unchain/lock.json");
  expect(await run("sync")).toMatchObject({
    exitCode: 2,
    problems: [{ code: "CONFLICT", path: "workflow.yaml", line: 8 }],
  });
  project.edit("workflow.yaml", (text) => text.replace(/^[<=>]{7}.*\n/gm, ""));
  const unresolved = git("diff", "--name-only", "--diff-filter=U").trim().split("\n");
  const generated = unresolved.filter((path) => !["workflow.yaml", LOCK_PATH].includes(path));
  const stopped = await run("sync");
  expect(stopped.exitCode).toBe(3);
  expect([...new Set(stopped.problems.map(({ path }) => path))].sort()).toEqual(generated.sort());
  git("checkout", "--ours", ...generated);
  expect(await run("sync")).toMatchObject({ exitCode: 0, status: "updated" });
  const { exitCode, files } = { ...(await run("check")), files: project.files() };
  expect(exitCode).toBe(0);
  expect(files["src/steps/one.ts"]).toMatch(/^\/\/ mine\n/);
  const afresh = (await projectInDirectory(files[WORKFLOW_PATH])).files();
  expect(files).toEqual({
    ...afresh,
    "src/steps/one.ts": files["src/steps/one.ts"],
  });
});

test("whatever the workflow: a step that is added and removed leaves no trace", async () => {
  await fc.assert(
    fc.asyncProperty(
      workflowArbitrary.map((workflow) => ({ transport: "state-machine" as const, ...workflow })),
      fc.nat(),
      async (workflow, seed) => {
        fc.pre(workflow.steps.every(({ name }) => name !== "brand-new"));
        const project = await projectInDirectory(writeWorkflow(workflow));
        const before = project.files();
        const after = workflow.steps[seed % workflow.steps.length]?.name;
        const added = await project.run(
          `add step brand-new --after ${after} --on-failure continue`,
        );
        expect([added.status, added.problems]).toEqual(["updated", []]);
        expect((await project.run("check")).exitCode).toBe(0);
        expect((await project.run("remove step brand-new")).status).toBe("updated");
        expect(project.files()).toEqual(before);
      },
    ),
    { numRuns: 5 },
  );
}, 30_000);
