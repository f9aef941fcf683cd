import type { TransportDescription } from "../transport.ts";
import * as stateMachineOrder from "./rules/state-machine-order.ts";

/** Describes a Step Functions state machine. */
export const stateMachine: TransportDescription = {
  name: "state-machine",
  describe: "Step Functions runs the steps; you see each execution, and where it failed.",
  rules: {
    "state-machine-order": stateMachineOrder,
  },
  words: {
    service: "a Step Functions state machine",
    short: "the state machine",
    verb: "is",
    advantage:
      "it keeps every run, applies the retry and failure rules, and shows how far each run has come",
    keptFailure: "The execution is kept",
    refusedCall: "Step Functions calls again after 2 s, 4 s … at most 60 s",
    startOutput: "StateMachineArn",
  },
  countsTries: false,
  reservesConcurrency: true,
  hasDeadLetters: false,
  sendsMessages: false,
  countsEnds: false,
  tellsProgress: true,
  delaysMessages: false,
  // Tests compare hundredths of a second, and the local engine draws whole milliseconds.
  observedDelay: (seconds, { jitter }) => {
    const milliseconds = seconds * 1000;
    return Math.round((jitter === "full" ? Math.ceil(milliseconds) : milliseconds) / 10) / 100;
  },
};
