import { closest } from "../cli/arguments/closest.ts";
import type { Options } from "../cli/arguments/invocation.ts";
import type { ExplainOptions, PerStep } from "../explain/designs/assumptions.ts";
import { readPriceFile } from "../explain/prices/price-file.ts";
import { DEFAULT_REGION, type PriceTable, pricesIn, REGIONS } from "../explain/prices/prices.ts";
import { hasFunction } from "../forms/traits.ts";
import type { Message } from "../messages/message.ts";
import { durationMistake, parseExpectedDuration, parseRate } from "../workflow/expected.ts";
import { meantExpectation } from "../workflow/findings/meant-expectation.ts";
import { LIMITS } from "../workflow/limits.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Workflow } from "../workflow/workflow.ts";
import type { WorkflowSource } from "./files/workflow-source.ts";

/** Most items that a map is explained with. */
const MAX_ITEMS = 100_000;

/**
 * Returns what the flags say, or everything that is wrong with them.
 *
 * @param priceFile what `--prices` names, where it is given
 */
export function explainOptions(
  workflow: Workflow,
  flags: Options<"explain">,
  priceFile: WorkflowSource | undefined,
): ExplainOptions | Message[] {
  const problems: Message[] = [];
  const settle = <Value>(value: Value | Message[]): Value | undefined => {
    if (!Array.isArray(value)) return value;
    problems.push(...(value as Message[]));
    return undefined;
  };
  const functions = allSteps(workflow).flatMap((step) => (hasFunction(step) ? [step.name] : []));
  const durations = settle(perStep("duration", flags.duration, functions));
  const memories = settle(perStep("memory", flags.memory, functions));
  const rate = settle(rateFrom(flags.rate));
  const items = settle(itemsFrom(flags.items));
  const prices = settle(pricesFrom(flags.region, priceFile));
  const { architecture = "arm64" } = flags;
  if (problems.length > 0 || !durations || !memories || !prices) return problems;
  return {
    durations,
    memories,
    ...(rate && { rate }),
    ...(items !== undefined && { items }),
    architecture,
    prices,
  };
}

const invalid = (flag: string, message: string, suggestion: string): Message => ({
  code: "INVALID_VALUE",
  message: `--${flag} ${message}`,
  suggestion,
});

function perStep(
  flag: "duration" | "memory",
  values: readonly string[],
  functions: readonly string[],
): PerStep | Message[] {
  const byStep = new Map<string, number>();
  const problems: Message[] = [];
  let every: number | undefined;
  for (const given of values) {
    const [, step, text = given] = /^([^=]*)=(.*)$/s.exec(given) ?? [];
    const value = flag === "duration" ? durationFrom(text) : memoryFrom(text);
    if (step !== undefined && !functions.includes(step)) {
      problems.push(unknownStep(flag, step, functions));
    } else if (typeof value !== "number") problems.push(value);
    else if (step === undefined) every = value;
    else byStep.set(step, value);
  }
  return problems.length > 0 ? problems : { ...(every !== undefined && { every }), byStep };
}

function unknownStep(flag: string, step: string, functions: readonly string[]): Message {
  const near = closest(step, functions);
  return {
    code: "UNKNOWN_STEP",
    message: `--${flag}: no function is named ${JSON.stringify(step)}.`,
    suggestion: near ? `Did you mean ${near}?` : `Its steps are: ${functions.join(", ")}`,
  };
}

function durationFrom(text: string): number | Message {
  const milliseconds = parseExpectedDuration(text);
  if (milliseconds === undefined) {
    const meant = meantExpectation("duration", text);
    return invalid(
      "duration",
      `takes a duration from 1ms to 15m, not ${JSON.stringify(text)}.`,
      meant ? `Did you mean ${meant}?` : "Write e.g. --duration 1.5s or --duration <step>=200ms",
    );
  }
  const mistake = durationMistake(milliseconds);
  return mistake ? invalid("duration", `${text}: it ${mistake.rule}.`, mistake.fix) : milliseconds;
}

function memoryFrom(text: string): number | Message {
  const isWhole = /^\d{1,6}$/.test(text);
  const megabytes = Number(text);
  if (isWhole && megabytes >= LIMITS.minMemoryMb && megabytes <= LIMITS.maxMemoryMb) {
    return megabytes;
  }
  const meant = isWhole ? undefined : meantExpectation("memory", text);
  return invalid(
    "memory",
    `takes a whole number of MB from ${LIMITS.minMemoryMb} to ${LIMITS.maxMemoryMb}, not ${JSON.stringify(text)}.`,
    meant ? `Did you mean ${meant}?` : "Write e.g. --memory 512, or --memory <step>=512",
  );
}

function rateFrom(text: string | undefined) {
  if (text === undefined) return undefined;
  const rate = parseRate(text);
  if (rate && rate.runs > 0) return rate;
  const meant = rate ? undefined : meantExpectation("rate", text);
  return [
    invalid(
      "rate",
      `takes a number of runs above 0, a slash and s, m, h or d, not ${JSON.stringify(text)}.`,
      meant ? `Did you mean ${meant}?` : "Write e.g. --rate 100/s",
    ),
  ];
}

function itemsFrom(text: string | undefined): number | undefined | Message[] {
  if (text === undefined) return undefined;
  const items = Number(text);
  if (/^\d{1,6}$/.test(text) && items >= 1 && items <= MAX_ITEMS) return items;
  return [
    invalid(
      "items",
      `takes a whole number from 1 to ${MAX_ITEMS}, not ${JSON.stringify(text)}.`,
      "Write e.g. --items 10",
    ),
  ];
}

function pricesFrom(
  region: string | undefined,
  file: WorkflowSource | undefined,
): PriceTable | Message[] {
  if (file) return readPriceFile(file.text, file.path, region);
  const wanted = region ?? DEFAULT_REGION;
  const near = closest(wanted, REGIONS);
  return (
    pricesIn(wanted) ?? [
      {
        code: "UNKNOWN_REGION",
        message: `--region ${wanted}: Unchain has no prices for it, only for ${REGIONS.join(", ")}.`,
        suggestion: near
          ? `Did you mean --region ${near}?`
          : "Pass the prices: --prices <file>; docs/explain.md lists the keys",
      },
    ]
  );
}
