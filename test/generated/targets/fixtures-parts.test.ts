import { expect, test } from "vitest";
import { renderProject } from "../../e2e/generated/install-project.ts";
import { runProjectTests } from "../run/run-tests.ts";

/** What asks the deployment. The steps and their tests are the same as in an app of its own. */
const ABOUT_DEPLOYMENT = /^test\/(?:infrastructure|app|terraform|start|status|answer)\./;

test.each([
  ["order", "queue", "cdk", "construct", "app"],
  ["approvals by request", "state-machine", "cdk", "construct", "app"],
  ["order", "queue", "terraform", "module", "terraform"],
  ["approvals by request", "state-machine", "terraform", "module", "terraform"],
] as const)("%s by %s, deployed with %s as a %s", async (workflow, transport, tool, as, own) => {
  const files = renderProject(workflow, transport, tool, as);
  const results = await runProjectTests(files, { file: (path) => ABOUT_DEPLOYMENT.test(path) });
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  const paths = new Set(results.map(({ file }) => file));
  expect(paths).toContain("test/infrastructure.test.ts");
  expect(paths).toContain(`test/${own}.test.ts`);
});
