import type { FormTests } from "../../plan/form-tests.ts";
import type { World } from "../../plan/trace.ts";
import type { Untested } from "../../plan/untested.ts";
import { camelCase } from "../../workflow/names.ts";
import { placedSteps } from "../../workflow/traversal.ts";
import { fitItems } from "../layout.ts";
import { tsString } from "../quote.ts";
import {
  type Fault,
  fault,
  faultsLine,
  type Helper,
  injected,
  inputAndFaultsLine,
} from "./fault-lines.ts";
import { type ResultLimit, tooLargeLine } from "./result-tests.ts";
import { type RouteTestData, routeTest } from "./route-test.ts";
import type { TestLayout } from "./test-layout.ts";
import { worldLines } from "./world-lines.ts";

/** What a rehearsal is told, laid out; `null` where there is nothing to say. */
interface Options {
  readonly optionsLine: string | null;
  readonly calls: readonly Helper[];
}

/** The tests of a step that is no function. */
export interface FormStepTests {
  readonly step: string;
  readonly hasTests: boolean;
  /** What has no test. */
  readonly todoLines: string | null;
  readonly routes: readonly (RouteTestData &
    Options & {
      /** Whether there is a test before it. */
      readonly isFurther: boolean;
    })[];
  readonly lasting:
    | null
    | (Options & {
        readonly title: string;
        /** How long is waited, as what is expected. */
        readonly secondsLine: string;
      });
  readonly items:
    | null
    | (Options & {
        readonly title: string;
        readonly first: string;
        readonly count: number;
        readonly key: string;
        readonly isOuter: boolean;
      });
  readonly concurrency: readonly (Options & {
    readonly title: string;
    readonly task: string;
    readonly limit: number;
  })[];
  readonly tooLarge: null | {
    readonly title: string;
    readonly faultsLine: string | null;
    readonly runLine: string;
    readonly limit: ResultLimit;
    readonly calls: readonly Helper[];
  };
}

/** Lays out the tests of a step that is no function. */
export function formStepTests(
  layout: TestLayout,
  { step, routes, lasting, items, concurrency = [], tooLarge }: FormTests,
  untested: readonly Untested[],
): FormStepTests {
  const options = (world: World, ...faults: Fault[]): Options => {
    const lines = [
      ...worldLines(layout, world),
      ...(faults.length > 0 ? [faultsLine(faults)] : []),
    ];
    return {
      optionsLine: lines.length > 0 ? lines.join("\n") : null,
      calls: faults.map(({ kind }) => kind),
    };
  };
  const isOuter = placedSteps(layout.workflow).some(
    (placed) => placed.step.name === step && placed.within.every(({ form }) => form !== "map"),
  );
  const todos = todoLines(untested.filter((one) => one.step === step));
  const hasTests = routes.length > 0 || [lasting, items].some((test) => test !== undefined);
  return {
    step,
    hasTests,
    todoLines: todos !== null && hasTests ? `\n${todos}` : todos,
    routes: routes.map((route, index) => ({
      ...routeTest(layout, route, step),
      optionsLine: options(route.world, ...route.faults.map(injected)).optionsLine,
      isFurther: index > 0 || [lasting, items].some((test) => test !== undefined),
    })),
    lasting: lasting
      ? lastingTest(step, lasting, options(lasting.world, ...lasting.faults.map(injected)))
      : null,
    items: items
      ? {
          ...items,
          ...options(items.world, ...items.faults.map(injected)),
          key: camelCase(step),
          isOuter,
        }
      : null,
    concurrency: concurrency.map(({ title, world, faults, task, limit, seconds }) => ({
      title,
      ...options(world, ...faults.map(injected), fault("slow", task, seconds)),
      task,
      limit,
    })),
    tooLarge: tooLarge
      ? {
          title: tooLarge.title,
          faultsLine: inputAndFaultsLine(layout, tooLarge.world, tooLarge.faults),
          runLine: tooLargeLine(layout, tooLarge.world, tooLarge.first, "MAX_STATE_BYTES / 2"),
          limit: "MAX_STATE_BYTES",
          calls: tooLarge.faults.map(({ kind }) => kind),
        }
      : null,
  };
}

/** What is to be tested and is not, with the reason; `null` where nothing is. */
export function todoLines(untested: readonly Untested[]): string | null {
  const lines = untested.map(({ title }) => fitItems("  it.todo(", [tsString(title)], ");"));
  return lines.length > 0 ? lines.join("\n") : null;
}

/** A state machine logs its waits, a queue holds the next message back. */
function lastingTest(
  step: string,
  { title, next, seconds }: NonNullable<FormTests["lasting"]>,
  { optionsLine, calls }: Options,
): NonNullable<FormStepTests["lasting"]> {
  const [helper, call]: [Helper, string] =
    next === undefined
      ? ["secondsOf", `secondsOf(waits, "${step}")`]
      : ["secondsBefore", `secondsBefore(events, "${next}")`];
  return {
    title,
    optionsLine,
    secondsLine: `    expect(${call}).toBe(${seconds});`,
    calls: [...calls, helper],
  };
}
