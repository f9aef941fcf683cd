/** Workflows whose new projects had a red test, or did not run as they were; each stands for a kind. */
export const onceRed: Readonly<Record<string, string>> = {
  "a delay of half a second more": `
name: w
transport: queue
steps:
  - { name: a, retry: { backoffRate: 1.5 } }
`,
  "a delay that is drawn from a fraction of a millisecond": `
name: w
transport: state-machine
steps:
  - { name: a, retry: { maxAttempts: 6, backoffRate: 1.2123141896892309 } }
`,
  "a list that a branch needs, and keys in the input": `
name: w
transport: state-machine
steps:
  - { name: a, idempotency: { key: input.sku, window: 1m } }
  - name: has-list
    choice:
      - when: { path: input.list, isPresent: true }
        steps: [{ name: each, map: { items: input.list, steps: [name: b] } }]
  - name: c
`,
  "a window that is not longer than the next workflow comes to the step": `
name: w
transport: state-machine
steps:
  - { name: pause, wait: 25s }
  - { name: a, timeout: 1s, concurrency: 1, idempotency: { key: input.sku, window: 3s } }
`,
  "a map over each item that is there": `
name: w
transport: state-machine
steps:
  - name: each
    map:
      items: input.list
      steps:
        - name: has-items
          choice:
            - when: { path: item, isPresent: true }
              steps: [{ name: inner, map: { items: item, steps: [name: a] } }]
`,
  "a list that one map needs and another does without": `
name: w
transport: state-machine
steps:
  - name: has-list
    choice:
      - when: { path: input.list, isPresent: true }
        steps: [{ name: each, map: { items: input.list, steps: [name: a] } }]
  - { name: every, map: { items: input.list, steps: [name: b] } }
`,
  "an error that only another step of the map has a name for": `
name: w
transport: state-machine
steps:
  - name: each
    map:
      items: input.list
      steps:
        - name: ask
          approval: { timeout: 70m }
          catch: [{ errors: [TimedOut], onFailure: compensate }]
          onFailure: continue
        - name: a
          catch: [{ errors: [PermanentError], onFailure: continue }]
          compensation: undo-a
    onFailure: compensate
  - name: b
`,
  "a name that is cut behind a hyphen": `
name: a-b-b-b-b-b-b-b-b-b-b-b-b
transport: queue
steps: [name: a]
`,
  "a name that no function has in full": `
name: thenameofthisworkflowistoolong
transport: queue
steps: [name: a]
`,
  "a claim check before the other branch": `
name: w
transport: state-machine
steps:
  - name: both
    parallel:
      - steps: [{ name: first, claimCheck: true }]
      - steps: [{ name: pause, wait: 10s }, name: second]
  - name: last
`,
  "a time-out shorter than that of a router": `
name: w
transport: queue
steps:
  - { name: a, timeout: 1s, onFailure: continue }
  - name: b
`,
  "a limit that rises along the way, in queues": `
name: w
transport: queue
steps:
  - { name: a, concurrency: 3 }
  - { name: b, concurrency: 10 }
`,
  "a limit that rises along the way": `
name: w
transport: state-machine
steps:
  - { name: a, concurrency: 3 }
  - { name: b, concurrency: 10 }
`,
  "items that are the results of a map": `
name: w
transport: state-machine
steps:
  - { name: heads, map: { items: input.objects, steps: [{ name: head-object }] } }
  - name: restores
    map:
      items: results.heads
      steps:
        - name: in-glacier
          choice:
            - when: { path: item.headObject.storageClass, equals: GLACIER }
              steps: [{ name: restore }]
`,
  "a map over the result of a step that may be passed over": `
name: w
transport: state-machine
steps:
  - { name: a, onFailure: continue }
  - name: has-list
    choice:
      - when: { path: results.a.list, isPresent: true }
        steps: [{ name: m, map: { items: results.a.list, steps: [{ name: b }] } }]
`,
  "a map over the result of a step that may be replaced": `
name: w
transport: state-machine
steps:
  - { name: a, onFailure: fallback, fallback: f }
  - name: replaced
    choice:
      - when: { path: errors.a, isPresent: true }
        steps: [{ name: tell }]
      - otherwise: [{ name: m, map: { items: results.a.list, steps: [{ name: b }] } }]
`,
  "a fallback of a parallel in which something is undone": `
name: w
transport: state-machine
steps:
  - name: p
    parallel:
      - steps: [{ name: a, onFailure: compensate, compensation: ua }]
      - steps: [{ name: b }]
    onFailure: fallback
    fallback: f
`,
  "a map inside of a map": `
name: w
transport: state-machine
steps:
  - name: list
  - name: each
    map:
      items: results.list.objects
      steps: [{ name: parts, map: { items: item.parts, steps: [{ name: restore }] } }]
  - name: boxes
    map:
      items: input.boxes
      steps: [{ name: things, map: { items: item.things, steps: [{ name: pack }] } }]
`,
  "keys, and a choice to begin with": `
name: w
transport: queue
steps:
  - name: is-large
    choice:
      - when: { path: input.total, greaterThan: 100 }
        steps: [{ name: check, idempotency: { key: input.orderId, window: 1h } }]
  - name: ship
`,
  "a key in a list of lists that a request brings": `
name: w
transport: queue
trigger: { api: POST /orders }
steps:
  - { name: a, idempotency: { key: "input.m[1][2]", window: 1h } }
  - { name: b, idempotency: { key: "input.skus[1]", window: 1h } }
`,
  "a key that is missing, and another that a fallback needs": `
name: w
transport: queue
steps:
  - name: a
    idempotency: { key: input.a, window: 1h }
    onFailure: fallback
    fallback: { name: f, idempotency: { key: "input.m[1][0]", window: 1h } }
  - name: b
`,
  "a key that is missing, and another that a compensation needs": `
name: w
transport: state-machine
steps:
  - { name: a, compensation: { name: ua, idempotency: { key: input.b, window: 1h } } }
  - { name: b, idempotency: { key: input.a, window: 1h }, onFailure: compensate }
`,
  "a try that begins between two milliseconds": `
name: w
transport: state-machine
steps:
  - name: a
    retry: { maxAttempts: 4, backoffRate: 3.2463268445450297, jitter: none }
    idempotency: natural
`,
  "a failure that sends nothing, in order": `
name: w
queue: { fifo: true, groupBy: input.id }
transport: queue
steps:
  - { name: a, onFailure: continue }
`,
  "a name with a dollar sign, in a condition on queues": `
name: w
transport: queue
steps:
  - name: c
    choice:
      - when: { path: input._id.$oid, equals: abc }
        steps: [{ name: a }]
  - { name: b, idempotency: { key: input.$order, window: 1h } }
`,
  "a name with a dollar sign, in a condition and a list of a state machine": `
name: w
transport: state-machine
steps:
  - name: c
    choice:
      - when: { path: input._id.$oid, equals: abc }
        steps: [{ name: a }]
  - { name: m, map: { items: "input.$lines", steps: [{ name: b }] } }
`,
  "a branch that is taken for one value of a key": `
name: one-value
transport: queue
steps:
  - name: route
    choice:
      - when: { path: input.kind, equals: a }
        steps:
          - name: charge
            idempotency: { key: input.kind, window: 1h }
            onFailure: compensate
            compensation: refund
      - otherwise: [{ name: other }]
`,
};
