/** The command that shows how many messages are in queues, by their names. */
export const queueDepth = (names: readonly string[]): string =>
  `for queue in ${names.join(" ")}; do aws sqs get-queue-attributes --attribute-names All --queue-url "$(aws sqs get-queue-url --queue-name $queue --query QueueUrl --output text)"; done`;
