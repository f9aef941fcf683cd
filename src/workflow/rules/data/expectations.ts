import { isTask } from "../../../forms/traits.ts";
import { formatDuration } from "../../duration.ts";
import { durationMistake, formatExpectedDuration } from "../../expected.ts";
import { type Finding, headOf, type Path, quote } from "../../findings/finding.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { TaskStep, Workflow } from "../../workflow.ts";
import type { Rule, RulePage, Subject } from "../rule.ts";

/** Rules about what is expected of a workflow: what can never be is a mistake. */
export const rule: Rule = {
  codes: ["OUT_OF_RANGE", "EXPECTED_TOO_LONG"],
  check({ workflow, isUnknown }) {
    const steps = placedSteps(workflow).flatMap(({ step, at }) =>
      isTask(step) ? stepFindings(workflow, step, at, isUnknown) : [],
    );
    if (workflow.expected?.rate.runs !== 0) return steps;
    const at = ["expected", "rate"];
    return [
      {
        code: "OUT_OF_RANGE",
        message: "Workflow: the expected rate is 0, so the workflow would never run.",
        suggestion: 'Write e.g. "rate: 100/s", or leave expected out.',
        at,
      },
      ...steps,
    ];
  },
};

function stepFindings(
  workflow: Workflow,
  step: TaskStep,
  at: Path,
  isUnknown: Subject["isUnknown"],
): Finding[] {
  const milliseconds = step.expected?.durationMs;
  if (milliseconds === undefined) return [];
  const durationAt = [...at, "expected", "duration"];
  const finding = (code: string, message: string, suggestion: string): Finding => ({
    code,
    message: `${headOf(workflow, at)}: ${message}`,
    suggestion,
    at: durationAt,
  });
  const mistake = durationMistake(milliseconds);
  if (mistake)
    return [finding("OUT_OF_RANGE", `the expected duration ${mistake.rule}.`, mistake.fix)];
  const isKnown = !isUnknown([...at, "timeout"]);
  if (!isKnown || milliseconds <= step.timeoutSeconds * 1_000) return [];
  const [expected, timeout] = [
    formatExpectedDuration(milliseconds),
    formatDuration(step.timeoutSeconds),
  ];
  return [
    finding(
      "EXPECTED_TOO_LONG",
      `the expected duration (${expected}) is longer than its timeout (${timeout}), so the step would always time out.`,
      `Set timeout of ${quote(step.name)} to more than ${expected}, or expect a shorter duration.`,
    ),
  ];
}

export const page: RulePage = {
  title: "An expectation is possible",
  text: "The expected duration of a step is between 1 millisecond and its timeout. The expected rate of a workflow is more than 0.",
  valid: [
    `
name: shop
expected: { rate: 100/s }
steps:
  - name: create-order
    expected: { duration: 200ms }
`,
  ],
  invalid: [
    {
      codes: ["EXPECTED_TOO_LONG"],
      yaml: `
name: shop
steps:
  - name: create-order
    timeout: 10s
    expected: { duration: 30s }
`,
    },
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
expected: { rate: 0/s }
steps:
  - name: create-order
`,
    },
  ],
};
