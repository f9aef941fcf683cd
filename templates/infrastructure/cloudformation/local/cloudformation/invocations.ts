import type { EventSourceMapping } from "../resources.ts";
import { type Properties, propertiesOf, type Reader } from "./reader.ts";

/** Reads what feeds a function from a queue. */
export function mappingOf(
  { text, texts, number, named, resources }: Reader,
  fn: string,
): EventSourceMapping | undefined {
  const queues = resources("AWS::SQS::Queue").map(({ name }) => name);
  const [properties] = resources("AWS::Lambda::EventSourceMapping")
    .map((one) => one.properties)
    .filter(({ FunctionName }) => named(FunctionName) === fn)
    .filter(({ EventSourceArn }) => queues.includes(named(EventSourceArn)));
  if (!properties) return undefined;
  return {
    queue: named(properties.EventSourceArn),
    batchSize: number(properties.BatchSize) ?? 10,
    batchingWindowSeconds: number(properties.MaximumBatchingWindowInSeconds),
    maximumConcurrency: number(propertiesOf(properties.ScalingConfig).MaximumConcurrency),
    reportsFailures: texts(properties.FunctionResponseTypes).includes("ReportBatchItemFailures"),
    enabled: text(properties.Enabled) !== "false",
    filtered: "FilterCriteria" in properties,
  };
}

/** Reads how a start is delivered; what is left out is as EventBridge has it. */
export function deliveryOf(
  { text, number }: Reader,
  { RetryPolicy, DeadLetterConfig }: Properties,
) {
  const retry = propertiesOf(RetryPolicy);
  return {
    retries: number(retry.MaximumRetryAttempts) ?? 185,
    retriedForSeconds: number(retry.MaximumEventAgeInSeconds) ?? 24 * 60 * 60,
    deadLetters: text(propertiesOf(DeadLetterConfig).Arn),
  };
}
