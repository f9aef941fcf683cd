import { ExecutionAlreadyExists } from "@aws-sdk/client-sfn";
import type { StartWorkflow } from "../src/runtime/start-request.ts";
import { startWorkflow } from "../src/runtime/start-workflow.ts";

/** Starts workflows without running them. */
export interface LocalStart {
  startWorkflow: StartWorkflow;
  started(): Promise<{ id: string; input: unknown }[]>;
  stop(): Promise<void>;
}

/** Keeps executions as Step Functions does: a name is taken once. */
export async function createLocalStart(): Promise<LocalStart> {
  const inputs = new Map<string, string>();
  return {
    startWorkflow: (request, context) =>
      startWorkflow(request, context, async ({ name = "", input = "" }) => {
        if (inputs.has(name)) {
          throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
        }
        inputs.set(name, input);
      }),
    started: async () => [...inputs].map(([id, input]) => ({ id, input: JSON.parse(input) })),
    stop: async () => {},
  };
}
