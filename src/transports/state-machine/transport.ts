import { compact } from "../../lists.ts";
import type { Transport } from "../transport.ts";
import { tooLargeDefinition } from "./deployment/definition-size.ts";
import { deployment } from "./deployment/deployment.ts";
import { rolePolicyProblems } from "./deployment/role-policy.ts";
import { stateMachine as description } from "./description.ts";
import { expressDesign, keepsNoOrder, standardDesign, whyNotExpress } from "./explain/designs.ts";
import { afterSilence } from "./explain/stories.ts";
import { historyWarnings } from "./history-warnings.ts";
import { notes } from "./notes/notes.ts";
import { plan, type StateMachinePlan } from "./plan.ts";
import { readme } from "./rendering/readme.ts";
import { rendering } from "./rendering/rendering.ts";
import { timeoutWarning } from "./timeout-warnings.ts";

/** A Step Functions state machine. */
export const stateMachine: Transport<StateMachinePlan> = {
  ...description,
  plan,
  queueNames: () => [],
  deployment,
  functionQuotaFindings: rolePolicyProblems,
  quotaFindings: tooLargeDefinition,
  warnings: (plan) => compact([...historyWarnings(plan), timeoutWarning(plan)]),
  notes,
  rendering,
  readme,
  designs: [
    {
      id: "standard",
      title: "Standard state machine",
      whyNot: keepsNoOrder,
      figures: standardDesign,
    },
    {
      id: "express",
      title: "Express state machine",
      whyNot: (facts) => keepsNoOrder(facts) ?? whyNotExpress(facts),
      figures: expressDesign,
    },
  ],
  afterSilence,
};
