import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import nodePlop from "node-plop";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLI, cleanEnv, emptyDirectory, filesIn } from "./command-line.ts";

/** util-linux's `script` gives a command a pseudo terminal; other systems' versions differ. */
const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

const ENTER = "\r";
const UP = "\u001b[A";
const DOWN = "\u001b[B";
const CTRL_C = "\u0003";

let cwd: string;
beforeEach(() => {
  cwd = emptyDirectory();
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** A command line at a terminal, and what its screen has shown so far. */
function atTerminal(line: string, directory = cwd, program = `'${CLI}'`) {
  const command = `stty cols 100 rows 40; '${process.execPath}' ${program} ${line}`;
  const running = execa("script", ["-qec", command, "/dev/null"], {
    cwd: directory,
    env: { ...cleanEnv(), TERM: "xterm", COLUMNS: "100" },
    extendEnv: false,
    reject: false,
    stdin: "pipe",
    all: true,
  });
  let screen = "";
  running.all.on("data", (chunk: Buffer) => {
    screen += chunk.toString();
  });
  return {
    running,
    screen: () => screen,
    /** Types once the text is on the screen behind everything that was there before. */
    async type(keys: string, after: string) {
      const seen = screen.length;
      running.stdin.write(keys);
      for (let waited = 0; !screen.slice(seen).includes(after); waited += 20) {
        if (waited > 20_000) throw new Error(`No "${after}" in ${screen.slice(seen)}`);
        await delay(20);
      }
    },
    async see(text: string) {
      for (let waited = 0; !screen.includes(text); waited += 20) {
        if (waited > 20_000) throw new Error(`No "${text}" in ${screen}`);
        await delay(20);
      }
    },
  };
}

describe.skipIf(!hasScript)("at a terminal", () => {
  test("Enter all the way makes a project, and the command shown at the end makes it again", async () => {
    const { running, screen, see, type } = atTerminal("--no-install --no-git");
    await see("Name of the workflow");
    await type(ENTER, "What is it for?");
    await type(ENTER, "Directory");
    for (const step of ["Step 1", "Step 2"]) {
      await type(ENTER, step);
      await type(ENTER, "What does it do?");
      await type(ENTER, "Which step undoes it?");
      await type(ENTER, "fails for good");
      await type(ENTER, "More rules");
      await type(ENTER, "What next?");
      expect(screen()).toContain("▼");
    }
    await type(ENTER, "Recommended transport");
    await see("What carries the work");
    await type(ENTER, "Package manager");
    await type(ENTER, "Created order-processing");
    expect((await running).exitCode).toBe(0);

    const project = filesIn(join(cwd, "order-processing"));
    const replay = /^ *(node .*order-processing-2.*)\r$/m.exec(screen())?.[1] ?? "";
    await execa("sh", ["-c", replay], { cwd, env: cleanEnv(), extendEnv: false });
    expect(filesIn(join(cwd, "order-processing-2"))).toEqual(project);
  });

  test("inside a workspace it asks before anything around the project changes", async () => {
    writeFileSync(join(cwd, "package.json"), '{ "workspaces": ["apps/*"] }\n');
    writeFileSync(join(cwd, "pnpm-lock.yaml"), "");
    await execa("git", ["init", "--quiet"], { cwd });
    const { running, screen, see, type } = atTerminal("services/orders --transport queue");
    await see("Name of the workflow");
    await type(ENTER, "What is it for?");
    await type(ENTER, "Step 1");
    await type(ENTER, "What does it do?");
    await type(ENTER, "Which step undoes it?");
    await type(ENTER, "fails for good");
    await type(ENTER, "More rules");
    await type(ENTER, "What next?");
    await type(DOWN, "complete");
    await type(ENTER, "services/orders is not in the workspace. Add it to package.json?");
    await type(ENTER, "Install the packages now?");
    await type(`n${ENTER}`, "Created services/orders");
    expect((await running).exitCode).toBe(0);
    expect(screen()).not.toContain("Package manager");
    expect(screen()).toContain("pnpm install");
    expect(readFileSync(join(cwd, "package.json"), "utf8")).toBe(
      '{ "workspaces": ["apps/*", "services/orders"] }\n',
    );

    const orders = join(cwd, "services/orders");
    const add = atTerminal("add step keep --claim-check", orders);
    await add.see("Install the packages now?");
    await add.type(`n${ENTER}`, "pnpm install");
    expect((await add.running).exitCode).toBe(0);
    expect(existsSync(join(orders, "node_modules"))).toBe(false);
  });

  test("a question mark leads to the other kinds of step, and each branch is asked for", async () => {
    const { running, screen, see, type } = atTerminal("trip --no-install --no-git");
    await see("Name of the workflow");
    await type(ENTER, "What is it for?");
    await type(ENTER, "Step 1");
    await type(`?${ENTER}`, "what kind of step?");
    await type(`${DOWN}${DOWN}${DOWN}${ENTER}`, "its name");
    await type(`Book${ENTER}`, "What does it do?");
    await type(ENTER, "Step 1 of branch 1 of book");
    for (const [step, next] of [
      ["book-hotel", "Step 1 of branch 2 of book"],
      ["book-flight", "Another branch of book?"],
    ] as const) {
      await type(`${step}${ENTER}`, "What does it do?");
      await type(ENTER, "Which step undoes it?");
      await type(`cancel-${step}${ENTER}`, "fails for good");
      await type(ENTER, "More rules");
      await type(ENTER, "What next in branch");
      await type(ENTER, next);
    }
    await type(ENTER, "When a branch of book fails");
    await type(`${DOWN}${ENTER}`, "More rules for book?");
    await type(ENTER, "What next?");
    expect(screen()).toContain("├─ branch 2");
    await type(`${DOWN}${ENTER}`, "Recommended transport: state-machine");
    await see("What carries the work");
    await type(ENTER, "Package manager");
    await type(ENTER, "Created trip");
    expect((await running).exitCode).toBe(0);
    expect(readFileSync(join(cwd, "trip", "workflow.yaml"), "utf8")).toBe(
      `# yaml-language-server: $schema=.unchain/workflow.schema.json
name: trip
transport: state-machine
steps:
  - name: book
    parallel:
      - steps:
          - name: book-hotel
            compensation: cancel-book-hotel
      - steps:
          - name: book-flight
            compensation: cancel-book-flight
    onFailure: compensate
`,
    );
  });

  test("Ctrl-C at a question: exit 130, nothing left behind", async () => {
    const { running, see, type } = atTerminal("a/b/app");
    await see("Name of the workflow");
    await type(ENTER, "What is it for?");
    running.stdin.write(CTRL_C);
    const { exitCode, all } = await running;
    expect(exitCode).toBe(130);
    expect(all).toContain("nothing was left behind");
    expect(filesIn(cwd)).toEqual([]);
  });

  test("where people start: the workflow.yaml of a clone is offered, and a README gone along with", async () => {
    writeFileSync(join(cwd, "workflow.yaml"), "name: w\nsteps: [name: a]\n");
    writeFileSync(join(cwd, "README.md"), "# Theirs\n");
    const { running, screen, see, type } = atTerminal("--no-install --no-git");
    await see("There is a workflow.yaml in this directory");
    await type(ENTER, "has files: README.md");
    await type(ENTER, "Created this directory");
    expect((await running).exitCode, screen()).toBe(0);
    expect(readFileSync(join(cwd, "README.old.md"), "utf8")).toBe("# Theirs\n");
    expect(readFileSync(join(cwd, "workflow.yaml"), "utf8")).toContain("transport: queue");
  });

  test("a directory with something in it is asked about first, and refused with a no", async () => {
    await execa("mkdir", ["-p", "app/src"], { cwd });
    const { running, screen, see } = atTerminal("app");
    await see("app has files: src");
    running.stdin.write(`n${ENTER}`);
    expect((await running).exitCode).toBe(3);
    expect(screen()).not.toContain("Name of the workflow");
  });

  test("a step is added by answers, and taken out by choice; Ctrl-C leaves all as it was", async () => {
    const shop = join(cwd, "shop");
    await execa(process.execPath, [CLI, "shop", "--yes", "--no-install", "--no-git"], { cwd });
    const before = readFileSync(join(shop, "workflow.yaml"), "utf8");

    const cancelled = atTerminal("add step", shop);
    await cancelled.see("Where does the new step go?");
    await cancelled.type(ENTER, "its name");
    cancelled.running.stdin.write(CTRL_C);
    expect((await cancelled.running).exitCode).toBe(130);

    const add = atTerminal("add step --before create-invoice", shop);
    await add.see("its name");
    await add.type(`Send Parcel${ENTER}`, "What does it do?");
    await add.type(ENTER, "Which step undoes it?");
    await add.type(ENTER, "fails for good");
    await add.type(ENTER, "More rules");
    await add.type(ENTER, "Add send-parcel?");
    expect(add.screen()).toMatch(/│ send-parcel +│/);
    await add.type(ENTER, "Updated this directory");
    expect((await add.running).exitCode).toBe(0);
    expect(add.screen()).toContain("add step send-parcel --before create-invoice");

    const remove = atTerminal("remove step", shop);
    await remove.see("Which step is taken out?");
    await remove.type(`${UP}${ENTER}`, "Take out send-parcel?");
    await remove.type(ENTER, "Updated this directory");
    expect((await remove.running).exitCode).toBe(0);
    expect(readFileSync(join(shop, "workflow.yaml"), "utf8")).toBe(before);
  });

  test("plop edits a step and renames it, with the questions of edit step and rename step", async () => {
    const shop = join(cwd, "shop");
    await execa(process.execPath, [CLI, "shop", "--yes", "--no-install", "--no-git"], { cwd });
    const workflow = () => readFileSync(join(shop, "workflow.yaml"), "utf8");
    const plop = fileURLToPath(import.meta.resolve("plop")).replace(/src.plop\.js$/, "bin/plop.js");
    const withPlop = (generator: string) =>
      atTerminal(`--plopfile '${PLOPFILE}' ${generator}`, shop, `'${plop}'`);

    const edit = withPlop("edit-step");
    await edit.see("Which step is changed?");
    await edit.type(ENTER, "What does it do?");
    await edit.type(`Writes it down.${ENTER}`, "Which step undoes it?");
    await edit.type(ENTER, "fails for good");
    await edit.type(ENTER, "More rules");
    await edit.type(ENTER, "Change create-order?");
    await edit.type(ENTER, "Updated this directory");
    expect((await edit.running).exitCode).toBe(0);
    expect(workflow()).toContain("description: Writes it down.");

    const rename = withPlop("rename-step");
    await rename.see("Which step");
    await rename.type(ENTER, "name");
    await rename.type(`Write Order${ENTER}`, "Updated this directory");
    expect((await rename.running).exitCode).toBe(0);
    expect(workflow()).toContain("- name: write-order\n");
    expect(filesIn(shop)).toEqual(expect.arrayContaining(["src/steps/write-order.ts"]));
  });

  test("--json at a terminal asks nothing", async () => {
    const { running, screen } = atTerminal("app --json");
    expect((await running).exitCode).toBe(3);
    expect(screen()).toContain("needs-input");
  });
});

const PLOPFILE = join(CLI, "..", "plopfile.js");

test("plop lists the generators", async () => {
  const plop = await nodePlop(PLOPFILE);
  expect(plop.getGeneratorList().map(({ name }) => name)).toEqual([
    "project",
    "step",
    "edit-step",
    "rename-step",
  ]);
});
