import type { PlannedFault } from "../../plan/ways-to-fail.ts";
import { camelCase } from "../../workflow/names.ts";
import { fitItems } from "../layout.ts";
import type { Helper } from "./fault-lines.ts";
import type { TestLayout } from "./test-layout.ts";

/** Up to so many steps are read at a glance; a longer order is written down once. */
const GLANCE = 8;

/** Whether the order of the steps, and the keys of their results, are constants of the tests. */
export function hasLongOrder({ order }: Pick<TestLayout, "order">): boolean {
  return order.length > GLANCE;
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`);

/** With how many of a long order these steps begin; 0 where so few that a test names them. */
function orderedLength(layout: TestLayout, steps: readonly string[]): number {
  const differs = steps.findIndex((step, index) => step !== layout.order[index]);
  const length = differs === -1 ? steps.length : differs;
  return hasLongOrder(layout) && length >= 2 ? length : 0;
}

/** How a test says these steps, if they begin like the order of all: that beginning, and the rest. */
function inOrder(layout: TestLayout, steps: readonly string[]): { begin?: string; rest: string[] } {
  const { order } = layout;
  const length = orderedLength(layout, steps);
  if (length === 0) return { rest: quoted(steps) };
  const begin = length === order.length ? "order" : `stepsBefore("${order[length]}")`;
  return { begin, rest: quoted(steps.slice(length)) };
}

/** Expects steps in an order of their own. */
export function stepsLine(
  layout: TestLayout,
  actual: string,
  steps: readonly string[],
  indent = "    ",
): string {
  const { begin, rest } = inOrder(layout, steps);
  const expected = `${indent}expect(${actual}).toEqual(`;
  return begin !== undefined && rest.length === 0
    ? fitItems(expected, [begin], ");")
    : fitItems(`${expected}[`, [...(begin ? [`...${begin}`] : []), ...rest], "]);");
}

/** Expects steps in any order. */
export function sortedStepsLine(
  layout: TestLayout,
  actual: string,
  steps: readonly string[],
  indent = "    ",
): string {
  const { begin, rest } = inOrder(layout, steps);
  const expected = `${indent}expect(${actual}.toSorted()).toEqual(`;
  return begin !== undefined && rest.length === 0
    ? fitItems(expected, [`${begin}.toSorted()`], ");")
    : fitItems(`${expected}[`, quoted(steps.toSorted()), "]);");
}

/** What succeeded: in order; where branches run at once, what they did in any order, what is undone in its own. */
export function succeededLine(
  layout: TestLayout,
  steps: readonly string[],
  forward: number,
  indent: string,
  faults: readonly PlannedFault[] = [],
): string {
  if (!layout.joins) return stepsLine(layout, "succeeded(events)", steps, indent);
  const undone = steps.slice(forward);
  const ran = steps.slice(0, forward);
  if (undone.length === 0) return sortedStepsLine(layout, "succeeded(events)", ran, indent);
  const areMany = faults.some(({ once }) => once);
  const expectRest = areMany ? sortedStepsLine : stepsLine;
  return [
    sortedStepsLine(layout, `succeeded(events).slice(0, ${forward})`, ran, indent),
    expectRest(layout, `succeeded(events).slice(${forward})`, undone, indent),
  ].join("\n");
}

/** What {@link succeededLine} calls for the same steps. */
export function orderCalls(
  layout: TestLayout,
  steps: readonly string[],
  forward: number,
): Helper[] {
  const said = layout.joins ? steps.slice(0, forward) : steps;
  const length = orderedLength(layout, said);
  const isWhole = length === said.length;
  const isCalled = length > 0 && length < layout.order.length && (isWhole || !layout.joins);
  return isCalled ? ["stepsBefore"] : [];
}

/** Expects that exactly these errors are noted. */
export function errorKeysLine(keys: readonly string[]): string {
  return fitItems("    expect(Object.keys(state.errors)).toEqual([", quoted(keys), "]);");
}

/** Expects these results; where there are many, what they are of all results. */
export function resultKeysLine(
  layout: TestLayout,
  keys: readonly string[],
  indent = "    ",
): string {
  const expected = `${indent}expect(Object.keys(state.results)).toEqual(`;
  const all = layout.resultKeysInOrder;
  const missing = all.filter((key) => !keys.includes(key));
  const isAllBut = missing.length <= 1 && missing.length + keys.length === all.length;
  if (!hasLongOrder(layout) || !isAllBut) return fitItems(`${expected}[`, quoted(keys), "]);");
  const [one] = missing;
  const kept = one === undefined ? "results" : `results.filter((key) => key !== "${one}")`;
  return fitItems(expected, [kept], ");");
}

/** Where a workflow goes on all the same, its state has the error; else it ends with it. */
export function errorMessage({ queue }: TestLayout, step: string, status: string, message: string) {
  const noted = status === "succeeded" || (status === "compensation-failed" && !queue);
  const error = noted ? `state.errors.${camelCase(step)}` : "error";
  return {
    noted,
    messageLine: messageLine(error, message),
  };
}

/** Expects a text in the message of an error, which is said as code. */
export function messageLine(error: string, message: string): string {
  return fitItems(`    expect(${error}?.message).toContain(`, [JSON.stringify(message)], ");");
}
