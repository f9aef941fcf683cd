import { expect, TestRunner, vi } from "vitest";

type Callback = () => unknown;
type Hooks = Record<"beforeAll" | "afterAll" | "beforeEach" | "afterEach", Callback[]>;

interface Group {
  readonly name: string;
  readonly parent: Group | undefined;
  readonly skipped: boolean;
  readonly hooks: Hooks;
  /** Whether its `beforeAll` has run. */
  begun: boolean;
}

/** A test as a file of tests declares it. */
export interface DeclaredTest {
  /** With the names of the groups around it, as Vitest reports it. */
  readonly name: string;
  /** Left out by its author: `skip` or `todo`. */
  readonly skipped: boolean;
  readonly timeout: number | undefined;
  readonly tags: readonly string[];
  /** Runs it with the hooks around it; throws when it fails. */
  run(): Promise<void>;
}

interface Collector {
  /** What `import … from "vitest"` gives a file of tests. */
  readonly vitest: object;
  readonly tests: readonly DeclaredTest[];
  /** Runs `afterAll` of every group that has begun. */
  end(): Promise<void>;
}

interface Flags {
  readonly skip?: boolean;
  readonly todo?: boolean;
  readonly fails?: boolean;
}

/** Collects the tests of a file in place of running them; titles are Vitest's own. */
export function createCollector(): Collector {
  const tests: DeclaredTest[] = [];
  const groups: Group[] = [];

  const newGroup = (name: string, parent?: Group, skipped = false): Group => {
    const hooks = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
    const group = { name, parent, skipped, hooks, begun: false };
    groups.push(group);
    return group;
  };
  let current = newGroup("");

  function declareTest(this: Flags, name: string | Callback, ...rest: unknown[]): void {
    const { timeout, tags, body } = readArguments(rest);
    const group = current;
    const around = ancestors(group);
    tests.push({
      name: [...around.map((one) => one.name), titleOf(name)].filter((part) => part).join(" "),
      skipped: Boolean(this.skip || this.todo || around.some(({ skipped }) => skipped) || !body),
      timeout,
      tags,
      run: async () => {
        const failed = await failureOf(() => runAround(around, body));
        if (this.fails && failed === undefined) throw new Error("Expected the test to fail.");
        if (!this.fails && failed !== undefined) throw failed.reason;
      },
    });
  }

  function declareGroup(this: Flags, name: string | Callback, ...rest: unknown[]): void {
    const { body } = readArguments(rest);
    const outer = current;
    const group = newGroup(titleOf(name), outer, Boolean(this.skip || this.todo));
    current = group;
    const declared: unknown = body?.();
    current = outer;
    if (declared instanceof Promise) throw new Error(`The group ${group.name} is asynchronous.`);
  }

  const hook = (kind: keyof Hooks) => (callback: Callback) => {
    current.hooks[kind].push(callback);
  };
  const test = TestRunner.createTaskCollector(declareTest);
  const suite = TestRunner.createTaskCollector(declareGroup);
  return {
    vitest: {
      __esModule: true,
      ...{ expect, vi, it: test, test, describe: suite, suite },
      ...{ beforeAll: hook("beforeAll"), afterAll: hook("afterAll") },
      ...{ beforeEach: hook("beforeEach"), afterEach: hook("afterEach") },
    },
    tests,
    end: async () => {
      for (const { begun, hooks } of groups.toReversed()) {
        if (begun) for (const callback of hooks.afterAll) await callback();
      }
    },
  };
}

async function runAround(around: readonly Group[], body: Callback | undefined): Promise<void> {
  for (const group of around) {
    if (group.begun) continue;
    group.begun = true;
    for (const callback of group.hooks.beforeAll) await callback();
  }
  try {
    for (const { hooks } of around) for (const callback of hooks.beforeEach) await callback();
    await body?.();
  } finally {
    for (const { hooks } of around.toReversed()) {
      for (const callback of hooks.afterEach.toReversed()) await callback();
    }
  }
}

async function failureOf(work: () => Promise<void>): Promise<{ reason: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (reason) {
    return { reason };
  }
}

/** The groups that a group is in, from the outermost to itself. */
function ancestors(group: Group): Group[] {
  return group.parent ? [...ancestors(group.parent), group] : [group];
}

const titleOf = (name: string | Callback) => (typeof name === "string" ? name : name.name);

/** Reads what follows the title: a body and options, in either order. */
function readArguments(rest: readonly unknown[]) {
  const options = rest.find((one) => typeof one === "object" && one !== null) as
    | { timeout?: number; tags?: string | string[] }
    | undefined;
  const number = rest.find((one) => typeof one === "number");
  const body = rest.find((one) => typeof one === "function");
  return {
    timeout: number ?? options?.timeout,
    tags: [options?.tags ?? []].flat(),
    body: body as Callback | undefined,
  };
}
