import type { Plan } from "../plan/plan.ts";
import type { TransportName } from "./names.ts";
import { queue } from "./queue/transport.ts";
import { stateMachine } from "./state-machine/transport.ts";
import type { Transport } from "./transport.ts";

/** The transports by name. Whoever only speaks of one asks `descriptions.ts`, which loads nothing of what they build. */
const transports: Readonly<Record<TransportName, Transport>> = {
  queue,
  "state-machine": stateMachine,
};

/** Returns what builds the part of a project that carries its work. */
export const transportOf = ({ transport }: Pick<Plan, "transport">): Transport =>
  transports[transport];
