import { decides, isApproval, isComposite, pauseOf, repeats } from "../forms/traits.ts";
import { ANSWER_ERRORS } from "../semantics/approval.ts";
import {
  compositesAround,
  type ForwardTask,
  failables,
  isForwardTask,
} from "../semantics/compensation-order.ts";
import { namedErrors } from "../semantics/failure-routes.ts";
import type { Outcomes } from "../semantics/outcomes.ts";
import { replacedStep } from "../semantics/placement.ts";
import { TOO_LARGE, withRulesForTooLarge } from "../semantics/too-large.ts";
import { descriptions } from "../transports/descriptions.ts";
import { transportOf } from "../transports/registry.ts";
import { isGuarded, keyOf } from "../workflow/idempotency.ts";
import { pascalCase } from "../workflow/letter-case.ts";
import { tasksOf } from "../workflow/names.ts";
import { stateKey } from "../workflow/paths.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type {
  CompositeStep,
  IdempotencyKey,
  Task,
  TransportName,
  WorkflowWithTransport,
} from "../workflow/workflow.ts";
import { claimCheckDays, claimsOf } from "./claim-checks.ts";
import { functionName } from "./identifier.ts";
import { type Installer, installerOf } from "./package-manager.ts";

/** A step as the generated project knows it. */
export interface PlannedStep {
  readonly task: Task;
  readonly role: "step" | "fallback" | "compensation";
  /** For a compensation: the step that it undoes; for a fallback: the step in whose place it runs. */
  readonly of?: string;
  /** The map for whose items it runs. */
  readonly map?: string;
  /** `processPayment`: the key of its result and its error in the workflow state. */
  readonly key: string;
  /** `processPayment`: the TypeScript function. */
  readonly functionName: string;
  /** `ProcessPaymentResult`: the type of what it leaves under `results`. */
  readonly resultType: string;
  /** Errors that the workflow has a route for, besides `PermanentError`. */
  readonly namedErrors: readonly string[];
  /** For an approval: how long an answer is waited for. */
  readonly answerSeconds?: number;
  /** Keys of results of which the state holds only references, see {@link claimsOf}. */
  readonly claims: readonly string[];
  /** For a compensation: the step that it undoes, where that is done once for each key. */
  readonly undoes?: { readonly step: string; readonly idempotency: IdempotencyKey };
}

/** The plan of a project, before any syntax: everything that the templates mention. Each transport adds its own. */
export interface Plan extends CommonPlan {
  readonly outcomes: Outcomes;
}

/** The plan that a transport is given, and adds to. */
export interface CommonPlan extends Installer {
  readonly workflow: WorkflowWithTransport;
  readonly transport: TransportName;
  readonly steps: readonly PlannedStep[];
  /** The classes of `src/workflow.ts`, besides those that each project has. */
  readonly errorClasses: readonly string[];
  /** Tells that a function needs the idempotency table. */
  readonly guarded: boolean;
  /** Tells that a step is done once for all workflows with the same key. */
  readonly keyed: boolean;
  /** Days that results are kept in S3; undefined where all of them are passed on. */
  readonly claimCheckDays?: number;
  readonly forms: Forms;
}

/** The forms of steps that there are, besides tasks. */
export interface Forms {
  /** Parallels and maps. */
  readonly joins: boolean;
  readonly maps: boolean;
  readonly choices: boolean;
  readonly waits: boolean;
  readonly approvals: boolean;
}

/** Decides what to build for a workflow. Pure: the same workflow gives the same plan. */
export function planProject(given: WorkflowWithTransport, installer: Installer): Plan {
  const workflow = withRulesForTooLarge(given);
  const steps = plannedSteps(workflow);
  const tasks = tasksOf(workflow);
  const common: CommonPlan = {
    ...installerOf(installer),
    workflow,
    transport: workflow.transport,
    steps,
    errorClasses: [...new Set(steps.flatMap(({ namedErrors }) => namedErrors))].filter(
      (error) => error !== TOO_LARGE,
    ),
    guarded: descriptions[workflow.transport].countsTries || tasks.some(isGuarded),
    keyed: tasks.some((task) => keyOf(task) !== undefined),
    ...(tasks.some(({ claimCheck }) => claimCheck)
      ? { claimCheckDays: claimCheckDays(workflow) }
      : {}),
    forms: {
      joins: allSteps(workflow).some(isComposite),
      maps: allSteps(workflow).some(repeats),
      choices: allSteps(workflow).some(decides),
      waits: allSteps(workflow).some((step) => pauseOf(step) !== undefined),
      approvals: allSteps(workflow).some(isApproval),
    },
  };
  return transportOf(common).plan(common);
}

function plannedSteps(workflow: WorkflowWithTransport): PlannedStep[] {
  return failables(workflow).flatMap((one): PlannedStep[] => {
    const within = compositesAround(workflow, one);
    const { compensation } = one;
    const of = replacedStep(workflow, one)?.name;
    const forward = isForwardTask(one)
      ? [plannedStep(workflow, one, of === undefined ? "step" : "fallback", of, within)]
      : [];
    if (!compensation) return forward;
    const undo = plannedStep(workflow, compensation, "compensation", one.name, within);
    const idempotency = isForwardTask(one) ? keyOf(one) : undefined;
    return [...forward, idempotency ? { ...undo, undoes: { step: one.name, idempotency } } : undo];
  });
}

function plannedStep(
  workflow: WorkflowWithTransport,
  task: Task | ForwardTask,
  role: PlannedStep["role"],
  of: string | undefined,
  within: readonly CompositeStep[],
): PlannedStep {
  const named = "catch" in task ? namedErrors(task, within) : [];
  const map = within.find(repeats)?.name;
  return {
    ...(map !== undefined && { map }),
    task,
    role,
    ...(of === undefined ? {} : { of }),
    key: stateKey(task),
    functionName: functionName(task.name),
    resultType: isApproval(task) ? "Approval" : `${pascalCase(task.name)}Result`,
    namedErrors: named.filter(
      (error) => error !== "PermanentError" && !(isApproval(task) && ANSWER_ERRORS.includes(error)),
    ),
    ...(isApproval(task) && { answerSeconds: task.answerSeconds }),
    claims: claimsOf(workflow, task).map(stateKey),
  };
}
