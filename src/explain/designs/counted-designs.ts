import type { CountedDesign, Explanation } from "../explanation.ts";

/** Returns the designs that a workflow can be built as. */
export function countedDesigns({ designs }: Pick<Explanation, "designs">): CountedDesign[] {
  return designs.filter((design) => "figures" in design);
}
