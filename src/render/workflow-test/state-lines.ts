import type { PlannedFault } from "../../plan/scenario.ts";
import { camelCase } from "../../workflow/names.ts";
import { fitItems } from "../layout.ts";
import type { TestLayout } from "./test-layout.ts";

/** What succeeded: in order; where branches run at once, what they did in any order, what is undone in its own. */
export function succeededLine(
  { joins }: TestLayout,
  steps: readonly string[],
  forward: number,
  indent: string,
  faults: readonly PlannedFault[] = [],
): string {
  const names = (list: readonly string[]) => list.map((step) => `"${step}"`);
  if (!joins) return fitItems(`${indent}expect(succeeded(events)).toEqual([`, names(steps), "]);");
  const undone = steps.slice(forward);
  const ran = steps.slice(0, forward).toSorted();
  const sorted = (part: string, list: readonly string[]) =>
    fitItems(`${indent}expect(${part}.toSorted()).toEqual([`, names(list), "]);");
  if (undone.length === 0) return sorted("succeeded(events)", ran);
  const areMany = faults.some(({ once }) => once);
  const rest = `succeeded(events).slice(${forward})`;
  return [
    sorted(`succeeded(events).slice(0, ${forward})`, ran),
    areMany
      ? sorted(rest, undone.toSorted())
      : fitItems(`${indent}expect(${rest}).toEqual([`, names(undone), "]);"),
  ].join("\n");
}

export function keysLine(
  part: "results" | "errors",
  keys: readonly string[],
  indent = "    ",
): string {
  return fitItems(
    `${indent}expect(Object.keys(state.${part})).toEqual([`,
    keys.map((key) => `"${key}"`),
    "]);",
  );
}

/** Where a workflow goes on all the same, its state has the error; else it ends with it. */
export function errorMessage({ queue }: TestLayout, step: string, status: string, message: string) {
  const noted = status === "succeeded" || (status === "compensation-failed" && !queue);
  const error = noted ? `state.errors.${camelCase(step)}` : "error";
  return {
    noted,
    messageLine: fitItems(
      `    expect(${error}?.message).toContain(`,
      [JSON.stringify(message)],
      ");",
    ),
  };
}
