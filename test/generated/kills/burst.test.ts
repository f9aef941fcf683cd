import { expect, test } from "vitest";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { renderProject } from "../../e2e/generated/install-project.ts";
import type { WorkflowName } from "../../e2e/generated/workflows.ts";
import { openProject } from "../run/load-project.ts";
import { disableStorages, restoreSharedState } from "../run/packages.ts";
import { withEnvironment } from "../run/run-tests.ts";

/** As many as a new account may run at once. */
const CONCURRENCY = 10;

interface Simulate {
  simulate(options: object): Promise<{ runs: { status: string }[] }>;
}

/** The workflow, its transport, and the step of it that takes seconds. */
const slowSteps: [WorkflowName, TransportName, step: string][] = [
  ["order", "state-machine", "create-invoice"],
  ["order", "queue", "create-invoice"],
];

const WORKFLOWS = 1000;

test.each(slowSteps)(
  "%s, %s: 1,000 workflows at once in a new account succeed",
  async (name, transport, step) => {
    const files = renderProject(name, transport);
    const project = openProject(files);
    try {
      const ended = await withEnvironment({ POWERTOOLS_LOG_LEVEL: "SILENT" }, async () => {
        const { simulate } = (await project.load("local/simulate.ts")) as unknown as Simulate;
        const input = JSON.parse(files["events/example.json"] ?? "");
        const run = (step: string) => ({ by: step });
        const faults = [{ kind: "slow", step, seconds: 5, times: Number.POSITIVE_INFINITY }];
        return simulate({ input, run, faults, workflows: WORKFLOWS, concurrency: CONCURRENCY });
      });
      const succeeded = ended.runs.filter(({ status }) => status === "succeeded");
      expect(succeeded).toHaveLength(WORKFLOWS);
    } finally {
      project.close();
      disableStorages();
      restoreSharedState();
    }
  },
);
