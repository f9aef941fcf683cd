import type { State, StateMachine } from "../../../src/transports/state-machine/state-machine.ts";

interface Rule {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

/** "Handling errors in Step Functions workflows", AWS Step Functions Developer Guide. */
const STATES_ERRORS = [
  "States.ALL",
  "States.DataLimitExceeded",
  "States.ExceedToleratedFailureThreshold",
  "States.HeartbeatTimeout",
  "States.Http.Socket",
  "States.IntrinsicFailure",
  "States.ItemReaderFailed",
  "States.NoChoiceMatched",
  "States.ParameterPathFailure",
  "States.Permissions",
  "States.ResultPathMatchFailure",
  "States.ResultWriterFailed",
  "States.Runtime",
  "States.TaskFailed",
  "States.Timeout",
];

/** What is wrong with a definition and goes past `asl-validator`. */
export function definitionFaults(definition: StateMachine): string[] {
  const machines = machinesIn(definition);
  const names = machines.flatMap(({ States }) => Object.keys(States));
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  return [
    ...repeated.map((name) => `${name} is the name of two states`),
    ...machines.flatMap(machineFaults),
  ];
}

/** A state machine, and those of the branches and items inside of it. */
export function machinesIn(machine: StateMachine): StateMachine[] {
  const inner = Object.values(machine.States).flatMap(({ Branches, ItemProcessor }) => [
    ...((Branches ?? []) as StateMachine[]),
    ...(ItemProcessor ? [ItemProcessor as StateMachine] : []),
  ]);
  return [machine, ...inner.flatMap(machinesIn)];
}

function machineFaults(definition: StateMachine): string[] {
  const states = Object.entries(definition.States);
  return [
    ...states.flatMap(([name, state]) => [
      ...orderFaults(rulesOf(state, "Retry")).map((fault) => `Retry of ${name}: ${fault}`),
      ...orderFaults(rulesOf(state, "Catch")).map((fault) => `Catch of ${name}: ${fault}`),
      ...rulesOf(state, "Retry")
        .flatMap(retrierFaults)
        .map((fault) => `Retry of ${name}: ${fault}`),
    ]),
    ...cycles(definition),
    ...unreachable(definition),
  ];
}

/** The states that may follow a state. */
export function successors(state: State): string[] {
  const { Next, Default, Choices = [], Catch = [] } = state as Partial<Record<string, unknown>>;
  const inner = [...(Choices as State[]), ...(Catch as State[])].map((one) => one.Next);
  return [Next, Default, ...inner].filter((name): name is string => typeof name === "string");
}

function rulesOf(state: State, field: "Retry" | "Catch"): Rule[] {
  return (state[field] ?? []) as Rule[];
}

/** Rules are tried in order: what stands behind one that matches all is never reached. */
function orderFaults(rules: readonly Rule[]): string[] {
  const seen = new Set<string>();
  return rules.flatMap(({ ErrorEquals }, index) => {
    const faults: string[] = [];
    if (ErrorEquals.length === 0) faults.push("a rule without errors");
    if (ErrorEquals.includes("States.ALL") && ErrorEquals.length > 1) {
      faults.push("States.ALL is not alone");
    }
    if (ErrorEquals.includes("States.ALL") && index < rules.length - 1) {
      faults.push("States.ALL is not last");
    }
    for (const error of ErrorEquals) {
      if (error.startsWith("States.") && !STATES_ERRORS.includes(error)) {
        faults.push(`${error} does not exist`);
      }
      if (seen.has(error)) faults.push(`${error} is never reached`);
      seen.add(error);
    }
    return faults;
  });
}

function retrierFaults(rule: Rule): string[] {
  const { IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2, MaxDelaySeconds } = rule;
  const faults: string[] = [];
  if (!Number.isInteger(IntervalSeconds) || IntervalSeconds < 1) faults.push("IntervalSeconds");
  if (!Number.isInteger(MaxAttempts) || MaxAttempts < 0 || MaxAttempts > 99_999_999) {
    faults.push("MaxAttempts");
  }
  if (!(BackoffRate >= 1) || !Number.isFinite(BackoffRate)) faults.push("BackoffRate");
  if (MaxDelaySeconds !== undefined) {
    const isLegal =
      Number.isInteger(MaxDelaySeconds) &&
      MaxDelaySeconds > IntervalSeconds &&
      MaxDelaySeconds < 31_622_400;
    if (!isLegal) faults.push("MaxDelaySeconds");
  }
  return faults;
}

/** A workflow goes forward only. */
function cycles({ States, StartAt }: StateMachine): string[] {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [`${[...path, name].join(" → ")} goes round in circles`];
    if (done.has(name)) return [];
    const state = States[name];
    const found = state ? successors(state).flatMap((next) => visit(next, [...path, name])) : [];
    done.add(name);
    return found;
  };
  return visit(StartAt, []);
}

function unreachable({ States, StartAt }: StateMachine): string[] {
  const reached = new Set([StartAt]);
  for (const name of reached) {
    const state = States[name];
    for (const next of state ? successors(state) : []) reached.add(next);
  }
  return Object.keys(States)
    .filter((name) => !reached.has(name))
    .map((name) => `${name} is never reached`);
}
