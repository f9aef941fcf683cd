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
import { queueHandlingMutations } from "./queue-handling.ts";
import { queueInfrastructureMutations } from "./queue-infrastructure.ts";
import { queueOrderMutations } from "./queue-order.ts";
import { queueResultsMutations } from "./queue-results.ts";
import { queueRoutesMutations } from "./queue-routes.ts";
import { queueRuntimeMutations } from "./queue-runtime.ts";
import { queueSimulationMutations } from "./queue-simulation.ts";
import { stateMachineInfrastructureMutations } from "./state-machine-infrastructure.ts";
import { stateMachineNestedMutations } from "./state-machine-nested.ts";
import { stateMachineOrderMutations } from "./state-machine-order.ts";
import { stateMachineResultsMutations } from "./state-machine-results.ts";
import { stateMachineRulesMutations } from "./state-machine-rules.ts";
import { stateMachineRuntimeMutations } from "./state-machine-runtime.ts";
import { terraformAlarmMutations } from "./terraform-alarms.ts";
import { terraformFifoMutations } from "./terraform-fifo.ts";
import { terraformFunctionMutations } from "./terraform-functions.ts";
import { terraformQueueMutations } from "./terraform-queue.ts";
import { terraformQueueTriggerMutations } from "./terraform-queue-triggers.ts";
import { terraformRequestMutations } from "./terraform-requests.ts";
import { terraformResultMutations } from "./terraform-results.ts";
import { terraformStateMachineMutations } from "./terraform-state-machine.ts";
import { triggerInfrastructureMutations } from "./trigger-infrastructure.ts";
import { triggerStartMutations } from "./trigger-start.ts";
import { triggerStatusMutations } from "./trigger-status.ts";

/** Every failure rule and every kind of generated file, broken once: some generated test must see it. */
export const mutations: readonly Mutation[] = [
  ...queueRoutesMutations,
  ...queueHandlingMutations,
  ...queueRuntimeMutations,
  ...queueOrderMutations,
  ...queueInfrastructureMutations,
  ...queueSimulationMutations,
  ...queueResultsMutations,
  ...stateMachineRuntimeMutations,
  ...stateMachineOrderMutations,
  ...stateMachineRulesMutations,
  ...stateMachineInfrastructureMutations,
  ...stateMachineNestedMutations,
  ...stateMachineResultsMutations,
  ...triggerStartMutations,
  ...triggerStatusMutations,
  ...triggerInfrastructureMutations,
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
