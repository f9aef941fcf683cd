import { deadLetterQueue } from "../../plan/queue-functions.ts";
import type { RouteTest } from "../../plan/route-tests.ts";
import { fitItems } from "../layout.ts";
import { type Injection, injected, injection } from "./fault-lines.ts";
import { errorKeysLine, orderCalls, resultKeysLine, succeededLine } from "./state-lines.ts";
import type { TestLayout } from "./test-layout.ts";

export interface RouteTestData extends Injection {
  readonly title: string;
  readonly step: string;
  readonly tries: number;
  readonly status: string;
  readonly succeededLine: string | null;
  /** Where the workflow succeeds all the same: the errors that are noted. */
  readonly errorsLine: string | null;
  /** And the results. */
  readonly resultsLine: string | null;
  /** Else: the name of the error with which it ends. */
  readonly error: string;
  readonly deadLettersLine: string | null;
}

/** Lays out the test of a failure route, or of the way through a step that is no function. */
export function routeTest(layout: TestLayout, route: RouteTest, step: string): RouteTestData {
  const { queue } = layout;
  const waiting =
    route.deadLetterOf === undefined
      ? []
      : [`{ queue: "${deadLetterQueue(route.deadLetterOf)}", messages: 1 }`];
  const { faultsLine, calls } = injection(layout, route.world, route.faults.map(injected));
  const hasSucceeded = route.status === "succeeded";
  return {
    title: route.title,
    step,
    faultsLine,
    calls: [...calls, ...orderCalls(layout, route.succeeded ?? [], route.forward)],
    tries: route.tries ?? 0,
    status: route.status,
    succeededLine: route.succeeded
      ? succeededLine(layout, route.succeeded, route.forward, "    ", route.faults)
      : null,
    errorsLine: hasSucceeded ? errorKeysLine(route.errors) : null,
    resultsLine: hasSucceeded ? resultKeysLine(layout, route.results) : null,
    error: endError(route, queue),
    deadLettersLine: queue ? fitItems("    expect(deadLetters).toEqual([", waiting, "]);") : null,
  };
}

/** The name of the error that a workflow ends with. */
function endError({ faults, status, endedBy }: RouteTest, queue: boolean): string {
  if (status === "compensation-failed" && !queue) return "CompensationFailed";
  const last = faults.find(({ step }) => step === endedBy);
  if (last?.kind === "fail") return last.error ?? "Error";
  return last?.error ?? "NoAnswer";
}
