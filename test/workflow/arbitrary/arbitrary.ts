import fc from "fast-check";
import { DEFAULTS } from "../../../src/workflow/defaults.ts";
import { camelCase } from "../../../src/workflow/letter-case.ts";
import { isDeviceName, NAME_PATTERN } from "../../../src/workflow/names.ts";
import { SCHEDULED_TIME } from "../../../src/workflow/rules/data/scheduled-input.ts";
import type {
  CatchRule,
  Compensation,
  ExpectedStep,
  Fallback,
  OnFailure,
  Rate,
  Retry,
  Task,
  TaskStep,
  TransportName,
  Trigger,
  Workflow,
} from "../../../src/workflow/workflow.ts";

const HOSTILE_NAMES = [
  ...["prototype", "then", "import"],
  ...["delete", "default", "class", "await", "null", "true", "undefined", "yes", "y", "e1", "a1b"],
  ...["index", "test", "id", "input", "results", "errors", "state", "name", "length", "handler"],
  ...[
    "a".repeat(40),
    `a${"-b".repeat(19)}c`,
    "queue",
    "function",
    "failure",
    "dlq",
    "node-modules",
  ],
];

const HOSTILE_TEXT = [
  ...["'", '"', "`", "\\", "\\n", "$", "${", "${x}", "$&", "$1", "}", "{{", "}}", "{{x}}", "{{{"],
  ...["#", " #", ": ", ":", "- ", "-", "&", "*", "!", "|", ">", "%", "@", "?", "~", ",", "[", "]"],
  ...[
    "*/",
    "/*",
    "//",
    "<!--",
    "-->",
    "<br>",
    "</script>",
    "---",
    "...",
    "null",
    "true",
    "0x1",
    "1e3",
  ],
  ...[
    "é",
    "ß",
    "漢字",
    "👩‍👩‍👧",
    "😀",
    "\u00a0",
    "\u200b",
    "שלום",
    " ",
    "  ",
    "word",
    "Charge the card.",
  ],
];

const ERROR_NAMES = [
  ...["PaymentDeclined", "OutOfStock", "PermanentError", "NotFound"],
  ...["NULL", "True", "y", "$", "_", "$E_1", "Then"],
];

const word = fc.string({ unit: fc.constantFrom(..."abcxyz019"), minLength: 1, maxLength: 8 });

/** Legal names, many of which are something else in some language. */
export const nameArbitrary: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((words) => words.join("-").replace(/^[0-9]/, "n"))
    .filter((name) => NAME_PATTERN.test(name) && name.length <= 40 && !isDeviceName(name)),
);

/** One line of legal text that tries to end whatever it is put into. */
export const descriptionArbitrary: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE_TEXT), word), { minLength: 1, maxLength: 15 })
  .map((parts) => parts.join("").trim())
  .filter((text) => text !== "");

const usually = <Value>(value: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 2, arbitrary: other });

const secondsUpTo = (max: number) =>
  fc.oneof(fc.integer({ min: 1, max: Math.min(max, 90) }), fc.integer({ min: 1, max }));

/** Any way to repeat that `workflow.yaml` may say. */
export const retryArbitrary: fc.Arbitrary<Retry> = fc
  .record({
    maxAttempts: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(994, 995, 999)),
    intervalSeconds: usually(2, secondsUpTo(100_000)),
    backoffRate: usually(2, fc.oneof(fc.constant(1), fc.double({ min: 1, max: 10, noNaN: true }))),
    maxDelaySeconds: usually(60, secondsUpTo(31_622_399)),
    jitter: fc.constantFrom("full" as const, "none" as const),
  })
  .map((retry) => ({
    ...retry,
    maxDelaySeconds: Math.max(retry.maxDelaySeconds, retry.intervalSeconds),
  }));

interface TaskShape {
  readonly name: string;
  readonly description: string | undefined;
  readonly timeoutSeconds: number;
  readonly retry: Retry | undefined;
  readonly concurrency: number | undefined;
  readonly idempotency: Task["idempotency"];
  /** A key in the result of an earlier step, where there is one. */
  readonly keyInResult: number | undefined;
}

/** The rules of a task, by its fields; a key may be one that other rules forbid. */
export const taskRules = {
  name: nameArbitrary,
  description: fc.option(descriptionArbitrary, { nil: undefined }),
  timeoutSeconds: usually(30, secondsUpTo(900)),
  retry: fc.option(retryArbitrary, { nil: undefined }),
  concurrency: fc.option(fc.integer({ min: 1, max: 1_500 }), { nil: undefined, freq: 2 }),
  idempotency: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("guarded" as const, "natural" as const) },
    {
      weight: 2,
      arbitrary: fc.record({
        key: fc.constantFrom(
          ...["input.orderId", "input.order.id", "input.$odd_1", "input.constructor.x"],
          ...["input.lines[0].sku", "input.lines[2].sku", "input.m[1][0]"],
        ),
        windowSeconds: usually(1_555_200, secondsUpTo(31_536_000)),
      }),
    },
  ),
  keyInResult: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 2 }),
};

const routes: readonly OnFailure[] = ["fail", "compensate", "continue", "fallback"];
const failure = {
  onFailure: fc.constantFrom(...routes),
  catch: fc
    .uniqueArray(fc.constantFrom(...ERROR_NAMES), { maxLength: 4 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) => fc.record({ name: fc.constant(name), route: fc.nat({ max: 3 }) })),
      ),
    )
    .map((errors) =>
      routes
        .map((onFailure, route) => ({
          onFailure,
          errors: errors.filter((error) => error.route === route).map(({ name }) => name),
        }))
        .filter((rule) => rule.errors.length > 0),
    ),
};

const compensation = fc.option(fc.record(taskRules), { nil: undefined });
/** Whether a result is kept in S3. */
export const claimCheckArbitrary = fc.option(fc.constant(true as const), {
  nil: undefined,
  freq: 2,
});

/** What may be expected of a step: no longer than any timeout is. */
export const expectedArbitrary: fc.Arbitrary<ExpectedStep | undefined> = fc.option(
  fc.oneof(
    fc.record({ durationMs: fc.integer({ min: 1, max: 1_000 }) }),
    fc.record({ memoryMb: fc.integer({ min: 128, max: 10_240 }) }),
    fc.record({
      durationMs: fc.integer({ min: 1, max: 1_000 }),
      memoryMb: fc.integer({ min: 128, max: 10_240 }),
    }),
  ),
  { nil: undefined, freq: 2 },
);

export const rateArbitrary: fc.Arbitrary<Rate> = fc.record({
  runs: fc.oneof(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom(0.5, 0.001, 12.25)),
  per: fc.constantFrom("s", "m", "h", "d"),
});

const stepShape = fc.record({
  ...taskRules,
  expected: expectedArbitrary,
  ...failure,
  compensation,
  claimCheck: claimCheckArbitrary,
  fallback: fc.option(
    fc.record({ ...taskRules, ...failure, compensation, claimCheck: claimCheckArbitrary }),
    {
      nil: undefined,
      freq: 2,
    },
  ),
});

const eventTextArbitrary = fc.oneof(
  descriptionArbitrary.filter(({ length }) => length <= 128),
  fc.constant("x".repeat(128)),
);

/** Whatever may start a workflow. */
export const triggerArbitrary: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({
    kind: fc.constant("api" as const),
    method: fc.constantFrom("POST", "PUT"),
    path: fc.constantFrom("/orders", "/v1/a.b_c~d-e/x", `/${"a".repeat(74)}`),
  }),
  fc.record({
    kind: fc.constant("schedule" as const),
    expression: fc.constantFrom(
      "rate(1 hour)",
      "rate(5 minutes)",
      "cron(0/5 8 ? * MON-FRI *)",
      `cron(${"1,".repeat(50)}1 8 ? * * *)`,
    ),
  }),
  fc.record({
    kind: fc.constant("event" as const),
    source: eventTextArbitrary,
    detailType: eventTextArbitrary,
  }),
);

/**
 * Any valid workflow of task steps, with any transport or none.
 *
 * Shapes are drawn freely and then repaired until every rule of `workflow.yaml` holds, so that a
 * failing one shrinks well.
 */
export const workflowArbitrary: fc.Arbitrary<Workflow> = fc
  .record({
    name: nameArbitrary,
    description: fc.option(descriptionArbitrary, { nil: undefined }),
    transport: fc.constantFrom<(TransportName | undefined)[]>(undefined, "queue", "state-machine"),
    groupBy: fc.option(
      fc.constantFrom("input.customerId", "input.account.id", "input.group", "input.a.b.c.d$_1"),
      { nil: undefined },
    ),
    trigger: fc.option(triggerArbitrary, { nil: undefined }),
    rate: fc.option(rateArbitrary, { nil: undefined }),
    steps: fc.array(stepShape, { minLength: 1, maxLength: 5 }),
  })
  .map(({ name, description, transport, groupBy, trigger, rate, steps }) => {
    const isQueue = transport === "queue";
    const isScheduled = trigger?.kind === "schedule";
    const isOrdered = isQueue && groupBy !== undefined && !isScheduled;
    const uniqueName = namer();
    /** Steps whose results are always there. */
    const sure: string[] = [];
    const toIdempotency = (shape: TaskShape): Task["idempotency"] => {
      const { idempotency, keyInResult, timeoutSeconds } = shape;
      if (typeof idempotency === "string") return idempotency;
      if (isOrdered) return DEFAULTS.idempotency;
      const inputKey = isScheduled ? SCHEDULED_TIME : idempotency.key;
      const step = keyInResult === undefined ? undefined : sure[keyInResult % sure.length];
      return {
        key: step === undefined ? inputKey : `results.${camelCase(step)}.reference`,
        windowSeconds: Math.max(idempotency.windowSeconds, timeoutSeconds),
      };
    };
    const toTask = (shape: TaskShape, retry: Retry): Task => {
      const { concurrency, timeoutSeconds } = shape;
      return {
        name: uniqueName(shape.name),
        ...(shape.description !== undefined && { description: shape.description }),
        timeoutSeconds,
        retry: isQueue ? forQueue(shape.retry ?? retry, timeoutSeconds) : (shape.retry ?? retry),
        ...(concurrency !== undefined && {
          concurrency: isQueue ? Math.min(Math.max(concurrency, 2), 1_000) : concurrency,
        }),
        idempotency: toIdempotency(shape),
      };
    };
    const toCompensation = (owner: TaskShape, shape: TaskShape | undefined) => {
      if (!shape) return undefined;
      const isKeyed = [owner, shape].every(({ idempotency }) => typeof idempotency === "object");
      const own = isKeyed ? { ...shape, idempotency: DEFAULTS.idempotency } : shape;
      return toTask(own, DEFAULTS.compensationRetry);
    };

    const done: (Compensation | undefined)[] = [];
    const built = steps.map((shape): TaskStep => {
      const compensation = toCompensation(shape, shape.compensation);
      const allow = (more: (Compensation | undefined)[]) =>
        [...done, ...more].some((earlier) => earlier !== undefined);
      const used = [shape, ...shape.catch].some(({ onFailure }) => onFailure === "fallback");
      const inner = used ? shape.fallback : undefined;
      const fallbackCompensation = inner && toCompensation(inner, inner.compensation);
      const fallback: Fallback | undefined = inner && {
        ...toTask(inner, DEFAULTS.retry),
        ...repaired<Fallback["onFailure"]>(inner, {
          fallback: false,
          compensate: allow([compensation, fallbackCompensation]),
        }),
        ...(fallbackCompensation && { compensation: fallbackCompensation }),
        ...(inner.claimCheck && { claimCheck: inner.claimCheck }),
      };
      const step: TaskStep = {
        form: "task",
        ...toTask(shape, DEFAULTS.retry),
        ...repaired<OnFailure>(shape, {
          fallback: fallback !== undefined,
          compensate: allow([compensation]),
        }),
        ...(compensation && { compensation }),
        ...(fallback && { fallback }),
        ...(shape.claimCheck && { claimCheck: shape.claimCheck }),
        ...(shape.expected && { expected: shape.expected }),
      };
      const routes = [step, ...step.catch].map(({ onFailure }) => onFailure);
      const goesOn = routes.includes("continue") || routes.includes("fallback");
      if (!step.claimCheck && !goesOn) sure.push(step.name);
      done.push(compensation, fallbackCompensation);
      return step;
    });
    return {
      name: isQueue ? name.slice(0, 25).replace(/-$/, "") : name,
      ...(description !== undefined && { description }),
      ...(transport && { transport }),
      infrastructure: "sam",
      ...(isOrdered && { queue: { fifo: true as const, groupBy } }),
      ...(trigger && { trigger }),
      ...(rate && { expected: { rate } }),
      steps: withoutUnused(built),
    };
  });

interface Failure {
  readonly onFailure: OnFailure;
  readonly catch: readonly CatchRule[];
}

interface Allowed {
  readonly fallback: boolean;
  readonly compensate: boolean;
}

function repaired<Route extends OnFailure>(shape: Failure, allowed: Allowed) {
  const route = (onFailure: OnFailure): Route => {
    const isUndone = onFailure === "compensate" && !allowed.compensate;
    const isReplaced = onFailure === "fallback" && !allowed.fallback;
    return (isUndone ? "fail" : isReplaced ? "continue" : onFailure) as Route;
  };
  return {
    onFailure: route(shape.onFailure),
    catch: shape.catch.map((rule) => ({ ...rule, onFailure: route(rule.onFailure) })),
  };
}

/** Without the compensations that no `compensate` route leads to. */
function withoutUnused(steps: readonly TaskStep[]): TaskStep[] {
  let isUsed = false;
  const kept = <Owner extends TaskStep | Fallback>(owner: Owner): Owner => {
    isUsed ||= [owner, ...owner.catch].some(({ onFailure }) => onFailure === "compensate");
    if (isUsed) return owner;
    const { compensation, ...rest } = owner;
    return rest as Owner;
  };
  return steps
    .toReversed()
    .map(({ fallback, ...step }): TaskStep => {
      const keptFallback = fallback && kept(fallback);
      return { ...kept(step), ...(keptFallback && { fallback: keptFallback }) };
    })
    .toReversed();
}

/** Within what `transports/queue/limits.ts` allows. */
function forQueue(retry: Retry, timeoutSeconds: number): Retry {
  const maxDelaySeconds = Math.min(retry.maxDelaySeconds, 39_600);
  const shownAgain = 6 * timeoutSeconds;
  const hidden = Math.max(shownAgain, maxDelaySeconds);
  const triedSeconds = 345_600 - 5 * shownAgain;
  return {
    ...retry,
    intervalSeconds: Math.min(retry.intervalSeconds, maxDelaySeconds),
    maxDelaySeconds,
    maxAttempts: Math.min(retry.maxAttempts, 994, Math.ceil(triedSeconds / hidden) - 2),
  };
}

/** Keeps each name that collides with none before it, and replaces the others. */
function namer(): (name: string) => string {
  const taken = new Set<string>();
  const derived = (name: string) =>
    ["failure", "dlq", "dead-letter"].map((suffix) => camelCase(`${name}-${suffix}`));
  const reserved = new Set<string>();
  const isFree = (name: string) =>
    !taken.has(camelCase(name)) &&
    !reserved.has(camelCase(name)) &&
    !derived(name).some((other) => taken.has(other));
  return (wanted) => {
    let name = wanted;
    for (let count = 1; !isFree(name); count++) name = `task-${"x".repeat(count)}`;
    taken.add(camelCase(name));
    for (const other of derived(name)) reserved.add(other);
    return name;
  };
}
