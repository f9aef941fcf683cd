import { expect, test } from "vitest";
import { projectInDirectory } from "../project-in-directory.ts";

const workflow = `name: orders
transport: queue
steps:
  - name: take-order
  - name: size
    choice:
      - when: { path: input.total, greaterThan: 100 }
        steps:
          - name: call
      - when: { path: input.total, greaterThan: 1000 }
        steps:
          - name: visit
  - name: send
`;

const note = {
  code: "BRANCH_NEVER_TAKEN",
  message:
    'Step "size": branch 2 is never taken, because whenever its condition holds, one before it does. Never run: visit.',
  suggestion: "Correct this condition or those before it, or remove the branch.",
};

test("what no test reaches is told by every command, with its place in the text", async () => {
  const project = await projectInDirectory(workflow);
  const inProject = { ...note, path: "workflow.yaml", line: 10, column: 9 };
  expect((await project.run("check")).warnings).toEqual([inProject]);

  const added = await project.run("add step pack --after take-order");
  expect(added.warnings).toContainEqual({ ...inProject, line: 11 });

  project.edit("workflow.yaml", (text) => text.replace("name: call", "name: phone"));
  expect((await project.run("check")).warnings).toEqual([{ ...inProject, line: 11 }]);
  expect(await project.run("sync --dry-run")).toMatchObject({ status: "planned" });
  expect((await project.run("sync")).warnings).toContainEqual({ ...inProject, line: 11 });

  project.edit("workflow.yaml", (text) => text.replace("1000", "10"));
  expect((await project.run("sync")).warnings).toEqual([]);
});

test("a new project tells it of the file that it was made from", async () => {
  const project = await projectInDirectory();
  const from = (text: string) => ({
    stdin: { isTerminal: false, read: async () => new TextEncoder().encode(text) },
  });
  const yaml = await project.run("new other --workflow - --dry-run", from(workflow));
  expect(yaml).toMatchObject({ status: "planned", warnings: [{ ...note, path: "-", line: 10 }] });

  const steps = [
    { name: "first" },
    {
      name: "which",
      choice: [{ when: { path: "errors.first", isPresent: true }, steps: [{ name: "last" }] }],
    },
  ];
  const text = JSON.stringify({ name: "orders", transport: "queue", steps });
  const json = await project.run("new other --workflow - --dry-run", from(text));
  expect(json.warnings).toMatchObject([
    { code: "BRANCH_NEVER_TAKEN", line: 1, column: text.indexOf('"when"') + 1 },
  ]);
});

test("the generated tests name it too", async () => {
  const project = await projectInDirectory(workflow);
  const tests = project.read("test/failure-rules.ts");
  expect(tests).toContain(
    '"takes branch 2 where input.total is greater than 1000: whenever its condition holds, one before it does"',
  );
  expect(tests).toContain(
    '  { step: "visit", untested: ["runs: nothing leads to branch 2 of size"] },\n',
  );
});

test("a condition about a length is told, with its place", async () => {
  const project = await projectInDirectory(
    workflow.replace("input.total, greaterThan: 100 ", "input.box.length, greaterThan: 100 "),
  );
  expect((await project.run("check")).warnings).toMatchObject([
    { code: "LENGTH_IN_CONDITION", path: "workflow.yaml", line: 7 },
  ]);
});
