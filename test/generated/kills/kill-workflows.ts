import { renderWorkflow } from "../../../src/testing.ts";
import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import type { Files } from "../run/project-files.ts";
import { fail, type KillWorkflow } from "./kill-scenarios.ts";

const order: Omit<KillWorkflow, "transport"> = {
  name: "order",
  text: orderProcessingYaml,
  input: {},
  inPairs: true,
  victim: "create-invoice",
  tries: 6,
  declined: fail("process-payment", "PaymentDeclined"),
  fatal: "create-order",
  halfUndone: [fail("create-invoice"), fail("refund-payment")],
};

const keyed: Omit<KillWorkflow, "transport"> = {
  name: "keyed",
  text: `
name: once-for-each-order
steps:
  - { name: reserve, idempotency: { key: input.orderId, window: 1h }, compensation: release }
  - name: charge
    idempotency: { key: input.orderId, window: 1h }
    catch: [{ errors: [Declined], onFailure: compensate }]
    onFailure: compensate
    compensation: refund
  - { name: ship, onFailure: compensate }
`,
  input: { orderId: "A-1" },
  inputOf: (orderId) => ({ orderId }),
  inPairs: true,
  victim: "ship",
  tries: 4,
  declined: fail("charge", "Declined"),
  fatal: "reserve",
  halfUndone: [fail("ship"), fail("refund")],
  more: {
    "another with the key": { again: { id: "new", afterSeconds: 1 } },
    "another with the key at once": { workflows: 2 },
    "another with the key after one was undone": {
      faults: [fail("ship")],
      again: { id: "new", afterSeconds: 1 },
    },
    "another with the key is undone": {
      again: { id: "new", afterSeconds: 1, faults: [fail("ship")] },
    },
  },
};

const claimCheck: Omit<KillWorkflow, "transport"> = {
  name: "claim check",
  text: `
name: letters
steps:
  - { name: render, claimCheck: true, compensation: delete-draft }
  - name: print
    claimCheck: true
    catch: [{ errors: [NoPaper], onFailure: fallback }]
    onFailure: compensate
    fallback: { name: send-mail, claimCheck: true, onFailure: compensate }
  - { name: archive, onFailure: compensate }
`,
  input: {},
  victim: "archive",
  tries: 4,
  declined: fail("print", "NoPaper"),
  fatal: "render",
  halfUndone: [fail("archive"), fail("delete-draft")],
};

const inOrder: Omit<KillWorkflow, "transport"> = {
  name: "in order",
  text: `
name: bookings
queue: { fifo: true, groupBy: input.account }
steps:
  - { name: book, compensation: cancel }
  - name: update
    catch: [{ errors: [LimitExceeded], onFailure: compensate }]
    onFailure: fallback
    fallback: { name: note, onFailure: compensate }
  - { name: inform, onFailure: continue }
`,
  input: { account: "7" },
  inputOf: (id) => ({ account: id.slice(-1) }),
  victim: "update",
  tries: 4,
  declined: fail("update", "LimitExceeded"),
  fatal: "book",
  halfUndone: [fail("update", "LimitExceeded"), fail("cancel")],
};

const approval: Omit<KillWorkflow, "transport"> = {
  name: "approval",
  text: `
name: purchase
steps:
  - { name: reserve, compensation: release }
  - name: ask
    approval: { timeout: 1d }
    catch: [{ errors: [Rejected], onFailure: compensate }]
    onFailure: compensate
  - { name: buy, onFailure: compensate }
`,
  input: {},
  approve: ["ask"],
  victim: "buy",
  tries: 4,
  declined: { kind: "reject", step: "ask", reason: "Too dear.", times: 1 },
  fatal: "reserve",
  halfUndone: [fail("buy"), fail("release")],
  more: {
    "nobody answers": { faults: [{ kind: "ignore", step: "ask", times: 1 }] },
  },
};

const choices: Omit<KillWorkflow, "transport"> = {
  name: "nested",
  text: `
name: dunning
steps:
  - { name: look-up, compensation: forget }
  - { name: grace, wait: 10m }
  - name: kind
    choice:
      - when: { path: results.lookUp.large, equals: true }
        steps:
          - name: call
            catch: [{ errors: [NoAnswerAtAll], onFailure: continue }]
            onFailure: compensate
            compensation: apologise
          - name: reached
            choice:
              - when: { path: errors.call, isPresent: true }
                steps: [{ name: hand-over, onFailure: compensate }, { name: breath, wait: 90s }]
              - otherwise: [{ name: thank }]
      - otherwise: [{ name: remind }]
  - { name: close, onFailure: compensate }
`,
  input: {},
  answers: { "look-up": { large: true } },
  inPairs: true,
  victim: "close",
  tries: 4,
  declined: fail("call", "NoAnswerAtAll"),
  fatal: "look-up",
  halfUndone: [fail("close"), fail("apologise")],
};

const branchesAndItems: Omit<KillWorkflow, "transport"> = {
  name: "nested",
  text: `
name: trip
steps:
  - { name: check, compensation: forget }
  - name: book
    parallel:
      - steps: [{ name: hotel, compensation: cancel-hotel }]
      - steps:
          - name: flight
            catch: [{ errors: [SoldOut], onFailure: compensate }]
            compensation: cancel-flight
          - name: need-car
            choice: [{ when: { path: input.car, equals: true }, steps: [{ name: car }] }]
    onFailure: compensate
  - name: bags
    map:
      items: input.bags
      steps: [{ name: pack, compensation: unpack }]
    onFailure: compensate
  - { name: send, onFailure: compensate }
`,
  input: { car: true, bags: ["red", "blue"] },
  inPairs: true,
  victim: "send",
  tries: 4,
  declined: fail("flight", "SoldOut"),
  fatal: "check",
  halfUndone: [fail("send"), fail("unpack")],
};

const by = (transport: TransportName) => (workflow: Omit<KillWorkflow, "transport">) => ({
  ...workflow,
  transport,
});

const workflows: readonly KillWorkflow[] = [
  ...[order, keyed, claimCheck, inOrder, choices].map(by("queue")),
  ...[order, keyed, claimCheck, approval, branchesAndItems].map(by("state-machine")),
];

/** The workflow whose project is made unsafe, to see whether that is seen. */
export const orderByStateMachine: KillWorkflow = by("state-machine")(order);

/** The workflows, by names for tests. */
export const killWorkflows = workflows.map(
  (workflow) => [`${workflow.name} by ${workflow.transport}`, workflow] as const,
);

/** The project of a workflow. */
export function renderKillWorkflow({ text, transport }: KillWorkflow): Files {
  return renderWorkflow(setTransport(text, transport));
}
