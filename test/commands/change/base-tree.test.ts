import { describe, expect, test } from "vitest";
import { version } from "../../../src/cli/version.ts";
import { baseTree, lockedPlan } from "../../../src/commands/change/base-tree.ts";
import { planProject } from "../../../src/plan/plan.ts";
import { type Lock, readLock, writeLock } from "../../../src/project/lock.ts";
import { LOCK_PATH } from "../../../src/project/lock-path.ts";
import { renderProject } from "../../../src/render/render.ts";
import { orderProcessing, orderProcessingYaml } from "../../../src/workflow/order-processing.ts";
import { releasedProjects } from "../../fixtures/released.ts";

const { signal } = new AbortController();

const never = () => Promise.reject(new Error("The registry is not to be asked."));

function lockOf(text: string | undefined): Lock {
  const lock = readLock(text ?? "");
  if ("length" in lock) throw new Error(lock.map(({ message }) => message).join("\n"));
  return lock;
}

test("0.1.0 is kept", () => {
  expect(releasedProjects.map((project) => `${project.version} ${project.name}`)).toEqual(
    expect.arrayContaining([
      "0.1.0 order-processing-queue",
      "0.1.0 order-processing-state-machine",
    ]),
  );
});

describe.each(releasedProjects)("a project of $version, $name", ({ version: released, files }) => {
  const lock = lockOf(files[LOCK_PATH]);
  const { [LOCK_PATH]: _, ...generated } = files;
  const rendered = new Map(Object.entries(generated));

  test("has a lock that says so, and a workflow that this version understands", () => {
    expect(lock.generator).toBe(released);
    expect(lockedPlan(lock)?.workflow.name).toBe("order-processing");
  });

  test("has its base from the templates of its version", async () => {
    const asked: unknown[] = [];
    const base = await baseTree(lock, signal, async (origin) => {
      asked.push(origin.generator, origin.packageManager, origin.workflow);
      return rendered;
    });
    expect(asked).toEqual([released, "npm", generated["workflow.yaml"]]);
    expect([...(base ?? [])].map(([path, { content }]) => [path, content])).toEqual([...rendered]);
    expect(base?.get("src/steps/create-order.ts")?.owner).toBe("yours");
  });

  test("has no base where the registry has not", async () => {
    expect(await baseTree(lock, signal, async () => undefined)).toBeUndefined();
  });

  test("does not take for its base what it was not made with", async () => {
    const other = new Map(rendered).set("README.md", "something else\n").set("added.md", "new\n");
    other.delete("tsconfig.json");
    const base = await baseTree(lock, signal, async () => other);
    expect([...rendered.keys()].filter((path) => !base?.has(path))).toEqual([
      "README.md",
      "tsconfig.json",
    ]);
    expect(base?.has("added.md")).toBe(false);
  });
});

describe("a project of this version", () => {
  const plan = planProject({ ...orderProcessing, transport: "queue" }, { packageManager: "npm" });
  const workflow = orderProcessingYaml.replace("state-machine", "queue");
  const tree = renderProject(plan, workflow);
  const lockText = writeLock(tree, { generator: version, packageManager: "npm", workflow });

  test("is rendered again, without the registry", async () => {
    expect(await baseTree(lockOf(lockText), signal, never)).toEqual(tree);
  });

  test("has no base where its locked workflow is none", async () => {
    const lock = { ...lockOf(lockText), workflow: "steps: 1" };
    expect(await baseTree(lock, signal, never)).toBeUndefined();
  });
});
