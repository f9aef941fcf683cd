import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { functionLogGroup } from "./log-group.ts";

/** A line that a function has logged. */
export interface LogLine {
  timestamp: string;
  level: string;
  message: string;
  step?: string;
  /** The end of the workflow, in the line that says so. */
  outcome?: string;
  error?: { name: string; message: string };
}

/** Yields the lines that the functions have logged about a workflow in the last days, in order. */
export async function* linesAbout(
  stack: string,
  workflowId: string,
  days: number,
): AsyncGenerator<LogLine> {
  const logGroupName = await functionLogGroup(stack);
  const client = new CloudWatchLogsClient();
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new FilterLogEventsCommand({
        logGroupName,
        startTime: Date.now() - days * 86_400_000,
        filterPattern: `{ $.workflowId = ${JSON.stringify(workflowId)} }`,
        nextToken,
      }),
    );
    for (const { message = "" } of page.events ?? []) yield JSON.parse(message);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
