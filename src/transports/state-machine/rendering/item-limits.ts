import { repeats } from "../../../forms/traits.ts";
import { allSteps } from "../../../workflow/steps/traversal.ts";
import { itemsWithRoom } from "../history.ts";
import type { StateMachinePlan } from "../plan.ts";

/** Returns a line for each map: how many items the history of an execution has room for. */
export function itemLimits(plan: StateMachinePlan): string[] {
  const maps = allSteps(plan.workflow).filter(repeats);
  const others = maps.length > 1 ? " with one item of every other map" : "";
  return maps.map(({ name }) => {
    const [plain, retried] = [false, true].map((retries) =>
      itemsWithRoom(plan.definition, name, retries).toLocaleString("en"),
    );
    return `${plain} items of ${name}${others}, or ${retried} if every retry is needed`;
  });
}
