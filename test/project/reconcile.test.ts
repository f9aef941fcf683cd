import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { version } from "../../src/cli/version.ts";
import { planProject } from "../../src/plan/plan.ts";
import { type Change, isWritten } from "../../src/project/changes.ts";
import { type Disk, readDisk } from "../../src/project/disk/disk.ts";
import { contentHash } from "../../src/project/disk/hash.ts";
import { type Lock, lockChange, readLock, writeLock } from "../../src/project/lock.ts";
import { LOCK_PATH } from "../../src/project/lock-path.ts";
import { normalise } from "../../src/project/merge/line-endings.ts";
import { reconcile } from "../../src/project/reconcile.ts";
import { commit } from "../../src/project/transaction/commit.ts";
import { renderProject } from "../../src/render/render.ts";
import type { Tree } from "../../src/render/tree.ts";
import { conflictProblems } from "../../src/report/conflicts.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";
import type { Workflow } from "../../src/workflow/workflow.ts";
import { workflowArbitrary } from "../workflow/arbitrary/arbitrary.ts";
import { disk as memoryDisk } from "./faulty-fs.ts";

const origin = { generator: "1", packageManager: "npm", workflow: "" } as const;

function lockOf(tree: Tree): Lock {
  const lock = readLock(writeLock(tree, origin));
  if (Array.isArray(lock)) throw new Error(JSON.stringify(lock));
  return lock;
}

const managed = (files: Record<string, string>): Tree =>
  new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      { content, owner: path.startsWith("src/steps/") ? "yours" : "managed" },
    ]),
  );

const onDisk = (files: Record<string, string>): Disk =>
  new Map(Object.entries(files).map(([path, text]) => [path, { kind: "file", text }]));

async function one(
  path: string,
  { base, yours, ours }: { base: string; yours: string; ours: string },
  more: { onConflict?: "markers"; withoutBase?: true } = {},
): Promise<Change> {
  const baseTree = managed({ [path]: base });
  const { withoutBase, ...rest } = more;
  const [change] = await reconcile({
    tree: managed({ [path]: ours }),
    disk: onDisk({ [path]: yours }),
    lock: lockOf(baseTree),
    ...(withoutBase ? {} : { base: () => baseTree }),
    ...rest,
  });
  return change as Change;
}

describe("a file changed by the user and by Unchain", () => {
  const base = "a\nb\nc\nd\n";
  const ours = "a\nb\nc\nnew\n";

  test("is merged", async () => {
    const yours = "mine\na\nb\nc\nd\n";
    expect(await one("README.md", { base, yours, ours })).toEqual({
      path: "README.md",
      owner: "managed",
      action: "merge",
      before: yours,
      content: "mine\na\nb\nc\nnew\n",
    });
  });

  test("keeps byte order mark, line endings and the missing final line ending", async () => {
    const yours = "\ufeffmine\r\na\r\nb\r\nc\r\nd";
    const change = await one("README.md", { base, yours, ours });
    expect(change.content).toBe("\ufeffmine\r\na\r\nb\r\nc\r\nnew");
  });

  test("is kept where it holds Unchain's changes already", async () => {
    const yours = "mine\na\nb\nc\nnew\n";
    expect(await one("README.md", { base, yours, ours })).toMatchObject({ action: "keep" });
  });

  test("is merged by keys if it is JSON, by lines if the user's is none", async () => {
    const texts = { base: '{\n  "a": 1\n}\n', ours: '{\n  "a": 2\n}\n' };
    const json = await one("package.json", { ...texts, yours: '{\n  "b": 0, "a": 1\n}\n' });
    expect(json).toMatchObject({ action: "merge", content: '{\n  "b": 0, "a": 2\n}\n' });
    const broken = await one("package.json", { ...texts, yours: '{\n  "a": 1\n}\n\nrest' });
    expect(broken).toMatchObject({ action: "merge", content: '{\n  "a": 2\n}\n\nrest' });
  });

  test("is a conflict, with the lines of both, where no base can be had or believed", async () => {
    const texts = { base, yours: "mine\na\nb\nc\nd\n", ours };
    const change = await one("README.md", texts, { withoutBase: true });
    expect(change.conflict?.hunks).toHaveLength(2);
    const forged = await reconcile({
      tree: managed({ "README.md": ours }),
      disk: onDisk({ "README.md": texts.yours }),
      lock: lockOf(managed({ "README.md": base })),
      base: () => managed({ "README.md": "another\n" }),
    });
    expect(forged).toEqual([change]);
  });
});

describe("a conflict", () => {
  const texts = { base: "a\nb\nc\n", yours: "0\na\nmine\nc\n", ours: "a\nnew\nc\n" };

  test("tells where, and both texts", async () => {
    const change = await one("README.md", texts);
    expect(isWritten(change)).toBe(false);
    expect(conflictProblems([change])).toEqual([
      {
        code: "CONFLICT",
        message: [
          "Changed both here and by Unchain.",
          "  here:           mine",
          "  Unchain:        new",
          "  last generated: b",
        ].join("\n"),
        suggestion:
          "Pass --conflict markers to write conflict markers into the file, and resolve them in your editor.",
        path: "README.md",
        line: 3,
      },
    ]);
  });

  test("is committed only with markers, and not on top of markers that are left", async () => {
    const { fs } = memoryDisk({ "/shop/README.md": texts.yours.replaceAll("\n", "\r\n") });
    const yours = fs.readFileSync("/shop/README.md", "utf8") as string;
    const stopped = await one("README.md", { ...texts, yours });
    await expect(commit("/shop", [stopped], { fs })).rejects.toThrow("conflict");
    expect(fs.readFileSync("/shop/README.md", "utf8")).toBe(yours);

    const change = await one("README.md", { ...texts, yours }, { onConflict: "markers" });
    expect(change.action).toBe("conflict");
    await commit("/shop", [change], { fs });
    const marked = fs.readFileSync("/shop/README.md", "utf8") as string;
    expect(marked.split("\r\n")).toEqual([
      ...["0", "a", "<<<<<<< yours", "mine", "||||||| base", "b", "=======", "new"],
      ...[`>>>>>>> unchain ${version}`, "c", ""],
    ]);

    const again = await one(
      "README.md",
      { base: texts.ours, yours: marked, ours: "a\nnewer\nc\n" },
      { onConflict: "markers" },
    );
    expect(again).toMatchObject({ action: "conflict", reason: "unresolved", unresolvedLine: 3 });
    expect(isWritten(again)).toBe(false);
    expect(conflictProblems([again])).toMatchObject([
      { suggestion: expect.stringContaining(">>>>>>> markers"), line: 3 },
    ]);
  });

  test("with markers is where they are in the file", async () => {
    const many = {
      base: "a\nb\nc\nd\ne\nf\n",
      yours: "0\na\nB\nc\nd\ne\nF\n",
      ours: "a\nnew\nc\nd\ne\nnewer\n",
    };
    const change = await one("README.md", many, { onConflict: "markers" });
    const lines = change.content?.split("\n") ?? [];
    const places = conflictProblems([change]).map(({ line = 0 }) => line);
    expect(places).toEqual([3, 13]);
    for (const line of places) expect(lines[line - 1]).toBe("<<<<<<< yours");
    expect(conflictProblems([await one("README.md", many)]).map(({ line }) => line)).toEqual([
      3, 7,
    ]);
  });

  test("of keys with markers is where they are in the file", async () => {
    const of = (test: string, more: string, build: string) =>
      `{\n  "scripts": {\n    "test": "${test}",${more}\n    "lint": "l",\n    "build": "${build}"\n  }\n}\n`;
    const change = await one(
      "package.json",
      { base: of("a", "", "a"), yours: of("b", "", "b"), ours: of("c", '\n    "new": "n",', "c") },
      { onConflict: "markers" },
    );
    const lines = change.content?.split("\n") ?? [];
    const problems = conflictProblems([change]);
    expect(problems.map(({ message }) => message.split(":")[0])).toEqual([
      "scripts.test",
      "scripts.build",
    ]);
    for (const [index, name] of ["test", "build"].entries()) {
      const line = problems[index]?.line ?? 0;
      expect(lines.slice(line - 1, line + 1)).toEqual([
        "<<<<<<< yours",
        expect.stringContaining(`"${name}": "b"`),
      ]);
    }
  });

  test("in package.json names the key", async () => {
    const of = (value: string) => `{\n  "scripts": {\n    "test": "${value}"\n  }\n}\n`;
    const change = await one("package.json", { base: of("a"), yours: of("b"), ours: of("c") });
    expect(conflictProblems([change])).toMatchObject([
      { message: expect.stringMatching(/^scripts\.test: changed both/), line: 3 },
    ]);
  });
});

describe("a step whose file is not in its place", () => {
  const entry = (from: string, timeout = 1) =>
    `import { pay } from "${from}";\n\nexport const step = {\n  timeout: ${timeout},\n  run: pay,\n};\n`;
  const types = (from: string, more = "") =>
    `import type { Paid } from "${from}";\n${more}\nexport type State = Paid;\n`;
  const generated = (timeout: number, more: string) =>
    managed({
      "src/steps/pay.ts": "export const pay = 1;\n",
      "src/functions/pay.ts": entry("../steps/pay.ts", timeout),
      "src/workflow.ts": types("./steps/pay.ts", more),
    });
  const base = generated(1, "");
  const tree = generated(2, 'import type { Sent } from "./steps/send.ts";\n');
  const plan = (files: Record<string, string>) =>
    reconcile({ tree, base: () => base, lock: lockOf(base), disk: onDisk(files) });

  test("is followed in what is merged, and in what the user has left as it was", async () => {
    const changes = await plan({
      "src/functions/pay.ts": entry("../steps/payments/pay.ts"),
      "src/workflow.ts": types("./steps/pay.ts"),
    });
    expect(changes).toMatchObject([
      { action: "merge", content: entry("../steps/payments/pay.ts", 2) },
      {
        path: "src/steps/pay.ts",
        action: "keep",
        reason: "moved-here",
        about: "src/steps/payments/pay.ts",
      },
      {
        action: "update",
        content: types("./steps/payments/pay.ts", 'import type { Sent } from "./steps/send.ts";\n'),
      },
    ]);
  });

  test("does not clash with an import that is added beside the one that the user has changed", async () => {
    const [, , workflow] = await plan({
      "src/functions/pay.ts": entry("../steps/payments/pay.ts"),
      "src/workflow.ts": types("./steps/payments/pay.ts"),
    });
    expect(workflow).toMatchObject({ action: "merge" });
  });

  test("is followed when the step is taken out: what else the user has changed stays", async () => {
    const rest = managed({ "src/workflow.ts": "export type State = never;\n" });
    const changes = await reconcile({
      tree: rest,
      base: () => base,
      lock: lockOf(base),
      disk: onDisk({
        "src/functions/pay.ts": entry("../steps/payments/pay.ts"),
        "src/workflow.ts": types("./steps/payments/pay.ts"),
      }),
    });
    expect(changes).toMatchObject([
      { path: "src/functions/pay.ts", action: "remove" },
      {
        path: "src/steps/payments/pay.ts",
        action: "keep",
        owner: "yours",
        reason: "no-longer-used",
      },
      { path: "src/workflow.ts", action: "merge" },
    ]);
  });

  test("is reported if its entry still imports it, and else just stays deleted", async () => {
    const [, lost] = await plan({ "src/functions/pay.ts": entry("../steps/pay.ts") });
    expect(lost).toMatchObject({ reason: "deleted-here", about: "src/functions/pay.ts" });
    const [, deleted] = await plan({});
    expect(deleted?.reason).toBe("deleted-here");
    expect(deleted).not.toHaveProperty("about");
  });
});

test("workflow.yaml is written as it was edited, whatever the lock says of it", async () => {
  const change = await one("workflow.yaml", { base: "a\n", yours: "mine\r\n", ours: "mine\nb\n" });
  expect(change).toMatchObject({ action: "update", content: "mine\r\nb\r\n" });
});

const root = "/home/shop";

function render(workflow: Workflow): Tree {
  const routed = { ...workflow, transport: workflow.transport ?? ("state-machine" as const) };
  const text = writeWorkflow(routed);
  return renderProject(planProject(routed, { packageManager: "npm" }), text);
}

/** What a run would change on the disk. */
function planned(disk: ReturnType<typeof memoryDisk>, from: Tree, to: Tree, markers = false) {
  const onConflict = markers ? "markers" : "stop";
  return reconcile({
    tree: to,
    base: () => from,
    onConflict,
    lock: lockOf(from),
    disk: readDisk(root, new Set([...from.keys(), ...to.keys()]), disk.fs),
  });
}

/** Applies a run to the disk and returns its changes. */
async function run(disk: ReturnType<typeof memoryDisk>, from: Tree, to: Tree, markers = false) {
  const changes = await planned(disk, from, to, markers);
  await commit(root, changes, { fs: disk.fs });
  return changes;
}

const filesOf = (tree: Tree): Record<string, string> =>
  Object.fromEntries([...tree].map(([path, { content }]) => [`${root}/${path}`, content]));

interface Edit {
  readonly file: number;
  readonly line: number;
  readonly removed: number;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ file: fc.nat(), line: fc.nat(), removed: fc.nat({ max: 2 }) }),
  { maxLength: 8 },
);

/** What somebody makes of a project: lines of their own in any file, others taken out. */
function edited(tree: Tree, edits: readonly Edit[], isCrlf: boolean): Map<string, string> {
  const files = new Map([...tree].map(([path, { content }]) => [path, content]));
  const paths = [...files.keys()].filter((path) => path !== "workflow.yaml");
  for (const [index, { file, line, removed }] of edits.entries()) {
    const path = paths[file % paths.length] as string;
    const lines = (files.get(path) as string).split("\n");
    lines.splice(line % lines.length, removed, `user line ${index}`);
    files.set(path, lines.join("\n"));
  }
  return isCrlf
    ? new Map([...files].map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]))
    : files;
}

const projects = fc.record({ one: workflowArbitrary, two: workflowArbitrary, edits });

test("no line of the user is lost, whatever they and Unchain change; CRLF makes no difference", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(projects, async ({ one, two, edits }) => {
      const [from, to] = [render(one), render({ ...two, name: one.name })];
      const twins: Record<string, string>[] = [];
      for (const isCrlf of [false, true]) {
        const mine = edited(from, edits, isCrlf);
        const disk = memoryDisk(
          Object.fromEntries([...mine].map(([path, text]) => [`${root}/${path}`, text])),
        );
        const changes = await run(disk, from, to, true);
        for (const { action } of changes) seen.add(action);
        const after: Record<string, string> = {};
        for (const [path, text] of mine) {
          if (!disk.raw.existsSync(`${root}/${path}`)) continue;
          after[path] = disk.raw.readFileSync(`${root}/${path}`, "utf8") as string;
          const lines = after[path].split(/\r?\n/);
          for (const line of text.split(/\r?\n/).filter((line) => line.startsWith("user line"))) {
            expect(lines, path).toContain(line);
          }
        }
        for (const [path, text] of mine) {
          if (text.includes("user line")) expect(after, path).toHaveProperty([path]);
        }
        twins.push(
          Object.fromEntries(Object.entries(after).map(([path, text]) => [path, normalise(text)])),
        );

        const marked = changes.filter(({ conflict }) => conflict?.isMarked).map(({ path }) => path);
        for (const { path, action } of await planned(disk, to, to, true)) {
          const idle = marked.includes(path) ? ["conflict"] : ["identical", "keep"];
          expect(idle, path).toContain(action);
        }
      }
      expect(twins[1]).toEqual(twins[0]);
    }),
    { numRuns: 30 },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(["merge", "conflict", "update", "create", "remove"]),
  );
}, 60_000);

test("there and back again is the start, where both merges are settled", async () => {
  let settled = 0;
  await fc.assert(
    fc.asyncProperty(projects, async ({ one, two, edits }) => {
      const [from, to] = [
        render(one),
        render({ ...one, steps: [...one.steps, ...added(one, two)] }),
      ];
      const start = edited(from, edits, false);
      const disk = memoryDisk(
        Object.fromEntries([...start].map(([path, text]) => [`${root}/${path}`, text])),
      );
      const plan = await planned(disk, from, to);
      if (plan.some(({ action }) => action === "conflict")) return;
      await commit(root, plan, { fs: disk.fs });
      await run(disk, to, from);
      settled++;
      for (const [path, text] of start) {
        expect(disk.raw.readFileSync(`${root}/${path}`, "utf8"), path).toBe(text);
      }
    }),
    { numRuns: 30 },
  );
  expect(settled).toBeGreaterThan(10);
}, 60_000);

/** A step that can be put behind those of a workflow. */
function added({ name: _, ...one }: Workflow, two: Workflow): Workflow["steps"] {
  const step = two.steps[0];
  if (step === undefined) return [];
  const text = writeWorkflow({
    name: "x",
    ...one,
    steps: [...one.steps, { ...step, name: "one-more" }],
  } as Workflow);
  return parseWorkflow(text, "-").workflow === undefined ? [] : [{ ...step, name: "one-more" }];
}

test("the next lock holds what was generated, not what the merge made of it", async () => {
  const base = managed({ "a.ts": "a\nb\nc\nd\n" });
  const next = managed({ "a.ts": "a\nb\nc\nnew\n" });
  const disk = memoryDisk({
    [`${root}/a.ts`]: "mine\na\nb\nc\nd\n",
    [`${root}/${LOCK_PATH}`]: writeLock(base, origin),
  });
  const changes = await planned(disk, base, next);
  const lock = lockChange(writeLock(next, origin), writeLock(base, origin));
  await commit(root, [...changes, lock], { fs: disk.fs });
  const written = readLock(disk.raw.readFileSync(`${root}/${LOCK_PATH}`, "utf8") as string) as Lock;
  expect(written.files.get("a.ts")?.hash).toBe(contentHash("a\nb\nc\nnew\n"));
  expect(disk.raw.readFileSync(`${root}/a.ts`, "utf8")).toBe("mine\na\nb\nc\nnew\n");
});

test("a project that nobody has edited becomes exactly what is generated", async () => {
  const workflows = fc.tuple(workflowArbitrary, workflowArbitrary);
  await fc.assert(
    fc.asyncProperty(workflows, async ([one, two]) => {
      const [from, to] = [render(one), render(two)];
      const disk = memoryDisk(filesOf(from));
      await run(disk, from, to);
      for (const [path, { content, owner }] of to) {
        if (owner === "managed")
          expect(disk.raw.readFileSync(`${root}/${path}`, "utf8")).toBe(content);
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);
