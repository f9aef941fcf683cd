import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Cancelled } from "../../src/cli/cancellation.ts";
import { projectInDirectory } from "./project-in-directory.ts";

const unreadable = { isTerminal: false, read: async () => new TextEncoder().encode("name: 1\n") };

test("where no project can be made yet, the outcome names the directory that it is to be in", async () => {
  const project = await projectInDirectory();
  const home = dirname(project.root);
  const named = { status: "needs-input", directory: join(home, "other") };
  expect(await project.run("new other")).toMatchObject(named);
  expect(await project.run(`new other --cwd ${home}`, { cwd: "/" })).toMatchObject(named);
  expect(await project.run("new")).toMatchObject({ status: "needs-input", directory: home });
  expect(await project.run("new other --workflow -", { stdin: unreadable })).toMatchObject({
    status: "error",
    exitCode: 2,
    directory: join(home, "other"),
  });
});

test("what is to be done next is said from where the shell is, with --cwd too", async () => {
  const project = await projectInDirectory();
  const home = dirname(project.root);
  const there = await project.run("new other --cwd shop --yes --no-install --no-git", {
    cwd: home,
  });
  expect(there.next).toEqual(["cd shop/other", "npm install", "npm test", "npm run local"]);
  expect((await project.run("new --cwd shop", { cwd: home })).next).toEqual([
    "unchain new my-app --workflow workflow.yaml --cwd shop",
    "unchain new my-app --yes --cwd shop",
  ]);
});

test.skipIf(process.platform === "win32")(
  "a link to nothing is no place for a project",
  async () => {
    const project = await projectInDirectory();
    const home = dirname(project.root);
    symlinkSync("nowhere", join(home, "link"));
    const bare = "--yes --no-install --no-git";
    expect(await project.run(`new link ${bare}`)).toMatchObject({
      exitCode: 1,
      directory: join(home, "link"),
      problems: [{ code: "NOT_A_DIRECTORY", path: "link", suggestion: expect.any(String) }],
    });
    expect(await project.run(`new link/below ${bare}`)).toMatchObject({
      exitCode: 1,
      directory: join(home, "link", "below"),
      problems: [{ code: "NOT_A_DIRECTORY", path: join(home, "link") }],
    });
  },
);

test.skipIf(process.platform === "win32")(
  "a workflow that is at the end of links in a circle is a problem in words, with its path",
  async () => {
    const project = await projectInDirectory();
    symlinkSync("loop.yaml", join(dirname(project.root), "loop.yaml"));
    expect(await project.run("new other --workflow loop.yaml")).toMatchObject({
      exitCode: 1,
      problems: [
        {
          code: "LINK_LOOP",
          path: "loop.yaml",
          message: "Symbolic links form a cycle.",
          suggestion: expect.any(String),
        },
      ],
    });
  },
);
test.each([
  ["con/shop", "a device name on Windows"],
  ["shop./a", "ends in a dot"],
  [".git/shop", "directory of git itself"],
  ["node_modules/shop", "installation may delete it"],
])("no project is made in %s, which is said", async (named, why) => {
  const project = await projectInDirectory();
  expect(await project.run(`new ${named} --yes --no-install --no-git`)).toMatchObject({
    exitCode: 2,
    problems: [{ code: "INVALID_DIRECTORY", message: expect.stringContaining(why) }],
  });
});

test.each([
  ["./-dash", "dash", "./-dash"],
  ["My.Shop v2", "my-shop-v2", '"My.Shop v2"'],
  ["\u043f\u0440", "order-processing", '"\u043f\u0440"'],
])("in %s the project is %s, and the way there is %s", async (named, name, way) => {
  const project = await projectInDirectory();
  const made = await project.run(`new "${named}" --yes --no-install --no-git`);
  expect(made.next[0]).toBe(`cd ${way}`);
  expect(JSON.parse(project.read(`../${named}/package.json`)).name).toBe(name);
});

test("cancelled, the outcome names the directory too", async () => {
  const project = await projectInDirectory();
  const signal = AbortSignal.abort(new Cancelled("SIGINT"));
  expect(await project.run("new other --yes --no-install --no-git", { signal })).toMatchObject({
    exitCode: 130,
    directory: join(dirname(project.root), "other"),
    problems: [{ code: "CANCELLED" }],
  });
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "an empty directory that cannot be written is refused before there are questions",
  async () => {
    const project = await projectInDirectory();
    const locked = join(dirname(project.root), "locked");
    mkdirSync(locked, { mode: 0o500 });
    expect(await project.run("new locked")).toMatchObject({
      exitCode: 1,
      directory: locked,
      problems: [{ code: "NOT_WRITABLE", path: "locked" }],
    });
  },
);

test("a workflow that Unchain writes names its schema, one that was given stays word for word", async () => {
  const given = "name: w\ntransport: queue\nsteps: [name: a]\n";
  const project = await projectInDirectory(given);
  expect(project.read("workflow.yaml")).toBe(given);
  const bare = "--no-install --no-git";
  await project.run(`new example --yes ${bare}`);
  const [first, second] = project.read("../example/workflow.yaml").split("\n");
  const [, path = ""] = /^# yaml-language-server: \$schema=(.+)$/.exec(first ?? "") ?? [];
  expect(JSON.parse(project.read(`../example/${path}`)).title).toBe("Unchain workflow");
  expect(second).toBe("name: example");
});

test("what an editor has been told in a directory stays when a project is made there", async () => {
  const project = await projectInDirectory();
  const there = join(dirname(project.root), "there");
  mkdirSync(join(there, ".vscode"), { recursive: true });
  project.write("../there/.vscode/settings.json", "{}\n");
  const made = await project.run("new there --yes --no-install --no-git");
  expect(made).toMatchObject({ status: "created", exitCode: 0 });
  expect(project.read("../there/.vscode/settings.json")).toBe("{}\n");
  expect(project.read("../there/.vscode/launch.json")).toContain("local/run.ts");
});

const NOTE =
  "The workflow and its stack are named order-processing, as in standard input. If that stack is already deployed, this project will update it. To choose another name, add --name other";

test("a file names its workflow, unless --name does; where the directory has another name it is said", async () => {
  const project = await projectInDirectory();
  const home = dirname(project.root);
  const file = project.read("workflow.yaml");
  const workflowOf = (name: string) => readFileSync(join(home, name, "workflow.yaml"), "utf8");
  const bare = "--workflow - --no-install --no-git";

  expect(await project.run(`new other ${bare}`)).toMatchObject({ exitCode: 0 });
  expect(workflowOf("other")).toBe(file);
  expect(project.told).toEqual([NOTE]);
  await project.run(`new order-processing ${bare}`);
  expect(project.told).toEqual([NOTE]);

  const own = join(home, "own", "workflow.yaml");
  mkdirSync(dirname(own));
  writeFileSync(own, file);
  await project.run(`new own --workflow ${own} --no-install --no-git`);
  expect(project.told).toEqual([NOTE]);

  await project.run(`new third --name shop ${bare}`);
  expect(workflowOf("third")).toBe(file.replace("name: order-processing", "name: shop"));
  await project.run("new fourth --name true --yes --no-install --no-git");
  expect(workflowOf("fourth")).toContain('\nname: "true"\n');
  expect(await project.run("check", { cwd: join(home, "fourth") })).toMatchObject({ exitCode: 0 });
  expect(project.told).toEqual([NOTE]);

  expect(await project.run("new fifth --name Shop --yes")).toMatchObject({
    exitCode: 2,
    problems: [{ code: "INVALID_VALUE", suggestion: "Use --name shop" }],
  });
});

test("JSON becomes YAML, but for the file that the project is made around", async () => {
  const project = await projectInDirectory();
  const json = '{ "name": "w", "transport": "queue", "steps": [{ "name": "a" }] }\n';
  for (const place of ["elsewhere", "here"]) {
    mkdirSync(join(dirname(project.root), place));
    writeFileSync(join(dirname(project.root), place, "workflow.yaml"), json);
  }
  const bare = "--no-install --no-git";
  await project.run(`new made --workflow elsewhere/workflow.yaml ${bare}`);
  expect(project.read("../made/workflow.yaml")).toContain("\nsteps:\n  - name: a\n");
  await project.run(`new here --workflow here/workflow.yaml ${bare}`);
  expect(project.read("../here/workflow.yaml")).toBe(json);
});
