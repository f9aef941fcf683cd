import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deploymentOf } from "../../src/deployment/deployment.ts";
import type { Deployment } from "../../src/deployment/model.ts";
import { planProject } from "../../src/plan/plan.ts";
import type { WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { validWorkflows } from "../workflow/arbitrary/varied-arbitrary.ts";

const deployed = (workflow: WorkflowWithTransport) =>
  deploymentOf(planProject(workflow, { packageManager: "npm" }));

/** What users write stands in these as it is, whatever it looks like. */
const FREE_TEXT = new Set(["description", "sources", "detailTypes"]);

function referencesIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [...value.matchAll(/\$\{(.*?)\}/g)].map(([, reference = ""]) => reference);
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    FREE_TEXT.has(key) ? [] : referencesIn(inner),
  );
}

const names = (things: readonly { readonly name: string }[]) => things.map(({ name }) => name);

/** All that a reference may stand for. */
function known(deployment: Deployment): Set<string> {
  const things: [kind: string, names: string[], attributes: string[]][] = [
    ["queue", names(deployment.queues), ["arn", "name", "url"]],
    ["function", names(deployment.functions), ["arn", "name"]],
    [
      "function",
      names(deployment.functions.filter(({ publishesVersions }) => publishesVersions)),
      ["version"],
    ],
    ["table", names(deployment.tables), ["arn", "name"]],
    ["bucket", names(deployment.buckets), ["arn", "name"]],
    ["topic", names(deployment.topics), ["arn"]],
    ["stateMachine", names(deployment.stateMachines), ["arn", "name"]],
    ["api", names(deployment.apis), ["id"]],
  ];
  return new Set([
    ...["stack", "region", "account", "partition", "urlSuffix"],
    ...things.flatMap(([kind, all, attributes]) =>
      all.flatMap((name) => attributes.map((attribute) => `${kind}.${name}.${attribute}`)),
    ),
  ]);
}

/** `SEED=7` in the environment draws those of 7 again. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const deployments = fc.sample(validWorkflows, { seed, numRuns: 100 }).map(deployed);

/** `queue.pay.arn` without what of it is meant. */
const thing = (reference: string) => reference.replace(/\.\w+$/, "");

describe(`the deployments of random workflows of seed ${seed}`, () => {
  test("every reference stands for something that is deployed", () => {
    for (const deployment of deployments) {
      const all = known(deployment);
      expect(referencesIn(deployment).filter((reference) => !all.has(reference))).toEqual([]);
    }
  });

  test("what is named by its name alone is deployed too", () => {
    for (const {
      functions,
      queues,
      logGroups,
      apis,
      stateMachines,
      metricFilters,
    } of deployments) {
      const groups = [
        ...functions.map(({ logsTo }) => logsTo),
        ...apis.map(({ accessLog }) => accessLog?.group),
        ...stateMachines.map(({ logging }) => logging?.group),
        ...metricFilters.map(({ group }) => group),
      ];
      expect(new Set(groups)).toEqual(new Set(names(logGroups)));
      const fed = functions.flatMap(({ mapping }) => mapping?.queue ?? []);
      expect(fed.toSorted()).toEqual(names(queues.filter(({ consumed }) => consumed)).toSorted());
    }
  });

  test("no two things of a kind have the same name", () => {
    for (const deployment of deployments) {
      for (const kind of [
        names(deployment.functions),
        names(deployment.queues),
        names(deployment.tables),
        names(deployment.logGroups),
        names(deployment.alarms),
        deployment.queues.map(({ physicalName }) => physicalName),
        deployment.metricFilters.map(({ metric }) => metric),
      ]) {
        expect(new Set(kind).size).toBe(kind.length);
      }
    }
  });

  test("every queue that a function takes from has a dead-letter queue of its kind, which has an alarm", () => {
    for (const { queues, alarms } of deployments) {
      const deadLetters = new Map(
        queues.filter(({ consumed }) => !consumed).map((queue) => [queue.name, queue]),
      );
      for (const { consumed, redrive, fifo } of queues) {
        if (!consumed) continue;
        expect(deadLetters.get(redrive?.queue ?? "")?.fifo).toEqual(fifo);
      }
      const watched = new Set(
        alarms.flatMap(({ metrics }) => metrics.map(({ dimensions }) => dimensions.QueueName)),
      );
      for (const name of deadLetters.keys()) expect(watched).toContain(`\${queue.${name}.name}`);
    }
  });

  test("a function may do what its environment says, and nothing to all resources", () => {
    for (const { functions } of deployments) {
      for (const { environment, statements, mapping } of functions) {
        const resources = statements.flatMap((statement) => statement.resources);
        expect(resources).not.toContain("*");
        const used = Object.values(environment).flatMap(referencesIn).map(thing);
        const allowed = new Set(resources.flatMap(referencesIn).map(thing));
        const own = mapping ? [`queue.${mapping.queue}`] : [];
        for (const one of used.filter((name) => name !== "stack")) expect(allowed).toContain(one);
        for (const one of own) expect(allowed).toContain(one);
      }
    }
  });
});
