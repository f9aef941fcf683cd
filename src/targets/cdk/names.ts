import { functionName } from "../../plan/identifier.ts";
import { pascalCase } from "../../workflow/letter-case.ts";

/** Names of the construct's constructor and of what it makes besides the steps. */
const variables = new Set(
  "scope id props table approvals claimChecks start status answerApproval api alarmOnEnds".split(
    " ",
  ),
);

/** The ids of the constructs beside those of steps, of their parts, and of the workflow. */
const ids = new Set(
  `Workflow Function Queue DeadLetterQueue AlarmTopic Api ApiLogs ApiUrl ClaimCheckBucket Dashboard FunctionLogs IdempotencyTable StartQueueUrl
  CompensatedAlarm CompensationFailedAlarm FailedAlarm MessagesNotHandledAlarm MessagesNotHandledFilter`.split(
    /\s+/,
  ),
);

/** Returns the variable of a step's construct: `createOrder`, or `apiStep` for `api`. */
export function variableOf(step: string): string {
  const name = functionName(step);
  return variables.has(name) ? `${name}Step` : name;
}

/** Returns the id of a step's construct: `CreateOrder`, or `ApiStep` for `api`. */
export function constructIdOf(step: string): string {
  const id = pascalCase(step);
  return ids.has(id) ? `${id}Step` : id;
}

/** Returns the class of the construct of a workflow. No other class of the project ends so. */
export const constructClassOf = (workflow: string) => `${pascalCase(workflow)}Workflow`;

/** Returns the class of the stack of a workflow. */
export const stackClassOf = (workflow: string) => `${pascalCase(workflow)}Stack`;
