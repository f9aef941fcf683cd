import { repeats } from "../forms/traits.ts";
import { chooseTransport } from "../transports/choose-transport.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { TransportName, Workflow } from "../workflow/workflow.ts";
import { type ExplainOptions, itemsOf, plainOptions, rateOf } from "./designs/assumptions.ts";
import { type Facts, factsOf } from "./designs/facts.ts";
import { nestedDesign, oneFunctionDesign } from "./designs/synchronous.ts";
import { timelinesOf } from "./designs/timeline.ts";
import { transportDesigns } from "./designs/transport-designs.ts";
import type { Design, Explanation } from "./explanation.ts";
import { notesOn } from "./report/notes.ts";
import { designOf, verdictOf } from "./report/verdict.ts";

/** Returns what a workflow costs, waits for and survives in each design. Pure. */
export function explainWorkflow(
  workflow: Workflow,
  options: ExplainOptions = plainOptions(),
): Explanation {
  const transport = workflow.transport ?? chooseTransport(workflow).transport;
  const facts = factsOf(workflow, options);
  const { region, date, pages } = options.prices;
  const steps = facts.functions.map(({ kind: _, step: __, ...explained }) => explained);
  const rate = rateOf(workflow, options);
  const designs = designsOf(facts, transport);
  return {
    workflow: {
      name: workflow.name,
      ...(workflow.description !== undefined && { description: workflow.description }),
      transport,
    },
    prices: { region, date, pages },
    architecture: options.architecture,
    rate,
    ...(allSteps(workflow).some(repeats) && { items: itemsOf(options) }),
    steps,
    timeline: timelinesOf(facts.course),
    designs,
    verdict: verdictOf(facts, designs, { steps, rate }),
    notes: notesOn(facts),
  };
}

function designsOf(facts: Facts, transport: TransportName): Design[] {
  const worked = [
    ["nested", "Nested chain", nestedDesign(facts)],
    ["one-function", "One function", oneFunctionDesign(facts)],
    ...transportDesigns(facts),
  ] as const;
  return worked.map(([id, title, result]) => ({
    id,
    title,
    isChosen: id === designOf(transport),
    ...result,
  }));
}
