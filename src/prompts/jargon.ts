import { homepage } from "../version.ts";

const WORDS = {
  "failure rules": ["What the workflow does when retries do not help", "#workflowyaml"],
  compensation: ["A compensation undoes what its step did, e.g. refunds a charge", "#workflowyaml"],
  "errors by name": [
    "The name of an error that your code throws; it is not retried",
    "#workflowyaml",
  ],
  idempotency: ["Queues may deliver the same work twice, rarely", "#workflowyaml"],
  "claim check": [
    "What is passed on has a size limit; a larger result is kept in S3, and its address passed on",
    "#workflowyaml",
  ],
  retry: ["Each wait is longer than the one before (exponential back-off)", "#workflowyaml"],
  concurrency: ["How many copies of its function run at the same time", "#workflowyaml"],
  paths: [
    "The state has input, and what each step returned as results.<stepName>",
    "#workflowyaml",
  ],
  expected: [
    "It changes nothing in the project; unchain explain works out costs with it",
    "#workflowyaml",
  ],
  transport: [
    "SQS queues between the functions, or a Step Functions state machine",
    "#workflowyaml",
  ],
  order: ["FIFO queues: first in, first out, in each group by itself", "#workflowyaml"],
  kinds: ["A step is a function with your code, or one of these", "#steps-other-than-a-function"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

/** Returns one line that explains a word, and where there is more. */
export function aboutThe(word: keyof typeof WORDS): string {
  const [line, anchor] = WORDS[word];
  return `${line}. ${homepage}${anchor}`;
}
