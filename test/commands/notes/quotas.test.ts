import { expect, test } from "vitest";
import { projectInDirectory } from "../project-in-directory.ts";

const workflow = (ways: number) => `name: orders
transport: queue
steps:
  - name: take-order
  - name: size
    choice:
${Array.from({ length: ways }, (_, way) => `      - when: { path: input.size, equals: ${way} }\n        steps: [{ name: pack-in-a-box-of-size-${way} }]\n`).join("")}  - name: send
`;

test("what AWS has no room for is refused with its place, and nothing is written", async () => {
  const project = await projectInDirectory(workflow(2));
  const before = project.read("template.yaml");
  project.edit("workflow.yaml", () => workflow(40));
  for (const command of ["check", "sync"]) {
    expect(await project.run(command)).toMatchObject({
      status: "error",
      exitCode: 2,
      problems: [{ code: "ENVIRONMENT_TOO_LARGE", path: "workflow.yaml", line: 4, column: 5 }],
    });
  }
  expect(project.read("template.yaml")).toBe(before);
});

test("a new project is refused with the place in the file that it was made from", async () => {
  const project = await projectInDirectory();
  const text = workflow(40);
  const stdin = { isTerminal: false, read: async () => new TextEncoder().encode(text) };
  expect(await project.run("new other --workflow - --dry-run", { stdin })).toMatchObject({
    exitCode: 2,
    problems: [{ code: "ENVIRONMENT_TOO_LARGE", path: "-", line: 4 }],
  });
});

test("what may fill the history of an execution is told, with its place", async () => {
  const project = await projectInDirectory(`name: orders
transport: state-machine
steps:
  - name: lines
    map:
      items: input.lines
      steps:
        - name: pack
          concurrency: 5
`);
  expect((await project.run("check")).warnings).toMatchObject([
    { code: "MAP_ABOVE_CONCURRENCY", path: "workflow.yaml", line: 9 },
  ]);
});
