import { orderProcessingYaml } from "../../../src/workflow/order-processing.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { workflows as fixtures } from "../../fixtures/workflows.ts";

const hostileText =
  'It\'s "50 %" off: \\`rm -rf\\` `x` ${process.exit(1)} {{name}} */ # 🚀 <b> & | %s';
const hostile = JSON.stringify(hostileText);

/** Names and texts that are legal, and mean something else where they end up. */
const hostileNames = `name: hostile-but-legal-workflow-name
description: ${hostile}
steps:
  - name: import
    description: ${hostile}
    compensation:
      name: new
      description: ${hostile}
  - name: delete
    compensation: function
    onFailure: continue
    catch:
      - errors: [$, _private, Then]
        onFailure: compensate
  - name: default
    onFailure: fallback
    fallback:
      name: then
      description: "*/ process.exit(1) /*"
      compensation: class
  - name: await
    onFailure: compensate
  - name: handler
  - name: step
    retry: { maxAttempts: 0 }
  - name: routes
    retry: { maxAttempts: 0 }
  - name: state
    retry: { maxAttempts: 0 }
  - name: x
    retry: { maxAttempts: 0 }
  - name: a-name-as-long-as-it-may-be-in-a-project
    onFailure: compensate
  - name: prototype-2-be-or-not-2-be
    description: "- 'single' 👩‍👩‍👧 and \\\\ a backslash: # no comment"
`;

/** Order where the work of one group only does anything, and the group is a number. */
const inOneGroup = `name: own-account
queue: { fifo: true, groupBy: input.account }
steps:
  - name: kind
    choice:
      - when: { path: input.account, equals: 7 }
        steps:
          - name: book-own
            concurrency: 2
            compensation: cancel-own
          - name: tell-house
            onFailure: compensate
`;

/** The order example, started in each of the ways there are. */
const startedBy = (trigger: string) =>
  orderProcessingYaml.replace(/^transport:.*$/m, `trigger: ${trigger}`);

/** Waits and choices, which both transports can do. */
const branches = `name: dunning
steps:
  - name: grace
    wait: 15m
  - name: look-up
  - name: kind
    choice:
      - when: { path: results.lookUp.paid, equals: true }
        steps: []
      - when: { all: [{ path: input.total, greaterThanOrEquals: 1000 }, { not: { path: input.country, oneOf: [CH, LI] } }] }
        steps:
          - name: call
            retry: { maxAttempts: 0 }
            onFailure: continue
          - name: breath
            wait: 90s
          - name: reached
            choice:
              - when: { path: errors.call, isPresent: true }
                steps:
                  - name: hand-over
                    onFailure: compensate
                    compensation: take-back
      - otherwise:
          - name: remind
            onFailure: fallback
            fallback: send-letter
  - name: close
    onFailure: compensate
`;

/** Every form of step, inside of each other. */
const nested = `name: trip
steps:
  - name: check
  - name: cool-down
    wait: 10m
  - name: book
    parallel:
      - steps:
          - name: hotel
            compensation: cancel-hotel
      - steps:
          - name: flight
            onFailure: compensate
            compensation: cancel-flight
          - name: seat
            onFailure: continue
      - steps:
          - name: need-car
            choice:
              - when: { path: input.car, isPresent: true }
                steps: [{ name: car, compensation: cancel-car }]
    catch:
      - errors: [SoldOut]
        onFailure: continue
    onFailure: compensate
    compensation: cancel-trip
  - name: bags
    map:
      items: input.bags
      maxConcurrency: 2
      steps:
        - name: pack
          compensation: unpack
        - name: tags
          map:
            items: item.tags
            maxConcurrency: 3
            steps: [{ name: tag }]
          onFailure: continue
        - name: number
          choice:
            - when: { path: index, equals: 1 }
              steps: [{ name: label }]
    onFailure: compensate
  - name: weight
    choice:
      - when: { path: "results.bags[1].pack.heavy", equals: true }
        steps: [{ name: surcharge }]
  - name: gifts
    map:
      items: input.gifts
      steps: [{ name: wrap }, { name: breath, wait: 5s }]
  - name: rest
    wait: 2h
`;

/** Idempotency keys beside what choices and maps read, and a wait that outlasts their windows. */
const keysAndChoices = `name: subscription
trigger: { api: POST /subscriptions }
steps:
  - name: look-up
  - name: old-customer
    choice:
      - when: { all: [{ path: results.lookUp.known, equals: true }, { path: input.order.total, greaterThan: 7 }] }
        steps:
          - name: charge
            idempotency: { key: input.order.id, window: 1h }
            onFailure: compensate
            compensation: refund
  - name: lines
    map: { items: input.order.lines, steps: [{ name: pick }] }
  - name: make-letter
  - name: print
    idempotency: { key: results.makeLetter.reference, window: 2h }
    compensation: shred
  - name: season
    wait: 90d
  - name: large
    choice:
      - when: { path: results.makeLetter.pages, greaterThan: 10 }
        steps: [{ name: bind, claimCheck: true }]
  - name: send
    onFailure: compensate
`;

/** The workflows that generated projects are tested with, without a transport. */
export const workflows = {
  approvals: fixtures.approvals,
  "approvals by request": fixtures["approvals-by-request"],
  branches,
  "branches by request": branches.replace("steps:", "trigger: { api: POST /cases }\nsteps:"),
  nested,
  "keys and choices": keysAndChoices,
  order: fixtures["order-processing"],
  "one step": fixtures["one-step"],
  "every rule": fixtures["every-rule"],
  "once for each order": fixtures["once-for-each-order"],
  "once for each order by request": fixtures["once-for-each-order"].replace(
    "steps:",
    "trigger: { api: POST /orders }\nsteps:",
  ),
  "hostile names": hostileNames,
  "in order": fixtures["in-order"],
  "in order in one group": inOneGroup,
  "in order by request": fixtures["in-order"].replace(
    "steps:",
    "trigger: { api: POST /entries }\nsteps:",
  ),
  "by request": startedBy("{ api: POST /orders }"),
  "by schedule": startedBy("{ schedule: rate(1 hour) }"),
  "by event": startedBy("{ event: { source: shop, detailType: OrderPlaced } }"),
};

export type WorkflowName = keyof typeof workflows;

/** The transports that can carry a workflow. */
export function transportsOf(name: WorkflowName): readonly TransportName[] {
  if (name.startsWith("in order")) return ["queue"];
  const needsStateMachine = [
    "nested",
    "approvals",
    "approvals by request",
    "keys and choices",
  ].includes(name);
  return needsStateMachine ? ["state-machine"] : ["queue", "state-machine"];
}
