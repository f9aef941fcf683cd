import { repeats } from "../forms/traits.ts";
import { chooseTransport } from "../transports/choose-transport.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { type ExplainOptions, itemsOf, plainOptions, rateOf } from "./designs/assumptions.ts";
import { factsOf } from "./designs/facts.ts";
import { timelinesOf } from "./designs/timeline.ts";
import { workedDesigns } from "./designs/transport-designs.ts";
import type { Explanation } from "./explanation.ts";
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
  const designs = workedDesigns(facts).map(({ id, title, ...worked }) => ({
    id,
    title,
    isChosen: id === designOf(transport),
    ...worked,
  }));
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
