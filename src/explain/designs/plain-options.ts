import { DEFAULT_REGION, pricesIn } from "../prices/prices.ts";
import { type ExplainOptions, ONLY_EXPECTED } from "./assumptions.ts";

/** Returns what is explained where only the workflow says something. */
export function plainOptions(): ExplainOptions {
  const prices = pricesIn(DEFAULT_REGION);
  if (!prices) throw new TypeError("The default region has no prices");
  return { ...ONLY_EXPECTED, architecture: "arm64", prices };
}
