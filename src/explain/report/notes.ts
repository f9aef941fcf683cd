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
    "The figures describe a run without failures, at the first price tier and without the free tier.",
    ...formsIn(workflow).map(({ explained }) => explained?.counted),
    "A queue or a state machine is assumed to take 50 ms until it calls a step.",
    "Each record is assumed to have at most 1 KB, and each message at most 64 KB.",
    "For the availability, each step is assumed to be available 99.9 % of the time, and the services of AWS always.",
    // The memory that is expected does not change what is generated.
    isLarger &&
      `Each function is generated with ${GENERATED_MEMORY_MB} MB: change ${wordsOf(workflow).memory} if it needs more.`,
    options.architecture === "x86_64" && "The generated project uses arm64.",
    `The figures do not include${api} logs, traces, metrics, alarms, data transfer, long-term storage and cold starts.`,
  ]);
}
