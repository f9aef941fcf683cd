import { isApproval, pauseOf, secondsWaited, sequencesIn } from "../../../forms/traits.ts";
import { formatDuration } from "../../duration.ts";
import { type Finding, quote } from "../../findings/finding.ts";
import { LIMITS } from "../../limits.ts";
import { allSteps } from "../../steps/traversal.ts";
import type { Step, Workflow } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";

/** Rules about the time that a workflow may take as a whole. */
export const rule: Rule = {
  codes: ["OUT_OF_RANGE", "TIMEOUT_TOO_SHORT"],
  check({ workflow, isUnknown }) {
    const { timeoutSeconds } = workflow;
    if (timeoutSeconds === undefined || isUnknown(["timeout"])) return [];
    if (timeoutSeconds < LIMITS.minTimeoutSeconds) {
      return [
        found("OUT_OF_RANGE", "the timeout is under 1s.", "Write 1s or more, or leave it out."),
      ];
    }
    if (timeoutSeconds > LIMITS.maxWorkflowSeconds) {
      return [
        found(
          "OUT_OF_RANGE",
          "the timeout is over 365d, the maximum of an execution of a state machine.",
          "Write 365d or less, or leave it out.",
        ),
      ];
    }
    const steps = allSteps(workflow).flatMap((step) => tooLongStep(step, timeoutSeconds));
    return steps.length > 0 ? steps : tooLongWaits(workflow, timeoutSeconds);
  },
};

function found(code: string, message: string, suggestion: string): Finding {
  return { code, message: `Workflow: ${message}`, suggestion, at: ["timeout"] };
}

function tooLongStep(step: Step, timeoutSeconds: number): Finding[] {
  const seconds = secondsWaited(step);
  if (seconds < timeoutSeconds) return [];
  const [what, whose] = isApproval(step)
    ? ["may wait for an answer for", "the approval's timeout"]
    : ["lasts", "the wait"];
  return [
    found(
      "TIMEOUT_TOO_SHORT",
      `the timeout (${formatDuration(timeoutSeconds)}) is not longer than ${quote(step.name)}, which ${what} ${formatDuration(seconds)}.`,
      `Set timeout to more than ${formatDuration(seconds)}, or shorten ${whose}.`,
    ),
  ];
}

function tooLongWaits({ steps }: Workflow, timeoutSeconds: number): Finding[] {
  const seconds = longestWaiting(steps);
  if (seconds < timeoutSeconds) return [];
  return [
    found(
      "TIMEOUT_TOO_SHORT",
      `the timeout (${formatDuration(timeoutSeconds)}) is not longer than all waits on one path, which last ${formatDuration(seconds)} together.`,
      `Set timeout to more than ${formatDuration(seconds)}, or shorten the waits.`,
    ),
  ];
}

/** The seconds of all waits, on the way where they are the longest. Answers may come at once. */
function longestWaiting(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    const inside = sequencesIn(step).map((inner) => longestWaiting(inner.steps));
    return sum + Math.max(pauseOf(step) ?? 0, ...inside);
  }, 0);
}

export const page: RulePage = {
  title: "A workflow's timeout leaves time for its waits",
  text: 'The timeout of the whole workflow is 1 second to 365 days ("Step Functions quotas"). It must be longer than each wait, than the timeout of each approval, and than all waits on one path together.',
  valid: [
    `
name: shop
transport: state-machine
timeout: 10d
steps:
  - name: create-order
  - name: cool-off
    wait: 7d
`,
  ],
  invalid: [
    {
      codes: ["TIMEOUT_TOO_SHORT"],
      yaml: `
name: shop
transport: state-machine
timeout: 1d
steps:
  - name: create-order
  - name: cool-off
    wait: 7d
`,
    },
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
transport: state-machine
timeout: 400d
steps:
  - name: create-order
`,
    },
  ],
};
