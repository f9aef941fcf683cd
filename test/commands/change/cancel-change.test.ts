import { expect, test, vi } from "vitest";
import { Cancelled } from "../../../src/cli/cancellation.ts";
import { isWritten } from "../../../src/project/changes.ts";
import { projectInDirectory } from "../project-in-directory.ts";

/** `units`: what a change does before, between and behind its writes. */
test.each([
  ["add step send --after create-order", 13],
  ["rename step create-order make-order", 15],
])(
  "%s: can be cancelled between any two units of work, and leaves nothing",
  async (line, units) => {
    const project = await projectInDirectory();
    project.edit("README.md", (text) => `${text}\nMine.\n`);
    project.edit("template.yaml", (text) => `${text}# mine\n`);
    const before = project.files();
    for (let look = 1; ; look++) {
      const controller = new AbortController();
      const { signal } = controller;
      const { throwIfAborted } = signal;
      let looks = 0;
      vi.spyOn(signal, "throwIfAborted").mockImplementation(() => {
        if (++looks === look) controller.abort(new Cancelled("SIGINT"));
        throwIfAborted.call(signal);
      });
      const outcome = await project
        .run(`${line} --allow-dirty --no-install`, { signal })
        .catch((error: unknown) => {
          if (error !== signal.reason) throw error;
          return { exitCode: 130 };
        });
      if (!signal.aborted) {
        expect(outcome).toMatchObject({ status: "updated" });
        const written = "changes" in outcome ? outcome.changes.filter(isWritten) : [];
        const staged = written.filter(({ action }) => action !== "remove");
        expect(look - 1 - written.length - staged.length).toBeGreaterThanOrEqual(units);
        return;
      }
      expect(outcome).toMatchObject({ exitCode: 130 });
      expect(project.files()).toEqual(before);
    }
  },
);
