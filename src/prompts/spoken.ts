import type { Message } from "../messages/message.ts";
import type { StepAnswers } from "./answers.ts";

/** Suggestions that are lines for `workflow.yaml`, in the words of the questions; by code. */
const ANSWERS: Readonly<Record<string, string>> = {
  NOTHING_TO_COMPENSATE: "Add a compensation, or choose another way to fail",
};

/** Returns on one line what is wrong with an answer, and which answer would work. */
export const sentence = ({ code, message, suggestion }: Message): string =>
  [message.replace("Workflow: ", ""), ANSWERS[code] ?? (suggestion && asAnswer(suggestion))]
    .filter((part) => part !== undefined)
    .map((part) => capitalised(part.replace(/[.:?]?$/, (end) => (end === "?" ? end : "."))))
    .join(" ");

/** Takes the key from an example of one, e.g. `"timeout: 30s"`: the question has asked for its value. */
const asAnswer = (suggestion: string): string =>
  suggestion
    .replace(/"\w+: ([^"{}[\]]+)"/g, "$1")
    .replace(/\btransport: (?=\w)/g, "the transport ");

/** The head of a message about a step, or about what undoes it or runs in its place. */
const HEAD = /^(?:(?:Compensation|Fallback) "[^"]*" of step|Step) "([^"]*)"[^:"]*(?:"[^"]*")?: /;

/** A step that stands for one that is still to come. */
const STAND_IN = /-to-come(?:-\d+)*$/;

/** Returns a check that does not name the step that is asked about: its answers come under names that it does not have. */
export const ofItself =
  (check: (step: StepAnswers) => true | string) =>
  (step: StepAnswers): true | string => {
    const verdict = check(step);
    if (verdict === true) return true;
    const [head = "", name = ""] = HEAD.exec(verdict) ?? [];
    return name === step.name || STAND_IN.test(name)
      ? capitalised(verdict.slice(head.length))
      : verdict;
  };

/** Returns a text that begins with a capital, unless a key of several words is its first. */
const capitalised = (text: string): string =>
  text.replace(/^[a-z](?=[a-z]*\b)/, (letter) => letter.toUpperCase());
