import type { StateMachine } from "../../src/plan/state-machine.ts";
import type { Failures, Status, Trace } from "../../src/plan/trace.ts";

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

interface Choice {
  readonly Or: readonly { readonly Variable: string; readonly IsPresent: true }[];
  readonly Next: string;
}

/**
 * Follows an execution from state to state, knowing only which paths of its state are there. A step
 * that fails without a name has crashed, which Step Functions calls `Lambda.Unknown`.
 *
 * @throws where a state follows that does not exist, or reads what is not there
 */
export function runStateMachine({ StartAt, States }: StateMachine, failures: Failures): Trace {
  const succeeded: string[] = [];
  const failed: string[] = [];
  const present = new Set<string>();
  const visited = new Set<string>();

  for (let name = StartAt; ; ) {
    const state = Object.hasOwn(States, name) ? States[name] : undefined;
    if (!state) throw new Error(`There is no state ${name}.`);
    if (visited.has(name)) throw new Error(`${name} is entered twice.`);
    visited.add(name);
    switch (state.Type) {
      case "Pass":
        for (const path of readBy(state.Parameters)) {
          if (!present.has(path)) throw new Error(`${name} reads ${path}, which is not there.`);
        }
        if (typeof state.ResultPath === "string") present.add(state.ResultPath);
        name = String(state.Next);
        break;
      case "Choice": {
        const choices = state.Choices as readonly Choice[];
        const chosen = choices.find(({ Or }) => Or.some(({ Variable }) => present.has(Variable)));
        name = chosen?.Next ?? String(state.Default);
        break;
      }
      case "Task": {
        if (!failures.has(name)) {
          succeeded.push(name);
          present.add(String(state.ResultPath));
          name = String(state.Next);
          break;
        }
        failed.push(name);
        const error = failures.get(name) ?? "Lambda.Unknown";
        const catcher = ((state.Catch ?? []) as readonly Catcher[]).find(
          ({ ErrorEquals }) => ErrorEquals.includes(error) || ErrorEquals.includes("States.ALL"),
        );
        if (!catcher) return { status: "failed", succeeded, failed };
        present.add(catcher.ResultPath);
        name = catcher.Next;
        break;
      }
      case "Succeed":
        return { status: "succeeded", succeeded, failed };
      case "Fail":
        return { status: statusOf(name), succeeded, failed };
      default:
        throw new Error(`${name} is a ${state.Type}.`);
    }
  }
}

/** Paths under `errors` that a Pass state reads, without the field at their end. */
function readBy(parameters: unknown): string[] {
  return [...JSON.stringify(parameters ?? {}).matchAll(/\$\.errors\.\w+/g)].map(([path]) => path);
}

function statusOf(failState: string): Status {
  if (failState === "Compensated") return "compensated";
  return failState === "CompensationFailed" ? "compensation-failed" : "failed";
}
