import type { Plan } from "../plan/plan.ts";

type Json = string | { readonly [key: string]: Json };

/** The group of the example, in a workflow that keeps order. */
export const EXAMPLE_GROUP = "group-1";

/** What the example is started with: it has everything that the workflow reads from its input. */
export function exampleInput(plan: Plan): { readonly [key: string]: Json } {
  const isScheduled = plan.workflow.trigger?.kind === "schedule";
  return {
    ...(isScheduled ? { scheduledTime: "2026-01-31T08:00:00Z" } : { reference: "example-1" }),
    ...grouped(plan),
  };
}

function grouped(plan: Plan): { readonly [key: string]: Json } {
  const path = plan.transport === "queue" ? (plan.groupBy ?? []) : [];
  if (path.length === 0) return {};
  return path.reduceRight<Json>((value, name) => ({ [name]: value }), EXAMPLE_GROUP) as {
    readonly [key: string]: Json;
  };
}

/** JSON on one line, with room between its parts. */
export function spacedJson(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${spacedJson(inner)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
