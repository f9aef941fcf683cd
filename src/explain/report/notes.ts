import { wordsOf } from "../../targets/descriptions.ts";
import { formsIn } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { GENERATED_MEMORY_MB } from "../designs/assumptions.ts";
import type { Facts } from "../designs/facts.ts";

/** Returns the rules by which a workflow was counted, and what is left out. */
export function notesOn({ workflow, functions, options }: Facts): string[] {
  return [
    "Counted is a run in which nothing fails, beyond the free tier and at the first price tier.",
    ...formsIn(workflow).flatMap(({ explained }) => explained?.counted ?? []),
    "A queue or a state machine is assumed to take 50 ms until a step is called.",
    "Records count as 1 KB at most, messages as 64 KB at most.",
    "Availability counts each step as up for 99.9 % of the time, and AWS's own services as up.",
    ...differentMemory(
      workflow,
      functions.map(({ memoryMb }) => memoryMb.value),
    ),
    ...(options.architecture === "x86_64" ? ["What is generated says arm64."] : []),
    ...leftOut(workflow),
  ];
}

/** Says where to set the memory, which the expected one does not change. */
function differentMemory(workflow: Workflow, memories: readonly number[]): string[] {
  return memories.every((memory) => memory === GENERATED_MEMORY_MB)
    ? []
    : [
        `Each function is generated with ${GENERATED_MEMORY_MB} MB: set ${wordsOf(workflow).memory} where it is to have more.`,
      ];
}

function leftOut({ trigger }: Workflow): string[] {
  const api = trigger?.kind === "api" ? " requests to the API," : "";
  return [
    `Left out:${api} logs, traces, metrics, alarms, data transfer, storage over time and cold starts.`,
  ];
}
