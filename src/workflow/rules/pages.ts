import * as answerTime from "./answer-time.ts";
import * as beginName from "./begin-name.ts";
import * as claimCheckInMap from "./claim-check-in-map.ts";
import * as claimCheckedResult from "./claim-checked-result.ts";
import * as compensationsRun from "./compensations-run.ts";
import * as conflictingKeys from "./conflicting-keys.ts";
import * as distinctErrors from "./distinct-errors.ts";
import * as distinctNames from "./distinct-names.ts";
import * as expectations from "./expectations.ts";
import * as failuresInside from "./failures-inside.ts";
import * as fallbacks from "./fallbacks.ts";
import * as functionsInside from "./functions-inside.ts";
import * as keyInMap from "./key-in-map.ts";
import * as keyOfCompensation from "./key-of-compensation.ts";
import * as keyResult from "./key-result.ts";
import * as keyWindow from "./key-window.ts";
import * as keyWithFifo from "./key-with-fifo.ts";
import * as listLength from "./list-length.ts";
import * as mapItems from "./map-items.ts";
import * as namesInCode from "./names-in-code.ts";
import * as nesting from "./nesting.ts";
import * as partOfTarget from "./part-of-target.ts";
import * as queueChoices from "./queue-choices.ts";
import * as queueConcurrency from "./queue-concurrency.ts";
import * as queueForms from "./queue-forms.ts";
import * as queueNameLength from "./queue-name-length.ts";
import * as queueRetries from "./queue-retries.ts";
import * as queueTimeout from "./queue-timeout.ts";
import * as queueWaits from "./queue-waits.ts";
import type { Rule, RulePage } from "./rule.ts";
import * as safeNames from "./safe-names.ts";
import * as scheduledInput from "./scheduled-input.ts";
import * as somethingToCompensate from "./something-to-compensate.ts";
import * as stateMachineOrder from "./state-machine-order.ts";
import * as statePaths from "./state-paths.ts";
import * as stepTimes from "./step-times.ts";
import * as waitTime from "./wait-time.ts";
import * as workflowTimeout from "./workflow-timeout.ts";

/** A rule with its documentation. Only help, documentation and tests load the pages. */
export interface DocumentedRule extends RulePage {
  /** Its file without the ending. */
  readonly name: string;
  readonly codes: readonly string[];
}

const documented = (
  name: string,
  { rule, page }: { rule: Rule; page: RulePage },
): DocumentedRule => ({
  name,
  codes: rule.codes,
  ...page,
});

export const RULE_PAGES: readonly DocumentedRule[] = [
  documented("answer-time", answerTime),
  documented("begin-name", beginName),
  documented("claim-check-in-map", claimCheckInMap),
  documented("claim-checked-result", claimCheckedResult),
  documented("compensations-run", compensationsRun),
  documented("conflicting-keys", conflictingKeys),
  documented("distinct-errors", distinctErrors),
  documented("distinct-names", distinctNames),
  documented("expectations", expectations),
  documented("failures-inside", failuresInside),
  documented("fallbacks", fallbacks),
  documented("functions-inside", functionsInside),
  documented("key-in-map", keyInMap),
  documented("key-of-compensation", keyOfCompensation),
  documented("key-result", keyResult),
  documented("key-window", keyWindow),
  documented("key-with-fifo", keyWithFifo),
  documented("list-length", listLength),
  documented("map-items", mapItems),
  documented("names-in-code", namesInCode),
  documented("nesting", nesting),
  documented("part-of-target", partOfTarget),
  documented("queue-choices", queueChoices),
  documented("queue-concurrency", queueConcurrency),
  documented("queue-forms", queueForms),
  documented("queue-name-length", queueNameLength),
  documented("queue-retries", queueRetries),
  documented("queue-timeout", queueTimeout),
  documented("queue-waits", queueWaits),
  documented("safe-names", safeNames),
  documented("scheduled-input", scheduledInput),
  documented("something-to-compensate", somethingToCompensate),
  documented("state-machine-order", stateMachineOrder),
  documented("state-paths", statePaths),
  documented("step-times", stepTimes),
  documented("wait-time", waitTime),
  documented("workflow-timeout", workflowTimeout),
];
