import { approvalMutations } from "./approval.ts";
import { cdkAlarmMutations } from "./cdk/cdk-alarms.ts";
import { cdkFifoMutations } from "./cdk/cdk-fifo.ts";
import { cdkFunctionMutations } from "./cdk/cdk-functions.ts";
import { cdkQueueMutations } from "./cdk/cdk-queues.ts";
import { cdkStateMachineMutations } from "./cdk/cdk-state-machine.ts";
import { cdkTriggerMutations } from "./cdk/cdk-triggers.ts";
import { idempotencyKeyMutations } from "./idempotency-key.ts";
import type { Mutation } from "./mutation.ts";
import { operationMutations } from "./operation/operation.ts";
import { queueHandlingMutations } from "./queue/queue-handling.ts";
import { queueInfrastructureMutations } from "./queue/queue-infrastructure.ts";
import { queueOrderMutations } from "./queue/queue-order.ts";
import { queueResultsMutations } from "./queue/queue-results.ts";
import { queueRoutesMutations } from "./queue/queue-routes.ts";
import { queueRuntimeMutations } from "./queue/queue-runtime.ts";
import { queueSimulationMutations } from "./queue/queue-simulation.ts";
import { stateMachineInfrastructureMutations } from "./state-machine/state-machine-infrastructure.ts";
import { stateMachineNestedMutations } from "./state-machine/state-machine-nested.ts";
import { stateMachineOrderMutations } from "./state-machine/state-machine-order.ts";
import { stateMachineResultsMutations } from "./state-machine/state-machine-results.ts";
import { stateMachineRulesMutations } from "./state-machine/state-machine-rules.ts";
import { stateMachineRuntimeMutations } from "./state-machine/state-machine-runtime.ts";
import { terraformAlarmMutations } from "./terraform/terraform-alarms.ts";
import { terraformFifoMutations } from "./terraform/terraform-fifo.ts";
import { terraformFunctionMutations } from "./terraform/terraform-functions.ts";
import { terraformQueueMutations } from "./terraform/terraform-queue.ts";
import { terraformQueueTriggerMutations } from "./terraform/terraform-queue-triggers.ts";
import { terraformRequestMutations } from "./terraform/terraform-requests.ts";
import { terraformResultMutations } from "./terraform/terraform-results.ts";
import { terraformStateMachineMutations } from "./terraform/terraform-state-machine.ts";
import { triggerInfrastructureMutations } from "./triggers/trigger-infrastructure.ts";
import { triggerStartMutations } from "./triggers/trigger-start.ts";
import { triggerStatusMutations } from "./triggers/trigger-status.ts";

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
