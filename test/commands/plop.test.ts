import { expect, test, vi } from "vitest";
import { Cancelled } from "../../src/cli/cancellation.ts";
import { failure, type Outcome, Stop } from "../../src/commands/outcome/outcome.ts";
import { askedByPlop, toldToPlop } from "../../src/commands/plop.ts";

const problem = { code: "NOT_A_PROJECT", message: "There is none.", suggestion: "Go into one." };
const failed = failure("error", 2, [problem]);

const exit = (code: number): never => {
  throw new Error(`exit ${code}`);
};

test("behind plop's tick: how it ended, the files, warnings, and what comes next", async () => {
  const outcome: Outcome = {
    status: "updated",
    exitCode: 0,
    directory: "/shop",
    changes: [{ path: "README.md", action: "update", owner: "managed" }],
    next: ["npm test"],
    problems: [],
    warnings: [{ code: "IN_FLIGHT", message: "Drain the queue first." }],
  };
  expect(await toldToPlop(outcome, "/shop")).toBe(`Updated this directory: 1 file
      update  README.md

Drain the queue first.
  code: IN_FLIGHT

Next:
  npm test`);
});

test("what went wrong is told with its fix and without a stack", async () => {
  const told = "There is none.\n  fix: Go into one.\n  code: NOT_A_PROJECT";
  await expect(toldToPlop(failed, "/")).rejects.toBe(told);
  const stopped = askedByPlop(() => Promise.reject(new Stop(failed)), exit);
  await expect(stopped).rejects.toThrow(new Error(told));
});

test.each([new Cancelled("SIGINT"), Object.assign(new Error("x"), { name: "ExitPromptError" })])(
  "who cancels is told so, with the exit code of a command that is cancelled",
  async (error) => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(askedByPlop(() => Promise.reject(error), exit)).rejects.toThrow("exit 130");
    expect(write.mock.calls.flat()).toEqual(["\nCancelled; nothing was written.\n"]);
    write.mockRestore();
  },
);

test("answers are passed on, and a mistake of ours stays one", async () => {
  expect(await askedByPlop(async () => 1, exit)).toBe(1);
  const mistake = new TypeError("mistake");
  await expect(askedByPlop(() => Promise.reject(mistake), exit)).rejects.toBe(mistake);
});
