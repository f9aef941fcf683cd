import { descriptions } from "../../transports/descriptions.ts";
import { type Finding, type Path, touches } from "../findings/finding.ts";
import { locationsOf } from "../steps/locations.ts";
import type { TransportName, Workflow } from "../workflow.ts";
import { rule as claimCheckInMap } from "./data/claim-check-in-map.ts";
import { rule as claimCheckedResult } from "./data/claim-checked-result.ts";
import { rule as expectations } from "./data/expectations.ts";
import { rule as scheduledInput } from "./data/scheduled-input.ts";
import { rule as statePaths } from "./data/state-paths.ts";
import { rule as compensationsRun } from "./failures/compensations-run.ts";
import { rule as distinctErrors } from "./failures/distinct-errors.ts";
import { rule as failuresInside } from "./failures/failures-inside.ts";
import { rule as fallbacks } from "./failures/fallbacks.ts";
import { rule as somethingToCompensate } from "./failures/something-to-compensate.ts";
import { rule as keyInMap } from "./idempotency/key-in-map.ts";
import { rule as keyOfCompensation } from "./idempotency/key-of-compensation.ts";
import { rule as keyResult } from "./idempotency/key-result.ts";
import { rule as keyWindow } from "./idempotency/key-window.ts";
import { rule as keyWithFifo } from "./idempotency/key-with-fifo.ts";
import { rule as distinctNames } from "./names/distinct-names.ts";
import { rule as namesInCode } from "./names/names-in-code.ts";
import { rule as safeNames } from "./names/safe-names.ts";
import { namesOf } from "./names-of.ts";
import type { Rule, Subject } from "./rule.ts";
import { rule as conflictingKeys } from "./steps/conflicting-keys.ts";
import { rule as functionsInside } from "./steps/functions-inside.ts";
import { rule as listLength } from "./steps/list-length.ts";
import { rule as mapItems } from "./steps/map-items.ts";
import { rule as nesting } from "./steps/nesting.ts";
import { rule as partOfTarget } from "./targets/part-of-target.ts";
import { rule as answerTime } from "./times/answer-time.ts";
import { rule as stepTimes } from "./times/step-times.ts";
import { rule as waitTime } from "./times/wait-time.ts";
import { rule as workflowTimeout } from "./times/workflow-timeout.ts";

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

/**
 * Checks every rule about the meaning of a workflow, whatever its transport is.
 *
 * @param holes paths whose value is not known, so that nothing can be said about it
 */
export function checkRules(workflow: Workflow, holes: readonly Path[] = []): Finding[] {
  return findings(RULES, workflow, holes);
}

/** Reports what a transport cannot do for this workflow. */
export function transportLimits(workflow: Workflow, transport: TransportName): Finding[] {
  return findings(descriptions[transport].rules, workflow, []);
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
