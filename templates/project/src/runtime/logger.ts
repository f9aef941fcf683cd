import { AsyncLocalStorage } from "node:async_hooks";
import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";

/** The subject of a line of the log: a workflow, a step. */
type Subject = Readonly<Record<string, string>>;

const subjects = new AsyncLocalStorage<Subject>();

/** Adds the workflow and the step to each line, including those that a step writes. */
class SubjectFormatter extends LogFormatter {
  override formatAttributes(...[line, more]: Parameters<LogFormatter["formatAttributes"]>) {
    const { lambdaContext: { functionName, awsRequestId, coldStart } = {} } = line;
    const attributes = {
      level: line.logLevel,
      message: line.message,
      timestamp: this.formatTimestamp(line.timestamp),
      service: line.serviceName,
      function_name: functionName,
      function_request_id: awsRequestId,
      cold_start: coldStart,
      xray_trace_id: line.xRayTraceId,
      ...subjects.getStore(),
    };
    return new LogItem({ attributes }).addAttributes(more);
  }
}

export const logger = new Logger({ logFormatter: new SubjectFormatter() });

/** Lets all lines that are logged during some work say what they are about. */
export function about<T>(subject: Subject, work: () => Promise<T>): Promise<T> {
  return subjects.run({ ...subjects.getStore(), ...subject }, work);
}
