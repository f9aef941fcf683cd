import { sharedReferenceNotes } from "../../../plan/notes/claim-check-notes.ts";
import { keyNotes } from "../../../plan/notes/key-notes.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import type { TransportNotes } from "../../transport.ts";
import type { QueuePlan } from "../plan.ts";
import { unredeemedNotes } from "./claim-check-notes.ts";
import { withoutKey } from "./key-notes.ts";
import { queueNotes, replacedQueues } from "./queue-notes.ts";
import { deleteQueues, depthOf, queuesOf } from "./queues-under-way.ts";

/** Notes on messages under way. A message has no definition: whatever code runs next takes it. */
export const notes: TransportNotes<QueuePlan> = {
  underWay: (plan) => ({
    what: "the messages in its queues",
    check: depthOf(plan, queuesOf(plan)),
  }),
  replaced: "no function reads from the queues any more; the queues stay, with all their messages",
  leftovers: (plan) => [deleteQueues(plan, queuesOf(plan))],
  between: (before, after) => {
    if (!before.groupBy !== !after.groupBy) return [replacedQueues(before, after)];
    return [
      ...queueNotes(before, after),
      ...unredeemedNotes(before, after),
      ...sharedReferenceNotes(before, after),
      ...keyNotes(before, after, {
        done: "did before the deployment",
        caution: (harm, step, key) =>
          inShell(
            before,
            `${harm} A waiting message without ${key} fails permanently: if there may be such messages, deploy while this queue is empty.`,
            depthOf(before, [step]),
          ),
        withoutKey: (step, old) => withoutKey(before, after, step, old),
      }),
    ];
  },
};
