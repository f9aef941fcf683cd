import type { ChoiceStep, Step } from "../../../workflow/workflow.ts";
import { choiceRule } from "../choice-rule.ts";
import { commentOf } from "../state.ts";
import { scopeIn } from "../state-fields.ts";
import type { FormStates } from "./form-states.ts";

export const choice: FormStates<ChoiceStep> = {
  states(step, next, around, sequence) {
    const entryOf = ({ steps }: { steps: readonly Step[] }) => steps[0]?.name ?? next;
    const otherwise = step.branches.find(({ when }) => when === undefined);
    return Object.assign(
      {
        [step.name]: {
          Type: "Choice",
          ...commentOf(step),
          Choices: step.branches.flatMap((branch) =>
            branch.when
              ? [{ ...choiceRule(branch.when, scopeIn(around.within)), Next: entryOf(branch) }]
              : [],
          ),
          Default: otherwise ? entryOf(otherwise) : next,
        },
      },
      ...step.branches.map(({ steps }) => sequence(steps, next, around)),
    );
  },
};
