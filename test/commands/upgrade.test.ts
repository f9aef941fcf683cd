import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseArguments } from "../../src/cli/arguments/arguments.ts";
import type { Context } from "../../src/cli/context.ts";
import { perform } from "../../src/cli/perform.ts";
import { version } from "../../src/cli/version.ts";
import { type Outcome, Stop } from "../../src/commands/outcome/outcome.ts";
import { schemaText } from "../../src/commands/schema.ts";
import { upgradeProject } from "../../src/commands/upgrade.ts";
import { contentHash } from "../../src/project/disk/hash.ts";
import { LOCK_PATH, SCHEMA_PATH } from "../../src/project/lock-path.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { releasedProjects } from "../fixtures/released.ts";

const older = releasedProjects.filter((project) => project.version !== version);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "unchain-upgrade-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const read = (path: string) => readFileSync(join(root, path), "utf8");

const everything = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .sort()
      .map((path) => [path, read(path)]),
  );

/** What the registry has of the version that generated the project. */
let registry: Readonly<Record<string, string>> | undefined;

const release = async () => registry && new Map(Object.entries(registry));

async function run(command: "upgrade" | "sync" | "check", ...flags: string[]): Promise<Outcome> {
  const invocation = parseArguments([command, ...flags], "unchain");
  if (invocation.kind !== "command") throw new Error(JSON.stringify(invocation));
  const context: Context = {
    env: {},
    script: "/bin/unchain",
    startedIn: root,
    cwd: root,
    interactive: false,
    stdin: { isTerminal: false, read: async () => new Uint8Array() },
    progress: { start: () => ({ done: () => {}, failed: () => {} }) },
    info: () => {},
    signal: new AbortController().signal,
  };
  const done =
    invocation.command === "upgrade"
      ? upgradeProject(invocation, context, release)
      : perform(invocation, context);
  return done.catch((error: unknown) => {
    if (error instanceof Stop) return error.outcome;
    throw error;
  });
}

const upgrade = () => run("upgrade", "--no-install");

describe.each(older)("a project of $version, $name", ({ version: released, files }) => {
  beforeEach(() => {
    put(files);
    registry = files;
  });

  const isYours = (path: string) => /^(src\/steps|test\/steps|events)\//.test(path);

  test("becomes what this version makes, but for what is yours", async () => {
    const { status, exitCode } = await upgrade();
    expect([status, exitCode]).toEqual(["updated", 0]);
    expect(JSON.parse(read(LOCK_PATH)).generator).toBe(version);

    const made = Object.entries(renderWorkflow(files["workflow.yaml"] as string));
    const expected = made.map(([path, text]) => [
      path,
      isYours(path) && path in files ? files[path] : text,
    ]);
    const { [LOCK_PATH]: _, [SCHEMA_PATH]: schema, ...upgraded } = everything();
    expect(upgraded).toEqual(Object.fromEntries(expected));
    expect(schema).toBe(schemaText());
    expect((await upgrade()).status).toBe("unchanged");
    expect((await run("check")).exitCode).toBe(0);
  });

  test("keeps every line that somebody wrote", async () => {
    const edits = {
      "README.md": `${files["README.md"]}\nAsk Ada before you deploy.\n`,
      "src/steps/create-order.ts": `${files["src/steps/create-order.ts"]}\n// Ours.\n`,
      "template.yaml": files["template.yaml"]?.replace("MemorySize: 256", "MemorySize: 1024") ?? "",
    };
    put(edits);
    const before = everything();
    const { exitCode } = await upgrade();
    expect(read("README.md")).toContain("Ask Ada before you deploy.");
    expect(read("src/steps/create-order.ts")).toBe(edits["src/steps/create-order.ts"]);
    expect(read("template.yaml")).toContain("MemorySize: 1024");
    if (exitCode === 3) expect(everything()).toEqual(before);
    else expect(exitCode).toBe(0);
  });

  test("does not get back what somebody deleted", async () => {
    rmSync(join(root, ".github"), { recursive: true });
    expect((await upgrade()).exitCode).toBe(0);
    expect(Object.keys(everything())).not.toContain(".github/workflows/ci.yml");
  });

  test("is left alone by a dry run", async () => {
    expect((await run("upgrade", "--dry-run")).status).toBe("planned");
    expect(everything()).toEqual(files);
  });

  test.each(["sync", "check"] as const)("is not upgraded on the way by %s", async (command) => {
    const { exitCode, problems } = await run(command);
    expect([exitCode, problems[0]?.code]).toEqual([1, "GENERATED_BY_OLDER"]);
    expect(problems[0]?.message).toContain(released);
    expect(everything()).toEqual(files);
  });
});

describe("a file that is edited and is generated differently now", () => {
  const heading = "## When something fails";
  const edited = (text: string) => `${text}\nAsk Ada before you deploy.\n`;

  /** A project of an older version whose README had another heading. */
  beforeEach(() => {
    const { files } = older[0] as (typeof older)[number];
    const readme = files["README.md"]?.replace(heading, "## Failures") ?? "";
    const lock = JSON.parse(files[LOCK_PATH] ?? "");
    lock.files["README.md"].hash = contentHash(readme);
    registry = { ...files, "README.md": readme, [LOCK_PATH]: JSON.stringify(lock) };
    put({ ...registry, "README.md": edited(readme) });
  });

  test("is merged, where the registry has the version that made it", async () => {
    const { exitCode, changes } = await upgrade();
    expect(exitCode).toBe(0);
    expect(changes.find(({ path }) => path === "README.md")?.action).toBe("merge");
    expect(read("README.md")).toContain(heading);
    expect(read("README.md")).toContain("Ask Ada before you deploy.");
    expect((await run("check")).exitCode).toBe(0);
  });

  test("is a conflict where the registry has not, and nothing is written", async () => {
    const before = everything();
    registry = undefined;
    const { exitCode, problems } = await upgrade();
    expect(exitCode).toBe(3);
    expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(["README.md"]));
    expect(everything()).toEqual(before);
  });

  test("is a conflict where what the registry has is not what the lock knows", async () => {
    registry = { ...registry, "README.md": `${read("README.md")}\n` };
    expect((await upgrade()).exitCode).toBe(3);
  });

  test("is not needed where nobody has edited what changes", async () => {
    put({ "README.md": registry?.["README.md"] ?? "" });
    registry = undefined;
    expect((await upgrade()).exitCode).toBe(0);
    expect(read("README.md")).toContain(heading);
  });
});

describe.each([
  ["test/workflow.test.ts", "rows of test/failure-rules.ts"],
  ["test/infrastructure.test.ts", "readDeployment() of local/deployment.ts"],
])("%s, which is generated in another form now", (path, advice) => {
  const { version: released, files } = older.at(-1) as (typeof older)[number];
  const keptAt = path.replace(".", `-${released}.`).concat(".txt");
  const generated = files[path] ?? "";
  const edited = `${generated}\nit("is ours", () => {});\n`;

  beforeEach(() => {
    put(files);
    registry = files;
  });

  test("is replaced, and kept beside the new one where somebody has edited it", async () => {
    put({ [path]: edited });
    const { status, exitCode, changes, warnings } = await upgrade();
    expect([status, exitCode]).toEqual(["updated", 0]);
    const made = renderWorkflow(files["workflow.yaml"] as string);
    expect(read(path)).toBe(made[path]);
    expect(read(keptAt)).toBe(edited);
    const actionOf = (at: string) => changes.find((change) => change.path === at)?.action;
    expect([actionOf(path), actionOf(keptAt)]).toEqual(["update", "create"]);
    expect(warnings).toContainEqual({
      code: "SET_ASIDE",
      message: `This is ${path} as you had it: that file has a new format, and the old content no longer runs.`,
      suggestion: expect.stringContaining(advice),
      path: keptAt,
    });
    expect((await run("check")).exitCode).toBe(0);
    expect((await upgrade()).status).toBe("unchanged");
    expect(read(keptAt)).toBe(edited);
  });

  test("needs no registry for that", async () => {
    put({ [path]: edited });
    registry = undefined;
    expect((await upgrade()).exitCode).toBe(0);
    expect(read(keptAt)).toBe(edited);
  });

  test("is not kept where it has only been laid out, or not been touched", async () => {
    const laidOut = generated.replaceAll("\n  ", "\n\t").replaceAll(/;$/gm, "");
    const readme = `${files["README.md"]}\nOurs.\n`;
    put({ [path]: laidOut, "README.md": readme });
    expect(laidOut).not.toBe(generated);
    expect((await upgrade()).exitCode).toBe(0);
    expect(Object.keys(everything())).not.toContain(keptAt);
  });

  test("stays where its place beside the new one is taken by something else", async () => {
    put({ [path]: edited, [keptAt]: "Something else.\n" });
    const before = everything();
    const { exitCode, problems } = await upgrade();
    expect(exitCode).toBe(3);
    expect(problems).toMatchObject([{ path: keptAt, suggestion: expect.stringContaining("Move") }]);
    expect(everything()).toEqual(before);
    put({ [keptAt]: edited });
    expect((await upgrade()).exitCode).toBe(0);
    expect(read(keptAt)).toBe(edited);
  });
});

test.each(["upgrade", "sync", "check"] as const)(
  "a project of a newer version is not taken back by %s",
  async (command) => {
    const files = { ...older[0]?.files };
    files[LOCK_PATH] = (files[LOCK_PATH] ?? "").replace(
      /"generator": ".*"/,
      '"generator": "99.0.0"',
    );
    put(files);
    const { exitCode, problems } = await run(command);
    expect([exitCode, problems[0]?.code]).toEqual([1, "GENERATED_BY_NEWER"]);
    expect(everything()).toEqual(files);
  },
);
