import { describe, expect, test } from "vitest";
import { projectInDirectory } from "../project-in-directory.ts";

const RULES = "test/failure-rules.ts";

const own = `    // Of our own: the bank is closed at night.
    scenarios: [{ title: "is tried at night", expected: { ends: "failed" } }],
`;

/** Puts a row into the rules of the first step. */
const withRow = (text: string) => text.replace(/( {4}timeout: .*\n)/, `$1${own}`);

describe("a row that somebody has written", () => {
  test("stays where it is when steps come and go and rules change", async () => {
    const project = await projectInDirectory();
    project.edit(RULES, withRow);
    const before = project.read(RULES);
    expect(before).toContain(own);

    expect((await project.run("add step pack --after create-order")).exitCode).toBe(0);
    expect(project.read(RULES)).toContain(`},\n${own}    failures: [`);
    expect(project.read(RULES)).toContain('step: "pack"');

    project.edit("workflow.yaml", (text) =>
      text.replace("- name: pack\n", "- name: pack\n    timeout: 45s\n"),
    );
    expect((await project.run("sync")).exitCode).toBe(0);
    expect(project.read(RULES)).toContain("timeout: { seconds: 45");
    expect((await project.run("check")).exitCode).toBe(0);

    expect((await project.run("remove step pack")).exitCode).toBe(0);
    expect(project.read(RULES)).toBe(before);
  });

  test("in a step that is taken out is a conflict, and nothing is written", async () => {
    const project = await projectInDirectory();
    project.edit(RULES, (text) =>
      text.replace('step: "create-invoice",', 'step: "create-invoice",\n    // Ours.'),
    );
    const before = project.files();
    const { exitCode, problems } = await project.run("remove step create-invoice");
    expect(exitCode).toBe(3);
    expect(problems).toMatchObject([
      { path: RULES, message: expect.stringMatching(/^rules > "create-invoice": changed both/) },
    ]);
    expect(project.files()).toEqual(before);
  });

  test("that is in conflict has its markers, and no other has any", async () => {
    const project = await projectInDirectory();
    project.edit(RULES, (text) => text.replace("timeout: { seconds: 30", "timeout: { seconds: 1"));
    project.edit("workflow.yaml", (text) =>
      text.replace("- name: create-order\n", "- name: create-order\n    timeout: 45s\n"),
    );
    const { exitCode, problems } = await project.run("sync --conflict markers");
    expect(exitCode).toBe(3);
    const lines = project.read(RULES).split("\n");
    const first = lines.indexOf("<<<<<<< yours");
    expect(lines.slice(first + 1, first + 7)).toEqual([
      expect.stringContaining("timeout: { seconds: 1"),
      "||||||| base",
      expect.stringContaining("timeout: { seconds: 30"),
      "=======",
      expect.stringContaining("timeout: { seconds: 45"),
      expect.stringMatching(/^>>>>>>> unchain /),
    ]);
    expect(lines.filter((line) => line.startsWith("<<<<<<<"))).toHaveLength(1);
    expect(problems).toMatchObject([{ path: RULES, line: first + 1 }]);
  });
});
