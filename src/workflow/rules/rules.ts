import { descriptions } from "../../transports/descriptions.ts";
import { type Finding, type Path, touches } from "../findings/finding.ts";
import { keyOf } from "../idempotency.ts";
import { locationsOf } from "../steps/locations.ts";
import type { TransportName, Workflow } from "../workflow.ts";
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
import { namesOf } from "./names-of.ts";
import type { RuleFiles, Subject } from "./rule.ts";
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

/** The rules about the meaning of a workflow, whatever its transport is, in the order of their findings. */
export const RULES: RuleFiles = {
  "part-of-target": partOfTarget,
  "safe-names": safeNames,
  "distinct-names": distinctNames,
  "names-in-code": namesInCode,
  "wait-time": waitTime,
  "answer-time": answerTime,
  nesting: nesting,
  "functions-inside": functionsInside,
  "state-paths": statePaths,
  "map-items": mapItems,
  "list-length": listLength,
  "key-in-map": keyInMap,
  "step-times": stepTimes,
  "workflow-timeout": workflowTimeout,
  expectations: expectations,
  fallbacks: fallbacks,
  "failures-inside": failuresInside,
  "something-to-compensate": somethingToCompensate,
  "compensations-run": compensationsRun,
  "distinct-errors": distinctErrors,
  "key-with-fifo": keyWithFifo,
  "key-window": keyWindow,
  "key-result": keyResult,
  "key-of-compensation": keyOfCompensation,
  "conflicting-keys": conflictingKeys,
  "scheduled-input": scheduledInput,
  "claim-checked-result": claimCheckedResult,
  "claim-check-in-map": claimCheckInMap,
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
export function transportLimits(workflow: Workflow, transport: TransportName): Finding[] {
  return findings(descriptions[transport].rules, workflow, []);
}

function findings(rules: RuleFiles, workflow: Workflow, holes: readonly Path[]): Finding[] {
  const places = locationsOf(workflow);
  const subject: Subject = {
    workflow,
    holes,
    places,
    keyed: places.flatMap((place) => {
      const idempotency = keyOf(place.task);
      return idempotency ? [{ ...place, idempotency }] : [];
    }),
    names: namesOf(workflow),
    isUnknown: (...paths) => touches(holes, ...paths),
  };
  return Object.values(rules).flatMap(({ rule }) => rule.check(subject));
}
