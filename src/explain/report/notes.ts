import { compact } from "../../lists.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import { formsIn } from "../../workflow/steps/traversal.ts";
import { GENERATED_MEMORY_MB } from "../designs/assumptions.ts";
import type { Facts } from "../designs/facts.ts";

/** Returns the rules by which a workflow was counted, and what is left out. */
export function notesOn({ workflow, functions, options }: Facts): string[] {
  const isLarger = functions.some(({ memoryMb }) => memoryMb.value !== GENERATED_MEMORY_MB);
  const api = workflow.trigger?.kind === "api" ? " requests to the API," : "";
  return compact([
    "Counted is a run in which nothing fails, beyond the free tier and at the first price tier.",
    ...formsIn(workflow).map(({ explained }) => explained?.counted),
    "A queue or a state machine is assumed to take 50 ms until a step is called.",
    "Records count as 1 KB at most, messages as 64 KB at most.",
    "Availability counts each step as up for 99.9 % of the time, and AWS's own services as up.",
    // The memory that is expected does not change what is generated.
    isLarger &&
      `Each function is generated with ${GENERATED_MEMORY_MB} MB: set ${wordsOf(workflow).memory} where it is to have more.`,
    options.architecture === "x86_64" && "What is generated says arm64.",
    `Left out:${api} logs, traces, metrics, alarms, data transfer, storage over time and cold starts.`,
  ]);
}
