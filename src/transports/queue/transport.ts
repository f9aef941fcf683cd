import type { Transport } from "../transport.ts";
import { deployment } from "./deployment/deployment.ts";
import { queue as description } from "./description.ts";
import { queueDesign } from "./explain/design.ts";
import { shownAgain } from "./explain/stories.ts";
import { notes } from "./notes/notes.ts";
import { inStack, queuesOf } from "./notes/queues-under-way.ts";
import { plan, type QueuePlan } from "./plan.ts";
import { readme } from "./rendering/readme.ts";
import { rendering } from "./rendering/rendering.ts";

/** SQS queues with a function behind each. */
export const queue: Transport<QueuePlan> = {
  ...description,
  plan,
  queueNames: (plan) => queuesOf(plan).map((name) => inStack(plan, name)),
  deployment,
  functionQuotaFindings: () => [],
  quotaFindings: () => [],
  warnings: () => [],
  notes,
  rendering,
  readme,
  designs: [{ id: "queue", title: "Queue", figures: queueDesign }],
  afterSilence: shownAgain,
  lastSilence: (task, kind) => `${shownAgain(task, kind)}, and no try is left`,
};
