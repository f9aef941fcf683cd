import { PermanentError, type WorkflowState } from "../workflow.ts";

/** Bytes that a workflow state may have in Step Functions; DynamoDB and SQS take more. */
const MAX_RESULT_BYTES = 256 * 1024;

export interface RunnableStep {
  name: string;
  run: (state: WorkflowState) => unknown;
}

/**
 * Runs the business logic of a step; its result is what JSON keeps of it.
 *
 * @throws PermanentError where the result cannot be kept: the step has run, repeating will not help.
 */
export async function runStep(step: RunnableStep, state: WorkflowState): Promise<unknown> {
  const result = (await step.run(state)) ?? null;
  const json = toJson(step.name, result);
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_RESULT_BYTES) {
    throw new PermanentError(
      `The result of ${step.name} has ${bytes} bytes, ${MAX_RESULT_BYTES} are allowed.`,
    );
  }
  return JSON.parse(json);
}

function toJson(step: string, result: unknown): string {
  try {
    return JSON.stringify(result) ?? "null";
  } catch (error) {
    throw new PermanentError(`The result of ${step} is not JSON.`, { cause: error });
  }
}
