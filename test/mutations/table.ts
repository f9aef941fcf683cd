import { approvalMutations } from "./approval.ts";
import { cdkMutations } from "./cdk.ts";
import { idempotencyKeyMutations } from "./idempotency-key.ts";
import type { Mutation } from "./mutation.ts";
import { operationMutations } from "./operation.ts";
import { queueMutations } from "./queue.ts";
import { stateMachineMutations } from "./state-machine.ts";
import { terraformQueueMutations } from "./terraform-queue.ts";
import { terraformStateMachineMutations } from "./terraform-state-machine.ts";
import { triggerMutations } from "./trigger.ts";

/** Every failure rule and every kind of generated file, broken once: some generated test must see it. */
export const mutations: readonly Mutation[] = [
  ...queueMutations,
  ...stateMachineMutations,
  ...triggerMutations,
  ...approvalMutations,
  ...operationMutations,
  ...idempotencyKeyMutations,
  ...terraformQueueMutations,
  ...terraformStateMachineMutations,
  ...cdkMutations,
];
