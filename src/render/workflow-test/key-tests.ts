import type { RuleTests } from "../../plan/rule-tests.ts";
import { sampleState } from "../../plan/sample-state.ts";
import type { World } from "../../plan/trace.ts";
import type { PlannedFault } from "../../plan/ways-to-fail.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { camelCase } from "../../workflow/names.ts";
import { taskSteps } from "../../workflow/traversal.ts";
import { code, fitArguments, fitItems, fitLiteral } from "../layout.ts";
import {
  fault,
  faultCall,
  faultsLine,
  type Injection,
  injected,
  injection,
  optionalFaultsLine,
} from "./fault-lines.ts";
import { errorMessage } from "./state-lines.ts";
import type { TestLayout } from "./test-layout.ts";
import { AS_INPUT, answersLines, isSame, withoutName } from "./world-lines.ts";

/** What idempotency keys are read from. */
export interface KeySources {
  /** Where a key is in the input. */
  readonly inputLine: string | null;
  /** Where a key is in a result. */
  readonly resultsLine: string | null;
}

export interface KeyMissingTest {
  readonly title: string;
  readonly optionsLine: string;
  readonly status: string;
  readonly noted: boolean;
  readonly messageLine: string;
}

export interface SharedTest {
  readonly title: string;
  readonly againTitle: string;
  readonly faultsLine: string | null;
  readonly resultsLine: string;
  /** Left out where the first workflow goes on for longer than the window: both begin at once. */
  readonly againLine: string | null;
  readonly laterLine: string;
  /** For two workflows at once. */
  readonly slowLine: string | null;
  readonly calls: Injection["calls"];
}

export interface SharedUndoTest extends Injection {
  readonly title: string;
  readonly step: string;
  readonly preludeLine: string | null;
  readonly againLine: string;
  /** Left out where a workflow that succeeds goes on for longer than the window. */
  readonly againFailingLine: string | null;
}

/** Where every key of a workflow is read from, as what a function of `id` returns. */
export function keySources({ workflow, plain, keyed, typed }: TestLayout): KeySources {
  const { input, results } = sampleState(workflow, code("id"), plain.input as object);
  const byStep = taskSteps(workflow).flatMap(({ name }) => {
    const result = results[camelCase(name)];
    return result === undefined ? [] : [[name, result] as const];
  });
  return {
    inputLine: keyed ? fitLiteral("  return ", input, `${typed ? AS_INPUT : ""};`) : null,
    resultsLine: byStep.length > 0 ? fitLiteral("  return ", byStep, ";") : null,
  };
}

export function keyMissingTest(layout: TestLayout, tests: RuleTests): KeyMissingTest | null {
  const { step, keyMissing, world } = tests;
  if (!keyMissing) return null;
  const { key, status, what } = keyMissing;
  return {
    title: `${what} where ${key} is missing`,
    optionsLine: withoutKeys(layout, world).join("\n"),
    status,
    ...errorMessage(layout, step, status, `The idempotency key of ${step}, ${key},`),
  };
}

/** The world of a test, without anything that only keys are read from. */
function withoutKeys(layout: TestLayout, world: World): string[] {
  const { typed, keyed, resultKeys } = layout;
  const run = () =>
    isSame(world.answers, {})
      ? "      run: (step) => ({ by: step }),"
      : runByName(withoutName(world.answers));
  return [
    ...(keyed ? [fitLiteral("      input: ", world.input, `${typed ? AS_INPUT : ""},`)] : []),
    ...(resultKeys ? [run()] : answersLines(layout, world, "own")),
  ];
}

/** Steps answer with their names and with what is said here, laid out as Biome lays out a last function. */
function runByName(answers: object): string {
  const before = "      run: answering(";
  const all = fitArguments(before, [answers, code("(step) => ({ by: step })")], "),");
  const head = fitLiteral(before, answers, ", (step) => ({");
  const isHugged = all.includes("\n") && !head.includes("\n");
  return isHugged ? [head, "        by: step,", "      })),"].join("\n") : all;
}

export function sharedTest(layout: TestLayout, tests: RuleTests): SharedTest | null {
  const { step, prelude, shared, timeoutSeconds } = tests;
  if (!shared) return null;
  const window = formatDuration(shared.windowSeconds);
  const slow = fault("slow", step, timeoutSeconds / 2, 1);
  const atOnce = shared.atOnce ? injection(layout, tests.world, [slow], "shared") : undefined;
  return {
    title: `has its effect once for all workflows with the same ${shared.key}`,
    againTitle: `has its effect again ${window} later`,
    faultsLine: optionalFaultsLine(layout, tests.world, prelude, "shared"),
    resultsLine: fitItems(
      "    const [first, second] = runs.map(",
      [`({ state }) => state.results.${camelCase(step)}`],
      ");",
    ),
    againLine: shared.outlasted ? null : againLine(0, prelude),
    laterLine: againLine(shared.windowSeconds + 1, prelude),
    slowLine: atOnce?.faultsLine ?? null,
    calls: atOnce?.calls ?? [],
  };
}

export function sharedUndoTest({ sharedUndo }: RuleTests): SharedUndoTest | null {
  if (!sharedUndo) return null;
  const { step, prelude, failing, outlasted } = sharedUndo;
  const faults = [...prelude, failing];
  return {
    title: `has ${step} done again in the next workflow`,
    step,
    preludeLine: prelude.length > 0 ? faultsLine(prelude.map(injected)) : null,
    faultsLine: faultsLine(faults.map(injected)),
    calls: faults.map(({ kind }) => kind),
    againLine: againLine(0, prelude),
    againFailingLine: outlasted ? null : againLine(0, faults),
  };
}

/** Another workflow, started when the first one has ended. */
function againLine(afterSeconds: number, faults: readonly PlannedFault[]): string {
  const start = ['id: "new"', `afterSeconds: ${afterSeconds}`];
  if (faults.length === 0) return fitItems("      again: { ", start, "},");
  const calls = faults.map((one) => faultCall(injected(one)));
  const oneLine = fitItems("      again: { ", [...start, `faults: [${calls.join(", ")}]`], "},");
  if (!oneLine.includes("\n")) return oneLine;
  return [
    "      again: {",
    ...start.map((property) => `        ${property},`),
    fitItems("        faults: [", calls, "],"),
    "      },",
  ].join("\n");
}
