import { repeats } from "../forms/traits.ts";
import { chooseTransport } from "../plan/choose-transport.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { type ExplainOptions, itemsOf, rateOf } from "./designs/assumptions.ts";
import { expressDesign, queueDesign, standardDesign } from "./designs/decoupled.ts";
import { type Facts, factsOf } from "./designs/facts.ts";
import { plainOptions } from "./designs/plain-options.ts";
import { nestedDesign, oneFunctionDesign, type Worked } from "./designs/synchronous.ts";
import type { Design, DesignId, Explanation } from "./explanation.ts";
import { notesOn } from "./report/notes.ts";
import { timelinesOf } from "./report/timeline.ts";
import { designOf, verdictOf } from "./report/verdict.ts";

/** Returns what a workflow costs, waits for and survives in each design. Pure. */
export function explainWorkflow(
  workflow: Workflow,
  options: ExplainOptions = plainOptions(),
): Explanation {
  const transport = workflow.transport ?? chooseTransport(workflow).transport;
  const facts = factsOf(workflow, options, transport);
  const { region, date, pages } = options.prices;
  const steps = facts.functions.map(({ name, seconds, memoryMb, times }) => ({
    name,
    seconds,
    memoryMb,
    times,
  }));
  const rate = rateOf(workflow, options);
  const designs = designsOf(facts);
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

const DESIGNS: readonly (readonly [DesignId, title: string, (facts: Facts) => Worked])[] = [
  ["nested", "Nested chain", nestedDesign],
  ["one-function", "One function", oneFunctionDesign],
  ["queue", "Queue", queueDesign],
  ["standard", "Standard state machine", standardDesign],
  ["express", "Express state machine", expressDesign],
];

function designsOf(facts: Facts): Design[] {
  return DESIGNS.map(([id, title, work]) => ({
    id,
    title,
    isChosen: id === designOf(facts.transport),
    ...work(facts),
  }));
}
