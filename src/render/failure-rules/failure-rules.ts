import type { Plan } from "../../plan/plan.ts";
import { inputReads } from "../../scenarios/input-reads.ts";
import { sampleState } from "../../scenarios/sample-state.ts";
import { projectTests } from "../../scenarios/tests/project-tests.ts";
import { transportOf } from "../../transports/registry.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import { taskSteps } from "../../workflow/steps/traversal.ts";
import { isOrdered } from "../code/order.ts";
import { arrow, code, fitItems, fitLiteral } from "../layout.ts";
import { calledIn } from "./calls.ts";
import { hasLongOrder, stepList } from "./ending.ts";
import { FAULTS } from "./fault-literals.ts";
import { type RulesLayout, rulesLayout } from "./rules-layout.ts";
import { formRows } from "./scenario-rows.ts";
import { withoutName } from "./setting.ts";
import { inOwnGroup, stepRows } from "./step-rows.ts";

/** Lays out the failure rules of a workflow as rows, and how every run of their tests begins. */
export function failureRulesData(plan: Plan) {
  const layout = rulesLayout(plan);
  const rules = ruleRows(plan, layout);
  const called = calledIn(rules);
  const faults = FAULTS.filter((kind) => called.has(kind));
  const { workflow, plain, keyed } = layout;
  return {
    /** The functions of `local/faults.ts` that rows call. */
    faultsImport:
      faults.length > 0 ? fitItems("import { ", faults, ' } from "../local/faults.ts";') : null,
    ...longOrder(layout),
    usesBefore: called.has("before"),
    /** The part of the input that idempotency keys are read from, as what a function of `id` returns. */
    keyedInputLine: keyed
      ? fitLiteral("  return ", sampleState(workflow, code("id"), plain.input as object).input, ";")
      : null,
    givenLine: fitLiteral("export const given: Given = ", givenOf(plan, layout), ";"),
    undisturbedLine: fitLiteral(
      "export const undisturbed: Undisturbed = ",
      undisturbedOf(plan, layout),
      ";",
    ),
    rulesLine: fitLiteral("export const rules: StepRules[] = ", rules, ";"),
  };
}

function ruleRows(plan: Plan, layout: RulesLayout): object[] {
  const tests = projectTests(plan.workflow);
  const untestedOf = (step: string) => {
    const titles = tests.untested.filter((one) => one.step === step).map(({ title }) => title);
    return titles.length > 0 ? { untested: titles } : {};
  };
  const steps = tests.rules.map((one) => stepRows(layout, one));
  const forms = tests.forms.flatMap((form) => {
    const scenarios = formRows(layout, form);
    const untested = untestedOf(form.step);
    if (scenarios.length === 0 && !("untested" in untested)) return [];
    return [{ step: form.step, ...(scenarios.length > 0 && { scenarios }), ...untested }];
  });
  const named = new Set(forms.map(({ step }) => step));
  const others = [...new Set(tests.untested.map(({ step }) => step))]
    .filter((step) => !named.has(step))
    .map((step) => ({ step, ...untestedOf(step) }));
  return [...steps, ...forms, ...others];
}

function givenOf(plan: Plan, { plain, keyed, joins, workflow }: RulesLayout): object {
  const { answers } = plain;
  const approve = plan.steps.flatMap(({ task, answerSeconds }) =>
    answerSeconds === undefined ? [] : [task.name],
  );
  const results = resultsWithKeys(workflow);
  const reads = inputReads(workflow);
  const needsInput = Object.keys(plain.input as object).length > 0;
  return {
    ...(reads.length > 0 && { reads }),
    ...(keyed ? { input: code("inputOf") } : needsInput && { input: plain.input }),
    ...(Object.keys(answers).length > 0 && { answers: withoutName(answers) }),
    ...(approve.length > 0 && { approve }),
    ...(results.length > 0 && { resultsOf: arrow("(id)", results) }),
    ...(joins && { branches: true }),
    ...transportOf(plan).rendering.given(plan),
    ...(isOrdered(plan) && {
      inOwnGroup: inOwnGroup(plain.input, workflow.queue?.groupBy ?? ""),
    }),
  };
}

/** The results that idempotency keys are read from, with their steps, in terms of `id`. */
function resultsWithKeys(workflow: RulesLayout["workflow"]): (readonly [string, unknown])[] {
  const { results } = sampleState(workflow, code("id"));
  return taskSteps(workflow).flatMap(({ name }) => {
    const result = results[camelCase(name)];
    return result === undefined ? [] : [[name, result] as const];
  });
}

function undisturbedOf(plan: Plan, layout: RulesLayout): object {
  const { order, resultKeys, transport } = layout;
  const isLong = hasLongOrder(layout);
  const isRepeated = (name: string) =>
    transport.sendsMessages &&
    !layout.ordered &&
    plan.steps.some(({ task }) => task.name === name && task.idempotency === "natural");
  const twice = order.flatMap((name) => (isRepeated(name) ? [name, name] : [name]));
  return {
    done: stepList(layout, order),
    results: isLong ? code("results") : resultKeys,
    ...(twice.length > order.length && { startedTwice: twice }),
    ...transportOf(plan).rendering.logged(plan, order),
  };
}

/** Returns the constants of a long workflow, in whose terms its rows speak. */
function longOrder(layout: RulesLayout) {
  if (!hasLongOrder(layout)) return { orderLine: null, resultsLine: null };
  return {
    orderLine: fitLiteral("const order = ", layout.order, ";"),
    resultsLine: fitLiteral("const results = ", layout.resultKeys, ";"),
  };
}
