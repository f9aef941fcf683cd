import { versions } from "../../../plan/versions.ts";
import { namedErrorsLine } from "../../../render/code/named-errors.ts";
import type { TransportRendering } from "../../transport.ts";
import type { StateMachinePlan } from "../plan.ts";
import { definitionText } from "./definition-text.ts";
import { itemLimits } from "./item-limits.ts";

/** Renders a state machine and its functions. */
export const rendering: TransportRendering<StateMachinePlan> = {
  files: (plan) => [["workflow.asl.json", definitionText(plan)]],
  isNeeded: (path, plan) => {
    if (path === "local/joins.ts") return plan.forms.joins;
    return path !== "local/json-paths.ts" || readsPaths(plan);
  },
  packages: (plan) => {
    const { execution } = versions.dependencies;
    const starts = plan.workflow.trigger !== undefined || plan.forms.approvals;
    return {
      dependencies: starts ? execution : {},
      devDependencies: {
        ...versions.devDependencies.stateMachine,
        ...(starts ? {} : execution),
        ...(readsPaths(plan) ? versions.devDependencies.paths : {}),
      },
    };
  },
  templateData: (plan) => ({
    queue: false,
    readsPaths: readsPaths(plan),
    hasWaitStates: plan.forms.waits,
    needsClock: plan.forms.joins || plan.forms.waits,
    namesKeys: true,
    itemLimits: itemLimits(plan),
  }),
  stepProperties: (_plan, { namedErrors }) => [namedErrorsLine(namedErrors)],
  given: ({ definition }) => ({ timeoutSeconds: definition.TimeoutSeconds }),
  logged: () => ({}),
};

const readsPaths = ({ forms }: StateMachinePlan): boolean => forms.joins || forms.choices;
