import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import nodePlop from "node-plop";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLI, cleanEnv, emptyDirectory, filesIn } from "./command-line.ts";

/** util-linux's `script` gives a command a pseudo terminal; other systems' versions differ. */
const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

const ENTER = "\r";
const UP = "\u001b[A";
const DOWN = "\u001b[B";
const EMPTY = "\u0015";
const CTRL_C = "\u0003";
const ESC = "\u001b";
const CLEAR = "\u001b[H\u001b[J";

let cwd: string;
beforeEach(() => {
  cwd = emptyDirectory();
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** A command line at a terminal, and what its screen has shown so far. */
function atTerminal(
  line: string,
  directory = cwd,
  env: NodeJS.ProcessEnv = {},
  program = `'${CLI}'`,
) {
  const size = `stty cols ${env.COLUMNS ?? 100} rows 40; tty`;
  const running = execa(
    "script",
    ["-qec", `${size}; '${process.execPath}' ${program} ${line}`, "/dev/null"],
    {
      cwd: directory,
      env: { ...cleanEnv(), TERM: "xterm", LANG: "C.UTF-8", LC_ALL: "", ...env },
      extendEnv: false,
      reject: false,
      stdin: "pipe",
      all: true,
    },
  );
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
    /** Gives the terminal another size, and waits until the text is drawn anew. */
    async resize(columns: number, after: string) {
      const [path = ""] = /\/dev\/pts\/\d+/.exec(screen) ?? [];
      const seen = screen.length;
      await execa("stty", ["-F", path, "rows", "40", "cols", String(columns)]);
      const redrawn = () => screen.slice(seen).split(CLEAR).slice(1).join("");
      for (let waited = 0; !redrawn().includes(after); waited += 20) {
        if (waited > 20_000) throw new Error(`No "${after}" drawn anew in ${screen.slice(seen)}`);
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
  test("three steps make a project, and the command shown at the end makes it again", async () => {
    const { running, screen, see, type } = atTerminal("--no-install --no-git");
    await see("Nothing is written until");
    await see("Name of the workflow");
    await type(ENTER, "What is it deployed with?");
    await type(ENTER, "What is the first step?");
    for (const step of ["create-order", "pay", "send"]) {
      await type(ENTER, "its name");
      await type(`${step}${ENTER}`, "fails for good");
      await type(ENTER, "What next?");
      expect(screen()).toContain("▼");
    }
    await type(`${DOWN}${ENTER}`, "Make the project in order-processing?");
    expect(screen()).toMatch(
      /Transport: queue[\s\S]*Files: \d+[\s\S]*Packages: [\s\S]*Commit: no repository/,
    );
    expect(filesIn(cwd)).toEqual([]);
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
    await type(ENTER, "What is it deployed with?");
    await type(ENTER, "What is the first step?");
    await type(ENTER, "Step 1");
    await type(`pay${ENTER}`, "fails for good");
    await type(ENTER, "What next?");
    await type(`${DOWN}${ENTER}`, "Make the project");
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

  test("Esc goes back with the answer as it was, and another size of the terminal keeps all", async () => {
    const { running, screen, see, type, resize } = atTerminal("trip --no-install --no-git");
    await see("Name of the workflow");
    await type(ENTER, "What is it deployed with?");
    await type(ENTER, "What is the first step?");
    await type(`${DOWN}${DOWN}${DOWN}${ENTER}`, "Step 1: its name");
    await type(`Book${ENTER}`, "What is the first step in branch 1");
    await type(ESC, "❯ book");
    await type(`-trip${ENTER}`, "What is the first step in branch 1 of book-trip");
    for (const [branch, step, next] of [
      [1, "book-hotel", "What is the first step in branch 2"],
      [2, "book-flight", "Another branch of book-trip?"],
    ] as const) {
      await type(ENTER, `Step 1 of branch ${branch} of book-trip`);
      await type(`${step}${ENTER}`, "fails for good");
      await type(ENTER, `What next in branch ${branch}`);
      await type(`${DOWN}${ENTER}`, next);
    }
    await type(ENTER, "When a branch of book-trip fails");
    await type(ENTER, "What next?");
    expect(screen()).toContain("├─ branch 2");
    await type(`${DOWN}${DOWN}${ENTER}`, "More rules for book-trip");
    await type(" ", "◉ a description");
    await resize(45, "◉ a description");
    await type(ENTER, "What does book-trip do?");
    await type(`Travel.${ENTER}`, "What next?");
    await type(`${DOWN}${ENTER}`, "Make the project in trip?");
    await type(ENTER, "Created trip");
    expect((await running).exitCode).toBe(0);
    expect(readFileSync(join(cwd, "trip", "workflow.yaml"), "utf8")).toBe(
      `# yaml-language-server: $schema=.unchain/workflow.schema.json
name: trip
transport: state-machine
steps:
  - name: book-trip
    description: Travel.
    parallel:
      - steps:
          - name: book-hotel
      - steps:
          - name: book-flight
`,
    );
  });

  test("in a narrow terminal without box characters lines break at words", async () => {
    const { running, screen, see, type } = atTerminal("", cwd, { COLUMNS: "40", LANG: "C" });
    await see("Name of the workflow");
    await type(ENTER, "What is it deployed with?");
    await type(ENTER, "What is the first step?");
    await type(ENTER, "its name");
    await type(`create-order${ENTER}`, "create-order fails for");
    await type(ENTER, "What next?");
    running.stdin.write(CTRL_C);
    await see("Save your answers");
    running.stdin.write(CTRL_C);
    expect((await running).exitCode).toBe(130);
    const shown = stripVTControlCharacters(screen());
    expect(shown).toContain("| create-order ");
    expect(shown).not.toMatch(/[┌─▶❯◯✔↑]/);
    // Behind a control sequence the same line may be drawn again.
    const pieces = screen()
      .split("\n")
      .flatMap((line) => line.replaceAll(ESC, `\n${ESC}`).split("\n"));
    const widths = pieces.map((piece) => stripVTControlCharacters(piece).trimEnd().length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(40);
    expect(filesIn(cwd)).toEqual([]);
  });

  test("Ctrl-C at a question: exit 130, nothing left behind", async () => {
    const { running, see } = atTerminal("a/b/app");
    await see("Name of the workflow");
    running.stdin.write(CTRL_C);
    const { exitCode, all } = await running;
    expect(exitCode).toBe(130);
    expect(all).toContain("nothing was written");
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

  test("Ctrl-C offers to keep the answers, and the questions go on from there", async () => {
    const { running, see, type } = atTerminal("shop --no-install --no-git");
    await see("Name of the workflow");
    await type(ENTER, "What is it deployed with?");
    await type(ENTER, "What is the first step?");
    await type(CTRL_C, "Save your answers in which file?");
    await type(ESC, "What is the first step?");
    await type(ENTER, "its name");
    await type("pa", "pa");
    await type(CTRL_C, "Save your answers in which file?");
    await type(ESC, "❯ pa");
    await type(ESC, "What is the first step?");
    await type(ENTER, "❯ pa");
    await type(`y${ENTER}`, "fails for good");
    await type(CTRL_C, "Save your answers in which file?");
    await type(ESC, "fails for good");
    await type(`${DOWN}${DOWN}${ENTER}`, "What next?");
    await type(CTRL_C, "Save your answers in which file?");
    await type(`no/w.yaml${ENTER}`, "there is no directory no.");
    await type(`${EMPTY}${ENTER}`, "shop --workflow workflow.yaml --no-install --no-git");
    expect((await running).exitCode).toBe(130);
    expect(filesIn(cwd)).toEqual(["workflow.yaml"]);

    const again = atTerminal("shop --workflow workflow.yaml --no-install --no-git");
    await again.see("where you left them");
    await again.see("What next?");
    expect(again.screen()).toMatch(/pay .*note the error, go on/);
    await again.type(`${DOWN}${ENTER}`, "Make the project in shop?");
    await again.type(ENTER, "Created shop");
    expect((await again.running).exitCode).toBe(0);
    const made = readFileSync(join(cwd, "shop/workflow.yaml"), "utf8");
    expect(made).toMatch(/name: pay\n {4}onFailure: continue\n$/);
    expect(made).not.toContain("Unfinished");
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
    await cancelled.type(ENTER, "What is the new step?");
    cancelled.running.stdin.write(CTRL_C);
    expect((await cancelled.running).exitCode).toBe(130);

    const half = atTerminal("add step", shop, { COLUMNS: "45" });
    await half.see("Where does the new step go?");
    await half.type(ENTER, "What is the new step?");
    await half.type(ENTER, "its name");
    await half.type(`Send Parcel${ENTER}`, "fails for good");
    await half.type(`${DOWN}${DOWN}${ENTER}`, "More rules");
    await half.type(CTRL_C, "add step send-parcel --on-failure continue");
    expect((await half.running).exitCode).toBe(130);
    expect(half.screen()).toContain("with your answers:\r\n");

    const add = atTerminal("add step --before create-invoice", shop);
    await add.see("What is the new step?");
    await add.type(ENTER, "its name");
    await add.type(`Send Parcel${ENTER}`, "fails for good");
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
      atTerminal(`--plopfile '${PLOPFILE}' ${generator}`, shop, {}, `'${plop}'`);

    const edit = withPlop("edit-step");
    await edit.see("Which step");
    await edit.type(ENTER, "When create-order fails for good");
    await edit.type(ENTER, "More rules");
    await edit.type(ENTER, "What does create-order do?");
    await edit.type(`${EMPTY}Writes it down.${ENTER}`, "undoes create-order");
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
