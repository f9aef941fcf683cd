import { comparisonsIn } from "./comparisons.ts";
import { type Finding, isWithin, labelOf, type Path, quote, sentence } from "./finding.ts";
import { statePathParts } from "./idempotency.ts";
import { locationsOf } from "./locations.ts";
import { camelCase } from "./names.ts";
import { placedSteps } from "./traversal.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Rules about `claimCheck`: what the state machine reads itself is in the state, not in S3, and
 * there is one result for each workflow and step.
 */
export function claimCheckRules(workflow: Workflow): Finding[] {
  return [...readFindings(workflow), ...mapFindings(workflow)];
}

/** A path into the workflow state that is read where no function runs. */
interface Reading {
  readonly path: string;
  readonly at: Path;
}

function readFindings(workflow: Workflow): Finding[] {
  const claimed = locationsOf(workflow).flatMap(({ task }) => (task.claimCheck ? [task.name] : []));
  return readingsOf(workflow).flatMap(({ path, at }) => {
    const [root, key] = statePathParts(path);
    const name = claimed.find((one) => root === "results" && camelCase(one) === key);
    if (name === undefined) return [];
    return [
      {
        code: "CLAIM_CHECKED_RESULT",
        message: `${sentence(labelOf(workflow, at))}: ${quote(path)} is in the result of ${quote(name)}, of which only a reference is passed on (claimCheck).`,
        suggestion: `Let a step behind ${quote(name)} return what is needed here, or take the claimCheck out.`,
        at,
      },
    ];
  });
}

function readingsOf(workflow: Workflow): Reading[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (step.form === "map") return [{ path: step.items, at: [...at, "map", "items"] }];
    if (step.form !== "choice") return [];
    return step.branches.flatMap(({ when }, index) =>
      (when ? comparisonsIn(when) : []).map(({ comparison: { path } }) => ({
        path,
        at: [...at, "choice", index, "when"],
      })),
    );
  });
}

function mapFindings(workflow: Workflow): Finding[] {
  const maps = placedSteps(workflow).filter(({ step }) => step.form === "map");
  return locationsOf(workflow).flatMap(({ task, at }) => {
    const map = maps.find((outer) => isWithin(at, [...outer.at, "map"]));
    if (!task.claimCheck || !map) return [];
    return [
      {
        code: "CLAIM_CHECK_IN_MAP",
        message: `${sentence(labelOf(workflow, [...at, "name"]))}: it runs for each item of ${quote(map.step.name)}, and a claim check is for one result of a step.`,
        suggestion:
          "Keep what is large where the step can find it again, and return a reference to it.",
        at: [...at, "claimCheck"],
        onKey: true,
      },
    ];
  });
}
