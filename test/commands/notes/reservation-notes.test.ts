import { expect, test } from "vitest";
import { projectInDirectory } from "../project-in-directory.ts";

const codes = ({ warnings = [] }: { warnings?: readonly { code: string }[] }) =>
  warnings.map(({ code }) => code);

test("reserved concurrency is told when a project is made, and when a change reserves more", async () => {
  const project = await projectInDirectory();
  expect(codes(await project.run("new other --yes --dry-run"))).toEqual([]);
  const limited =
    "name: orders\ntransport: state-machine\nsteps: [{ name: pay, concurrency: 5 }]\n";
  const stdin = { isTerminal: false, read: async () => new TextEncoder().encode(limited) };
  const made = await project.run("new other --workflow - --dry-run", { stdin });
  expect(codes(made)).toEqual(["RESERVES_CONCURRENCY"]);

  const added = await project.run("add step pack --concurrency 5");
  expect(codes(added)).toContain("RESERVES_CONCURRENCY");
  expect(codes(await project.run("sync --dry-run"))).not.toContain("RESERVES_CONCURRENCY");
});
