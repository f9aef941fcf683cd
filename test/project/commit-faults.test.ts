import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import type { FileSystem } from "../../src/project/disk/file-system.ts";
import { ProjectError } from "../../src/project/disk/project-error.ts";
import { commit } from "../../src/project/transaction/commit.ts";
import { repair } from "../../src/project/transaction/repair.ts";
import {
  disk,
  everything,
  intercept,
  later,
  type Scenario,
  scenarios,
  systemError,
} from "./faulty-fs.ts";

/** What the disk is like before and after the commit, and how many calls it makes. */
async function rehearse({ before, root, changes }: Scenario) {
  const { fs } = disk(before);
  const old = everything(fs);
  let calls = 0;
  const counted = intercept(fs, ({ index, whole }) => {
    calls = index + 1;
    return whole();
  });
  await commit(root, changes, { fs: counted, signal: new AbortController().signal });
  return { old, done: everything(fs), calls };
}

async function outcome(promise: Promise<void>): Promise<unknown> {
  return promise.then(
    () => "done",
    (error: unknown) => error,
  );
}

describe.each(scenarios)("commit into $name", (scenario) => {
  const { before, root, changes } = scenario;

  test("writes the changes and leaves nothing else behind", async () => {
    const { old, done } = await rehearse(scenario);
    for (const { path, action, content } of changes) {
      const entry = done[`${root}/${path}`];
      if (action === "remove") expect(entry).toBeUndefined();
      else if (action === "keep") expect(entry).toBe(old[`${root}/${path}`]);
      else expect(entry?.slice(4)).toBe(content);
    }
    expect(
      Object.keys(done).filter((path) => /running|journal|\.unchain-|\.unchain$/.test(path)),
    ).toEqual([`${root}/.unchain`]);
  });

  test.each(["ENOSPC", "EACCES", "EROFS"])(
    "is undone when any single call fails with %s",
    async (code) => {
      const { old, done, calls } = await rehearse(scenario);
      for (let failing = 0; failing < calls; failing++) {
        const { fs } = disk(before);
        const faulty = intercept(fs, ({ index, half, whole }) => {
          if (index !== failing) return whole();
          half();
          throw systemError(code);
        });
        const result = await outcome(commit(root, changes, { fs: faulty }));
        if (result !== "done") {
          expect(result).toBeInstanceOf(ProjectError);
          expect(everything(fs), `call ${failing}`).toEqual(old);
        } else {
          await repair(root, { fs, around: later });
          expect(everything(fs), `call ${failing}`).toEqual(done);
        }
      }
    },
  );

  test("is repaired when the disk fails for good in the middle", async () => {
    const { old, done, calls } = await rehearse(scenario);
    for (let failing = 0; failing < calls; failing++) {
      const { fs } = disk(before);
      const faulty = intercept(fs, ({ index, whole }) => {
        if (index < failing) return whole();
        throw systemError("EIO");
      });
      await outcome(commit(root, changes, { fs: faulty }));
      await repair(root, { fs, around: later });
      expect([old, done], `from call ${failing}`).toContainEqual(everything(fs));
    }
  });

  test("is undone when the signal is aborted, or was too late", async () => {
    const { old, done, calls } = await rehearse(scenario);
    const ends = new Set<string>();
    for (let aborting = 0; aborting < calls; aborting++) {
      const { fs } = disk(before);
      const controller = new AbortController();
      const aborter = intercept(fs, ({ index, whole }) => {
        if (index === aborting) controller.abort();
        return whole();
      });
      const result = await outcome(
        commit(root, changes, { fs: aborter, signal: controller.signal }),
      );
      if (result === "done") expect(everything(fs), `call ${aborting}`).toEqual(done);
      else {
        expect(result).toBe(controller.signal.reason);
        expect(everything(fs), `call ${aborting}`).toEqual(old);
      }
      ends.add(result === "done" ? "done" : "undone");
    }
    expect(ends).toEqual(new Set(["undone", "done"]));
  });

  test("leaves the old state, the new state or what repair needs when it is killed", async () => {
    const { old, done, calls } = await rehearse(scenario);
    const ends = new Set<string>();
    for (let killed = 0; killed < calls; killed++) {
      for (const moment of ["before", "half", "after"] as const) {
        const { fs } = disk(before);
        await outcome(commit(root, changes, { fs: killedAt(fs, killed, moment) }));
        await repair(root, { fs, around: later });
        const end = everything(fs);
        expect([old, done], `${moment} call ${killed}`).toContainEqual(end);
        expect(await repair(root, { fs, around: later })).toBe(false);
        const isOld = JSON.stringify(end) === JSON.stringify(old);
        ends.add(isOld ? "old" : "new");
        if (isOld) {
          await commit(root, changes, { fs });
          expect(everything(fs)).toEqual(done);
        }
      }
    }
    expect(ends).toEqual(new Set(["old", "new"]));
  });
});

test.each(scenarios.filter(({ name }) => name === "a project" || name.includes("two levels")))(
  "$name is repaired even when the repair is killed too",
  { timeout: 60_000 },
  async (scenario) => {
    const { before, root, changes } = scenario;
    const { old, done, calls } = await rehearse(scenario);
    for (let killed = 0; killed < calls; killed++) {
      for (let killedAgain = 0, isOver = false; !isOver; killedAgain++) {
        const { fs } = disk(before);
        await outcome(commit(root, changes, { fs: killedAt(fs, killed, "half") }));
        let made = 0;
        const dying = killedAt(fs, killedAgain, "after", () => made++);
        await outcome(repair(root, { fs: dying, around: later }).then(() => undefined));
        isOver = made <= killedAgain;
        await repair(root, { fs, around: later });
        expect([old, done], `calls ${killed}, ${killedAgain}`).toContainEqual(everything(fs));
      }
    }
  },
);

/** A file system that does nothing from call `index` on, as if the process were gone. */
function killedAt(
  fs: Parameters<typeof intercept>[0],
  killed: number,
  moment: "before" | "half" | "after",
  onCall: () => void = () => {},
) {
  return intercept(fs, ({ index, half, whole }) => {
    onCall();
    if (index < killed) return whole();
    if (index === killed && moment === "half") half();
    if (index === killed && moment === "after") whole();
    throw new Error("killed");
  });
}

describe("what an editor saves while a commit is at work survives", () => {
  const saved = "# MARK saved by an editor\n";
  const project = scenarios.filter(({ name }) => name.startsWith("a project"));
  /** By writing into the file, or by putting another. */
  const ways = {
    "into the file": (fs: FileSystem, file: string) => fs.writeFileSync(file, saved),
    "beside it, and renamed": (fs: FileSystem, file: string) => {
      fs.writeFileSync("/home/editor.tmp", saved);
      fs.renameSync("/home/editor.tmp", file);
    },
  };
  const cases = project.flatMap((scenario) =>
    Object.entries(ways).flatMap(([way, save]) =>
      [true, false].map((hasLinks) => ({ ...scenario, way, save, hasLinks })),
    ),
  );

  test.each(cases)("$name, $way, links: $hasLinks", async ({ hasLinks, save, ...scenario }) => {
    const { before, root, changes } = scenario;
    const { calls } = await rehearse(scenario);
    const written = changes.filter(({ action }) => action !== "keep");
    for (const { path } of written.filter((change) => change.path !== ".unchain/lock.json")) {
      for (let saving = 0; saving < calls; saving++) {
        const { fs } = disk(before);
        let isSaved = false;
        const edited = intercept(fs, ({ index, name, whole }) => {
          // Without links the moment between looking and renaming is left.
          const isTooLate = !hasLinks && name === "renameSync";
          const hasFolder = fs.lstatSync(dirname(`${root}/${path}`), { throwIfNoEntry: false });
          if (index === saving && !isTooLate && hasFolder) {
            save(fs, `${root}/${path}`);
            isSaved = true;
          }
          if (name === "linkSync" && !hasLinks) throw systemError("EPERM");
          return whole();
        });
        await outcome(commit(root, changes, { fs: edited }));
        await repair(root, { fs, around: later });
        const end = everything(fs);
        if (isSaved) expect(end[`${root}/${path}`], `call ${saving}`).toMatch(/MARK/);
        expect(Object.keys(end).filter((file) => /\.(new|taken)$/.test(file))).toEqual([]);
      }
    }
  });
});
