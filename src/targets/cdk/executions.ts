import type { Deployment, LambdaFunction } from "../../deployment/model.ts";
import { compact } from "../../lists.ts";
import { code, fitItems } from "../../render/layout.ts";
import { pascalCase } from "../../workflow/letter-case.ts";
import { duration, newConstruct } from "./code.ts";
import { variableOf } from "./names.ts";
import { asksForAnswer, keepsRecords } from "./uses.ts";

/** Returns the statements that make the functions behind the tasks of the state machine, one each. */
export function taskFunctions(deployment: Deployment): string[] {
  return stepsOf(deployment).map((fn) => newFunction(fn, variableOf(fn.name)));
}

/** Returns the statement that makes a function which no queue feeds. */
export function newFunction(fn: LambdaFunction, variable: string): string {
  const { name, description, timeoutSeconds, reservedConcurrency } = fn;
  return newConstruct({
    variable,
    type: "WorkflowFunction",
    id: functionId(name),
    props: {
      entry: name,
      ...(description !== null && { description }),
      timeout: duration(timeoutSeconds),
      ...(reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: reservedConcurrency,
      }),
    },
  });
}

/** Returns the statements that let functions use the tables. */
export function tableGrants(deployment: Deployment): string[] {
  const steps = stepsOf(deployment);
  return [
    ...grant("table.grantRecords", steps.filter(keepsRecords)),
    ...grant("approvals.grantAsk", steps.filter(asksForAnswer)),
  ];
}

function grant(method: string, functions: readonly LambdaFunction[]): string[] {
  const variables = functions.map(({ name }) => variableOf(name));
  return variables.length === 0 ? [] : [fitItems(`    ${method}(`, variables, ");")];
}

/** Returns the statement that makes the state machine. */
export function newStateMachine(deployment: Deployment): string {
  return newConstruct({
    variable: "this.stateMachine",
    type: "WorkflowStateMachine",
    id: "StateMachine",
    props: Object.fromEntries(
      stepsOf(deployment).map(({ name }) => [functionId(name), code(variableOf(name))]),
    ),
  });
}

/** Returns the statements that raise alarms on executions. */
export function executionAlarms({ alarms }: Deployment): string[] {
  const names = alarms.map(({ name }) => name);
  const compensations = names.filter((name) => name.endsWith(FAILED));
  const variables = compensations.map((name) => variableOf(name.slice(0, -FAILED.length)));
  return compact([
    "    alarmOnExecutions(this, this.stateMachine);",
    names.includes("compensated") &&
      "    alarmOnCompensated(this, this.stateMachine, props.compensatedShare);",
    variables.length > 0 &&
      fitItems("    alarmOnCompensations(", ["this", "this.stateMachine", ...variables], ");"),
  ]);
}

const FAILED = "-function-failed";

const stepsOf = ({ functions }: Deployment) => functions.filter(({ role }) => role === "step");

/** Also its name in `workflow.asl.json`. */
const functionId = (name: string) => `${pascalCase(name)}Function`;
