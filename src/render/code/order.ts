import type { Plan } from "../../plan/plan.ts";
import { posixWord, tsString } from "../../quote.ts";
import { inGroup } from "../../scenarios/grouped-input.ts";
import { defaultFixture } from "../../scenarios/scenario.ts";
import { orderTests } from "../../scenarios/tests/order-tests.ts";
import type { Fixture } from "../../semantics/trace.ts";
import { valueAt } from "../../workflow/findings/finding.ts";
import { inputPathNames } from "../../workflow/paths.ts";
import { taskSteps } from "../../workflow/steps/traversal.ts";
import { code, fitLiteral } from "../layout.ts";

/** Returns whether the queues of a plan keep order. */
export function isOrdered({ workflow }: Plan): boolean {
  return workflow.queue !== undefined;
}

/** Returns what templates mention of the order that FIFO queues keep; of no use where none is kept. */
export function orderData(plan: Plan) {
  const { workflow } = plan;
  const plain = defaultFixture(workflow);
  const groupBy = workflow.queue?.groupBy ?? "";
  const tests = isOrdered(plan) ? orderTests(workflow, groupBy) : undefined;
  const { group = "a", other, tasks = [] } = tests ?? {};
  const [batchTask] = [...tasks, ...taskSteps(workflow)];
  const groups = [group, other, groupIn(plain, groupBy)];
  return {
    fifo: isOrdered(plan),
    groupBy,
    /** An input in the group that a variable `group` holds, as what a function of the tests returns. */
    groupedInputLine: fitLiteral(
      "  return inputWith(",
      inGroup(plain.input, groupBy, code("group")),
      ");",
    ),
    groupType: groups.some((one) => typeof one === "number") ? "string | number" : "string",
    exampleGroup: posixWord(String(groupIn(plain, groupBy))),
    batchStep: batchTask?.name ?? "",
    batchStepIsGuarded: batchTask?.idempotency === "guarded",
    /** The workflows of the tests: two in one group, and one in a group of its own, where that can run beside them. */
    firstLine: startLine("first", "a-1", group),
    secondLine: startLine("second", "a-2", group),
    otherLine: other === undefined ? null : startLine("other", "b-1", other),
    orderedSteps: tasks.map(({ name, timeoutSeconds, retry }) => ({
      step: name,
      slowSeconds: timeoutSeconds / 2,
      isRetried: retry.maxAttempts > 0,
    })),
  };
}

function startLine(name: string, id: string, group: unknown): string {
  return fitLiteral(`const ${name} = `, { id, input: code(inGroupCall(group)) }, ";");
}

/** The call that makes an input in a group. */
function inGroupCall(group: unknown): string {
  return `inGroup(${typeof group === "number" ? group : tsString(String(group))})`;
}

/** The group of the work in a fixture. */
export function groupIn({ input }: Fixture, groupBy: string): unknown {
  return valueAt(input, inputPathNames(groupBy));
}
