import { decides, hasFunction, isApproval } from "../../forms/traits.ts";
import { enumerated } from "../../messages/words.ts";
import type { Plan } from "../../plan/plan.ts";
import { posixString, spacedJson } from "../../quote.ts";
import type { PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { scenarioOfTask } from "../../scenarios/reach-step.ts";
import { defaultFixture, interpretScenario, type Scenario } from "../../scenarios/scenario.ts";
import { type ForwardTask, forwardTasks } from "../../semantics/compensation-order.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { inputFrom } from "../code/example-input.ts";

/** Returns commands that run the workflow locally, each of which reaches the step that it names. */
export function tryLines(plan: Plan, local: string): string[] {
  const { workflow } = plan;
  const example = exampleScenario(workflow);
  const { succeeded, forward } = interpretScenario(workflow, example);
  const ran = succeeded.slice(0, forward);
  const [first = ""] = ran;
  const answers = approvals(workflow, ran);
  const approval = allSteps(workflow).find(isApproval);
  return [
    `${local} --input events/example.json`,
    [`${local} --fail ${ran.at(-1) ?? first}`, ...answers].join(" "),
    `${local} --crash ${first}x1 --duplicate ${first}`,
    `${local} --crash-function ${first}:afterx1`,
    ...(approval ? approvalLines(plan, approval, ran, local) : []),
  ];
}

/** Returns commands for the branches that none of `tryLines` leads to, each below its first step's name. */
export function branchLines(plan: Plan, local: string): string[] {
  const { workflow } = plan;
  const { succeeded } = interpretScenario(workflow, exampleScenario(workflow));
  const shown = tryLines(plan, local);
  const branches = allSteps(workflow).flatMap((step) => (decides(step) ? step.branches : []));
  const firsts = branches.flatMap(({ steps }) => allSteps({ steps }).find(hasFunction) ?? []);
  return firsts
    .filter(({ name }) => !succeeded.includes(name))
    .flatMap((task) => {
      const scenario = scenarioOfTask(workflow, task);
      if (!scenario) return [];
      const line = command(plan, scenario, local);
      return shown.includes(line) ? [] : [`# ${condition(task, scenario)}`, line];
    });
}

const exampleScenario = (workflow: WorkflowWithTransport): Scenario => ({
  fixture: defaultFixture(workflow),
  faults: [],
});

function approvals(workflow: WorkflowWithTransport, ran: readonly string[]): string[] {
  return forwardTasks(workflow).flatMap((task) =>
    isApproval(task) && ran.includes(task.name) ? [`--approve ${task.name}`] : [],
  );
}

function approvalLines(
  plan: Plan,
  approval: ForwardTask,
  ran: readonly string[],
  local: string,
): string[] {
  const { workflow } = plan;
  const isThere = ran.includes(approval.name);
  const scenario = isThere ? exampleScenario(workflow) : scenarioOfTask(workflow, approval);
  if (!scenario || saidAnswers(scenario).length > 0) return [];
  const approved = isThere
    ? [local, ...approvals(workflow, ran)].join(" ")
    : command(plan, scenario, local);
  return [approved, approved.replace(`--approve ${approval.name}`, `--reject ${approval.name}`)];
}

function command({ workflow }: Plan, scenario: Scenario, local: string): string {
  const { succeeded } = interpretScenario(workflow, scenario);
  const input = spacedJson(inputFrom(workflow, scenario.fixture.input as object));
  return [
    `${local} --input ${posixString(input)}`,
    ...approvals(workflow, succeeded),
    ...scenario.faults.flatMap(fault),
  ].join(" ");
}

function fault({ step, kind, error, once }: PlannedFault): string[] {
  const times = once ? "x1" : "";
  switch (kind) {
    case "fail":
      return [`--fail ${step}${error === undefined ? "" : `:${error}`}${times}`];
    case "crash":
      return [`--crash ${step}${times}`];
    case "timeOut":
      return [`--timeout ${step}${times}`];
    case "reject":
      return [`--reject ${step}${times}`];
    case "ignore":
      return [];
  }
}

/** Says which step a command leads to, and what others must return for that. */
function condition({ name }: ForwardTask, scenario: Scenario): string {
  const answers = saidAnswers(scenario).map(
    ([step, answer]) => `${step} returns ${spacedJson(answer)}`,
  );
  return answers.length === 0 ? name : `${name}, where ${enumerated(answers)}`;
}

/** Returns the answers of steps in a scenario, apart from their names. */
function saidAnswers({ fixture }: Scenario): [step: string, answer: object][] {
  return Object.entries(fixture.answers).map(([step, answer]) => {
    const { by: _, ...said } = answer as { by: string };
    return [step, said];
  });
}
