import { type Finding, type Path, touches } from "../finding.ts";
import { locationsOf } from "../locations.ts";
import type { Transport, Workflow } from "../workflow.ts";
import { rule as answerTime } from "./answer-time.ts";
import { rule as beginName } from "./begin-name.ts";
import { rule as claimCheckInMap } from "./claim-check-in-map.ts";
import { rule as claimCheckedResult } from "./claim-checked-result.ts";
import { rule as compensationsRun } from "./compensations-run.ts";
import { rule as conflictingKeys } from "./conflicting-keys.ts";
import { rule as distinctErrors } from "./distinct-errors.ts";
import { rule as distinctNames } from "./distinct-names.ts";
import { rule as expectations } from "./expectations.ts";
import { rule as failuresInside } from "./failures-inside.ts";
import { rule as fallbacks } from "./fallbacks.ts";
import { rule as functionsInside } from "./functions-inside.ts";
import { rule as keyInMap } from "./key-in-map.ts";
import { rule as keyOfCompensation } from "./key-of-compensation.ts";
import { rule as keyResult } from "./key-result.ts";
import { rule as keyWindow } from "./key-window.ts";
import { rule as keyWithFifo } from "./key-with-fifo.ts";
import { rule as listLength } from "./list-length.ts";
import { rule as mapItems } from "./map-items.ts";
import { rule as namesInCode } from "./names-in-code.ts";
import { namesOf } from "./names-of.ts";
import { rule as nesting } from "./nesting.ts";
import { rule as partOfTarget } from "./part-of-target.ts";
import { rule as queueChoices } from "./queue-choices.ts";
import { rule as queueConcurrency } from "./queue-concurrency.ts";
import { rule as queueForms } from "./queue-forms.ts";
import { rule as queueNameLength } from "./queue-name-length.ts";
import { rule as queueRetries } from "./queue-retries.ts";
import { rule as queueTimeout } from "./queue-timeout.ts";
import { rule as queueWaits } from "./queue-waits.ts";
import type { Rule, Subject } from "./rule.ts";
import { rule as safeNames } from "./safe-names.ts";
import { rule as scheduledInput } from "./scheduled-input.ts";
import { rule as somethingToCompensate } from "./something-to-compensate.ts";
import { rule as stateMachineOrder } from "./state-machine-order.ts";
import { rule as statePaths } from "./state-paths.ts";
import { rule as stepTimes } from "./step-times.ts";
import { rule as waitTime } from "./wait-time.ts";
import { rule as workflowTimeout } from "./workflow-timeout.ts";

/** The rules about the meaning of a workflow, whatever its transport is, in the order of their findings. */
const RULES: readonly Rule[] = [
  partOfTarget,
  safeNames,
  distinctNames,
  namesInCode,
  waitTime,
  answerTime,
  nesting,
  functionsInside,
  statePaths,
  mapItems,
  listLength,
  keyInMap,
  stepTimes,
  workflowTimeout,
  expectations,
  fallbacks,
  failuresInside,
  somethingToCompensate,
  compensationsRun,
  distinctErrors,
  keyWithFifo,
  keyWindow,
  keyResult,
  keyOfCompensation,
  conflictingKeys,
  scheduledInput,
  claimCheckedResult,
  claimCheckInMap,
];

/** The rules about the limits of AWS for each transport, each with the change that would work. */
const OF_TRANSPORT: Readonly<Record<Transport, readonly Rule[]>> = {
  queue: [
    queueTimeout,
    queueForms,
    queueWaits,
    beginName,
    queueChoices,
    queueConcurrency,
    queueRetries,
    queueNameLength,
  ],
  "state-machine": [stateMachineOrder],
};

/**
 * Checks every rule about the meaning of a workflow, whatever its transport is.
 *
 * @param holes paths whose value is not known, so that nothing can be said about it
 */
export function checkRules(workflow: Workflow, holes: readonly Path[] = []): Finding[] {
  return findings(RULES, workflow, holes);
}

/** Reports what a transport cannot do for this workflow. */
export function transportLimits(workflow: Workflow, transport: Transport): Finding[] {
  return findings(OF_TRANSPORT[transport], workflow, []);
}

function findings(rules: readonly Rule[], workflow: Workflow, holes: readonly Path[]): Finding[] {
  const subject: Subject = {
    workflow,
    holes,
    places: locationsOf(workflow),
    names: namesOf(workflow),
    isUnknown: (at) => touches(holes, at),
  };
  return rules.flatMap((rule) => rule.check(subject));
}
