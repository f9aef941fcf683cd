import type { TransportName } from "./names.ts";
import { queue } from "./queue/description.ts";
import { stateMachine } from "./state-machine/description.ts";
import type { TransportDescription } from "./transport.ts";

/** The description of each transport. */
export const descriptions: Readonly<Record<TransportName, TransportDescription>> = {
  queue,
  "state-machine": stateMachine,
};
