import { stackInShell } from "../../../plan/notes/stack-in-shell.ts";
import type { StateMachinePlan } from "../plan.ts";

/** The command that lists the executions that are running. */
export function runningExecutions({ workflow: { name } }: StateMachinePlan): string {
  return `aws stepfunctions list-executions --status-filter RUNNING --state-machine-arn "$(aws stepfunctions list-state-machines --query "stateMachines[?name=='${stackInShell(name)}'].stateMachineArn" --output text)"`;
}
