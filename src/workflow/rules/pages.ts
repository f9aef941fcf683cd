import * as beginName from "../../transports/queue/rules/begin-name.ts";
import * as queueChoices from "../../transports/queue/rules/queue-choices.ts";
import * as queueConcurrency from "../../transports/queue/rules/queue-concurrency.ts";
import * as queueForms from "../../transports/queue/rules/queue-forms.ts";
import * as queueNameLength from "../../transports/queue/rules/queue-name-length.ts";
import * as queueRetries from "../../transports/queue/rules/queue-retries.ts";
import * as queueTimeout from "../../transports/queue/rules/queue-timeout.ts";
import * as queueWaits from "../../transports/queue/rules/queue-waits.ts";
import * as stateMachineOrder from "../../transports/state-machine/rules/state-machine-order.ts";
import * as claimCheckInMap from "./data/claim-check-in-map.ts";
import * as claimCheckedResult from "./data/claim-checked-result.ts";
import * as expectations from "./data/expectations.ts";
import * as scheduledInput from "./data/scheduled-input.ts";
import * as statePaths from "./data/state-paths.ts";
import * as compensationsRun from "./failures/compensations-run.ts";
import * as distinctErrors from "./failures/distinct-errors.ts";
import * as failuresInside from "./failures/failures-inside.ts";
import * as fallbacks from "./failures/fallbacks.ts";
import * as somethingToCompensate from "./failures/something-to-compensate.ts";
import * as keyInMap from "./idempotency/key-in-map.ts";
import * as keyOfCompensation from "./idempotency/key-of-compensation.ts";
import * as keyResult from "./idempotency/key-result.ts";
import * as keyWindow from "./idempotency/key-window.ts";
import * as keyWithFifo from "./idempotency/key-with-fifo.ts";
import * as distinctNames from "./names/distinct-names.ts";
import * as namesInCode from "./names/names-in-code.ts";
import * as safeNames from "./names/safe-names.ts";
import type { Rule, RulePage } from "./rule.ts";
import * as conflictingKeys from "./steps/conflicting-keys.ts";
import * as functionsInside from "./steps/functions-inside.ts";
import * as listLength from "./steps/list-length.ts";
import * as mapItems from "./steps/map-items.ts";
import * as nesting from "./steps/nesting.ts";
import * as partOfTarget from "./targets/part-of-target.ts";
import * as answerTime from "./times/answer-time.ts";
import * as stepTimes from "./times/step-times.ts";
import * as waitTime from "./times/wait-time.ts";
import * as workflowTimeout from "./times/workflow-timeout.ts";

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
