import { approvalMutations } from "./approval.ts";
import { cdkAlarmMutations } from "./cdk-alarms.ts";
import { cdkFifoMutations } from "./cdk-fifo.ts";
import { cdkFunctionMutations } from "./cdk-functions.ts";
import { cdkQueueMutations } from "./cdk-queues.ts";
import { cdkStateMachineMutations } from "./cdk-state-machine.ts";
import { cdkTriggerMutations } from "./cdk-triggers.ts";
import { idempotencyKeyMutations } from "./idempotency-key.ts";
import type { Mutation } from "./mutation.ts";
import { operationMutations } from "./operation.ts";
import { queueMutations } from "./queue.ts";
import { stateMachineMutations } from "./state-machine.ts";
import { terraformAlarmMutations } from "./terraform-alarms.ts";
import { terraformFifoMutations } from "./terraform-fifo.ts";
import { terraformFunctionMutations } from "./terraform-functions.ts";
import { terraformQueueMutations } from "./terraform-queue.ts";
import { terraformQueueTriggerMutations } from "./terraform-queue-triggers.ts";
import { terraformRequestMutations } from "./terraform-requests.ts";
import { terraformResultMutations } from "./terraform-results.ts";
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
  ...terraformAlarmMutations,
  ...terraformFifoMutations,
  ...terraformFunctionMutations,
  ...terraformQueueMutations,
  ...terraformQueueTriggerMutations,
  ...terraformRequestMutations,
  ...terraformResultMutations,
  ...terraformStateMachineMutations,
  ...cdkQueueMutations,
  ...cdkFifoMutations,
  ...cdkFunctionMutations,
  ...cdkAlarmMutations,
  ...cdkStateMachineMutations,
  ...cdkTriggerMutations,
];
