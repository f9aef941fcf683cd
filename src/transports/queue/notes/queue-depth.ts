import { stackInShell } from "../../../plan/notes/stack-in-shell.ts";

/** The command that shows how many messages are in queues, by what is behind the name of the stack in theirs. */
export function queueDepth(workflow: string, queues: readonly string[]): string {
  return `for queue in ${queues.join(" ")}; do aws sqs get-queue-attributes --attribute-names All --queue-url ${queueUrl(workflow)}; done`;
}

/** The command that deletes queues. */
export function queueDeletion(workflow: string, queues: readonly string[]): string {
  return `for queue in ${queues.join(" ")}; do aws sqs delete-queue --queue-url ${queueUrl(workflow)}; done`;
}

const queueUrl = (workflow: string): string =>
  `"$(aws sqs get-queue-url --queue-name "${stackInShell(workflow)}-$queue" --query QueueUrl --output text)"`;
