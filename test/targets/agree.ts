import type * as model from "../../src/deployment/model.ts";
import type * as read from "../../templates/project/local/resources.ts";

/**
 * Returns a deployment so that two that deploy the same are equal: without order, without places, with each permission by
 * itself, and with what stands in texts of JSON.
 */
export function comparable(deployment: read.Deployment): object {
  const { functions, queues, tables, buckets, topics, logGroups, stateMachines, ...others } =
    deployment;
  const { apis, metricFilters, alarms, dashboards, outputs } = others;
  return plain({
    functions: byName(functions, ({ place: _, ...fn }) => ({
      ...fn,
      statements: permissions(fn.statements),
      routes: sorted(fn.routes),
    })),
    queues: byName(queues, guarded),
    tables: byName(tables, (table) => table),
    buckets: byName(buckets, guarded),
    topics: byName(topics, guarded),
    logGroups: byName(logGroups, ({ place: _, ...group }) => group),
    stateMachines: byName(stateMachines, (machine) => ({
      ...machine,
      statements: permissions(machine.statements),
    })),
    apis: byName(apis, (api) => api),
    metricFilters: sorted(metricFilters),
    alarms: sorted(alarms),
    // The order of widgets and of their lines is seen by whoever looks at them.
    dashboards: sorted(dashboards),
    outputs,
  }) as object;
}

/**
 * Returns what a reader would find of a model, if the target did all that it says. No reader looks for what is only for
 * people: descriptions of functions and outputs, labels and sizes of widgets. Snapshots hold them.
 */
export function asRead({ dashboard, outputs, ...model }: model.Deployment): read.Deployment {
  const { name: _, description: __, ...deployment } = model;
  return {
    ...deployment,
    functions: model.functions.map(({ description, role, routes, ...fn }) => ({
      ...fn,
      place: "",
      routes: routes.map(({ keepsAuthorizer, ...route }) => route),
    })),
    queues: model.queues.map(({ consumed, ...queue }) => queue),
    logGroups: model.logGroups.map((group) => ({ ...group, place: "" })),
    alarms: model.alarms.map(({ name, adjustable, ...alarm }) => alarm),
    dashboards: [
      {
        physicalName: dashboard.physicalName,
        widgets: dashboard.widgets.map(({ title, metrics }) => ({
          title,
          metrics: metrics.flatMap((metric) =>
            "namespace" in metric
              ? { namespace: metric.namespace, name: metric.name, dimensions: metric.dimensions }
              : [],
          ),
        })),
      },
    ],
    outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, value])),
  };
}

function guarded<Thing extends { readonly policy: readonly read.Statement[] }>(thing: Thing) {
  return { ...thing, policy: permissions(thing.policy) };
}

/** Returns a statement for each action on each resource. */
function permissions(statements: readonly read.Statement[]): object[] {
  return sorted(
    statements.flatMap(({ actions, resources, ...statement }) =>
      actions.flatMap((action) =>
        resources.map((resource) => ({ ...statement, action, resource })),
      ),
    ),
  );
}

function byName<Thing extends { readonly name: string }>(
  things: readonly Thing[],
  toComparable: (thing: Thing) => object,
): Record<string, object> {
  return Object.fromEntries(things.map((thing) => [thing.name, toComparable(thing)]));
}

/** Sorts by what things say, whatever the order of their properties. */
function sorted<Thing extends object>(things: readonly Thing[]): Thing[] {
  const text = (thing: Thing) =>
    JSON.stringify(thing, (_, value) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted())
        : value,
    );
  return things.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** Leaves out what is undefined, and reads texts of JSON: a tool may write them with other spaces. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner) => {
    const isJson = typeof inner === "string" && /^\{ ?"/.test(inner);
    return isJson ? JSON.parse(inner) : inner;
  });
}
