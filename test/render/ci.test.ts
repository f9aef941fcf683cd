import { expect, test } from "vitest";
import { parse } from "yaml";
import { renderWorkflow } from "../../src/testing.ts";

test("CI runs for pull requests and pushes to the default branch, whatever its name", () => {
  const files = renderWorkflow("name: w\ntransport: queue\nsteps: [name: a]\n");
  const { on, jobs } = parse(files[".github/workflows/ci.yml"] ?? "");
  expect(on).toEqual(["push", "pull_request"]);
  expect(jobs.test.if).toBe(
    "github.event_name == 'pull_request' || github.ref_name == github.event.repository.default_branch",
  );
});
