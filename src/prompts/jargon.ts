import { homepage } from "../cli/version.ts";

const WORDS = {
  paths: "The state has input, and what each step returned as results.<stepName>",
  expected: "It changes nothing in the project; unchain explain works out costs with it",
  transport: "SQS queues between the functions, or a Step Functions state machine",
  target: "It makes the queues, functions and alarms in AWS",
  order: "FIFO queues: first in, first out, in each group by itself",
  kinds: "A step is a function with your code, or one of these",
} as const;

/** Returns one line that explains a word, and where there is more. */
export function aboutThe(word: keyof typeof WORDS): string {
  const section = word === "kinds" ? "steps-other-than-a-function" : "workflowyaml";
  return `${WORDS[word]}. ${homepage}#${section}`;
}
