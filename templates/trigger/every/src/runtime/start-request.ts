import type { Context } from "aws-lambda";
import type * as z from "zod";
import { type WorkflowInput, workflowInput } from "../input.ts";

/** A workflow to start. The same id does not start it twice. */
export interface StartRequest {
  id: string;
  input: WorkflowInput;
}

export type StartWorkflow = (request: StartRequest, context: Context) => Promise<void>;

/** The name of an execution, in characters that CloudWatch Logs takes too. */
const ID_PATTERN = /^[A-Za-z0-9_-]{1,80}$/;

/** Leaves room for results in the 256 KiB that a workflow state may have. */
const MAX_INPUT_BYTES = 192 * 1024;

/** A request that starts nothing. */
export class RefusedStart extends Error {
  override name = "RefusedStart";
  readonly statusCode: 400 | 409 | 422;
  readonly issues: readonly string[];

  constructor(statusCode: 400 | 409 | 422, issues: readonly string[]) {
    super(issues.join("\n"));
    this.statusCode = statusCode;
    this.issues = issues;
  }
}

/** @throws RefusedStart with everything that is wrong with the request. */
export async function readStartRequest(id: string, input: unknown): Promise<StartRequest> {
  const parsed = await workflowInput.safeParseAsync(input);
  const bytes = Buffer.byteLength(JSON.stringify(input) ?? "");
  const issues = [
    ...(ID_PATTERN.test(id)
      ? []
      : [`The id must be 1 to 80 letters, digits, hyphens or underscores, not "${id}".`]),
    ...(bytes > MAX_INPUT_BYTES
      ? [`The input has ${bytes} bytes, ${MAX_INPUT_BYTES} are allowed.`]
      : []),
    ...(parsed.error ? issuesOf(parsed.error) : []),
  ];
  if (!parsed.success || issues.length > 0) throw new RefusedStart(400, issues);
  return { id, input: parsed.data };
}

/** Describes each problem, and its place. */
export function issuesOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => [...path.map(String), message].join(": "));
}
