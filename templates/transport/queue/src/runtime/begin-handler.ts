import type { Context, SQSEvent, SQSRecord } from "aws-lambda";
import { handleBatch } from "./batch.ts";
import { goOn, type Onward } from "./destination.ts";
import { readMessage } from "./queue-message.ts";
import { awsServices, type Services } from "./services.ts";

/** The Lambda handler of the queue with which workflows begin: sends each to its first step. */
export function beginHandler(begin: Onward, services: () => Services = awsServices) {
  return async (event: SQSEvent, context: Context) =>
    handleBatch(event, context, services(), async (record: SQSRecord, services: Services) => {
      await goOn(services, begin, readMessage(record.body));
    });
}
