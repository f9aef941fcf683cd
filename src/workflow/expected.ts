import { formatDuration } from "./duration.ts";
import { type Finding, labelOf, type Path, quote, sentence, touches } from "./finding.ts";
import { LIMITS } from "./limits.ts";
import { placedSteps } from "./traversal.ts";
import type { Rate, TaskStep, Workflow } from "./workflow.ts";

/** A number and `ms`, `s` or `m`: unlike other durations it may be a part of a second. */
export const EXPECTED_DURATION_PATTERN = /^\d{1,9}(?:\.\d{1,9})?(?:ms|s|m)$/;

/** Runs and the time in which there are so many: `100/s`, `5000/d`. */
export const RATE_PATTERN = /^\d{1,9}(?:\.\d{1,9})?\/[smhd]$/;

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000 } as const;

const RATE_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/**
 * Returns `1.5s`, `200ms` or `2m` in whole milliseconds, in which Lambda counts.
 *
 * @returns `undefined` where the text is not such a duration
 */
export function parseExpectedDuration(text: string): number | undefined {
  if (!EXPECTED_DURATION_PATTERN.test(text)) return undefined;
  const unit = text.replace(/^[\d.]+/, "") as keyof typeof MILLISECONDS;
  return Math.round(Number.parseFloat(text) * MILLISECONDS[unit]);
}

/** Returns whole milliseconds as they are written: 1500 is `1.5s`, 200 is `200ms`. */
export function formatExpectedDuration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds}ms` : `${milliseconds / 1_000}s`;
}

/** Returns `100/s` taken apart, or `undefined` where the text is not a rate. */
export function parseRate(text: string): Rate | undefined {
  if (!RATE_PATTERN.test(text)) return undefined;
  return { runs: Number.parseFloat(text), per: text.slice(-1) as Rate["per"] };
}

export const formatRate = ({ runs, per }: Rate): string => `${runs}/${per}`;

/** Returns how many runs begin in a second. */
export const runsPerSecond = ({ runs, per }: Rate): number => runs / RATE_SECONDS[per];

/** Says why no function takes so long, and what would work; `undefined` where one may. */
export function durationFault(milliseconds: number): { rule: string; fix: string } | undefined {
  if (milliseconds < LIMITS.minExpectedMilliseconds) {
    return { rule: "is under 1ms, in which Lambda counts", fix: "Write 1ms or more." };
  }
  if (milliseconds > LIMITS.maxTimeoutSeconds * 1_000) {
    return {
      rule: "is over 15m, the longest a Lambda function may run",
      fix: "Write 15m or less, and split longer work into several steps.",
    };
  }
  return undefined;
}

/** Rules about what is expected of a workflow: what can never be is a mistake. */
export function expectedRules(workflow: Workflow, holes: readonly Path[]): Finding[] {
  const steps = placedSteps(workflow).flatMap(({ step, at }) =>
    step.form === "task" ? stepFindings(workflow, step, at, holes) : [],
  );
  if (workflow.expected?.rate.runs !== 0) return steps;
  const at = ["expected", "rate"];
  return [
    {
      code: "OUT_OF_RANGE",
      message: "Workflow: the expected rate is 0: nothing would ever run.",
      suggestion: 'Write e.g. "rate: 100/s", or leave expected out.',
      at,
    },
    ...steps,
  ];
}

function stepFindings(
  workflow: Workflow,
  step: TaskStep,
  at: Path,
  holes: readonly Path[],
): Finding[] {
  const milliseconds = step.expected?.durationMs;
  if (milliseconds === undefined) return [];
  const durationAt = [...at, "expected", "duration"];
  const finding = (code: string, message: string, suggestion: string): Finding => ({
    code,
    message: `${sentence(labelOf(workflow, at))}: ${message}`,
    suggestion,
    at: durationAt,
  });
  const fault = durationFault(milliseconds);
  if (fault) return [finding("OUT_OF_RANGE", `the expected duration ${fault.rule}.`, fault.fix)];
  const isKnown = !touches(holes, [...at, "timeout"]);
  if (!isKnown || milliseconds <= step.timeoutSeconds * 1_000) return [];
  const [expected, timeout] = [
    formatExpectedDuration(milliseconds),
    formatDuration(step.timeoutSeconds),
  ];
  return [
    finding(
      "EXPECTED_TOO_LONG",
      `the expected duration (${expected}) is longer than its timeout (${timeout}): it would never be done.`,
      `Set timeout of ${quote(step.name)} to more than ${expected}, or expect less.`,
    ),
  ];
}
