import { expect, test } from "vitest";
import { renderProject } from "../e2e/generated/install-project.ts";
import { transportsOf } from "../e2e/generated/workflows.ts";
import { combinations } from "./run/projects.ts";

const either = [...new Set(combinations.map(([workflow]) => workflow))].filter(
  (workflow) => transportsOf(workflow).length > 1,
);

test.each(either)("%s: what the user writes is the same by both transports", (workflow) => {
  const [queue, stateMachine] = transportsOf(workflow).map((transport) => {
    const files = Object.entries(renderProject(workflow, transport));
    return files.filter(([path]) => /^(src|test)\/steps\//.test(path));
  });
  expect(queue?.length).toBeGreaterThan(0);
  expect(queue).toEqual(stateMachine);
});
