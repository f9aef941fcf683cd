/** The ARN of the execution of a workflow. */
export function executionArn(id: string): string {
  const stateMachineArn = process.env.STATE_MACHINE_ARN ?? "";
  return `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${id}`;
}
