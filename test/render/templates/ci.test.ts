import { expect, test } from "vitest";
import { parse } from "yaml";
import { INFRASTRUCTURES } from "../../../src/targets/names.ts";
import { renderWorkflow } from "../../../src/testing.ts";

test("CI runs for pull requests and pushes to the default branch, whatever its name", () => {
  const files = renderWorkflow("name: w\ntransport: queue\nsteps: [name: a]\n");
  const { on, jobs } = parse(files[".github/workflows/ci.yml"] ?? "");
  expect(on).toEqual(["push", "pull_request"]);
  expect(jobs.test.if).toBe(
    "github.event_name == 'pull_request' || github.ref_name == github.event.repository.default_branch",
  );
});

test("CI has Terraform where that deploys, and checks what is deployed whatever does", () => {
  const stepsOf = (infrastructure: string) => {
    const text = `name: w\ntransport: queue\ninfrastructure: ${infrastructure}\nsteps: [name: a]\n`;
    const files = renderWorkflow(text);
    const { jobs } = parse(files[".github/workflows/ci.yml"] ?? "");
    const { scripts } = JSON.parse(files["package.json"] ?? "{}");
    expect(scripts).toHaveProperty(["check:infrastructure"]);
    return JSON.stringify(jobs.test.steps);
  };
  for (const infrastructure of INFRASTRUCTURES) {
    const steps = stepsOf(infrastructure);
    expect(steps).toContain("npm run check:infrastructure");
    expect(steps.includes("setup-terraform")).toBe(infrastructure === "terraform");
  }
});
