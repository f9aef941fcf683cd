import * as z from "zod/mini";
import { INFRASTRUCTURES } from "../targets/names.ts";
import { DURATION_PATTERN } from "./duration.ts";
import { ERROR_NAME_PATTERN, errorNameFault } from "./error-names.ts";
import { EXPECTED_DURATION_PATTERN, RATE_PATTERN } from "./expected.ts";
import { FORM_KEYS, keysOfForm, OPERATORS } from "./forms.ts";
import { STATE_PATH_PATTERN } from "./idempotency.ts";
import { INPUT_PATH_PATTERN } from "./input-path.ts";
import { LIMITS } from "./limits.ts";
import { NAME_PATTERN } from "./names.ts";
import { scheduleFault } from "./schedule.ts";
import { API_PATTERN } from "./trigger.ts";

/** One line that is safe to print: no control characters, no half surrogates, no reordering marks. */
const ONE_LINE =
  /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{FEFF}]+$/u;

/**
 * Adds what the JSON Schema says of a schema that is used in no other place. `z.describe` makes a
 * copy that has a check more, which for all of these takes milliseconds of every run.
 */
function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

const name = (what: string) =>
  described(
    z.string().check(z.regex(NAME_PATTERN), z.maxLength(LIMITS.nameLength)),
    `${what} In kebab-case.`,
  );

const description = z.optional(
  described(
    z.string().check(z.regex(ONE_LINE), z.regex(/\S/), z.maxLength(LIMITS.descriptionLength)),
    "What it does, on one line.",
  ),
);

const requiredDuration = (what: string) =>
  described(
    z.string().check(z.regex(DURATION_PATTERN)),
    `${what} A whole number and s, m, h or d.`,
  );

const duration = (what: string) => z.optional(requiredDuration(what));

const retry = (maxAttempts: number) =>
  z.optional(
    described(
      z.strictObject({
        maxAttempts: z.optional(
          described(
            z.int().check(z.minimum(0), z.maximum(LIMITS.maxAttempts)),
            `Repeats after the first try; 0 = never. Default ${maxAttempts}.`,
          ),
        ),
        interval: duration("The wait before the first repeat, at least 1s. Default 2s."),
        backoffRate: z.optional(
          described(
            z.number().check(z.minimum(LIMITS.minBackoffRate)),
            "What each wait is multiplied by for the next one. Default 2.",
          ),
        ),
        maxDelay: duration("The longest wait, not shorter than the interval. Default 1m."),
        jitter: z.optional(
          described(
            z.enum(["full", "none"]),
            "full (default): a random part of each wait, so that repeats spread out.",
          ),
        ),
      }),
      "How transient errors, crashes and time-outs are repeated.",
    ),
  );

const timeout = duration("How long one try may take, 1s to 15m. Default 30s.");

const concurrency = z.optional(
  described(z.int().check(z.minimum(LIMITS.minConcurrency)), "At most this many at once."),
);

const idempotency = z.optional(
  described(
    z.union([
      z.strictObject({
        key: described(
          z.string().check(z.regex(STATE_PATH_PATTERN)),
          "What it is done once for: a path into the state, input.<name> or results.<step>.<name>.",
        ),
        window: duration(
          "How long other workflows with the same key get the first one's result, up to 365d. Default 28d.",
        ),
      }),
      described(z.literal("natural"), "Safe to repeat as it is."),
    ]),
    "What keeps a repeat from having its effect twice. Left out: guarded by workflow id and step.",
  ),
);

const claimCheck = z.optional(
  described(z.boolean(), "Keep the result in S3 and pass a reference on, for results of any size."),
);

const catchRules = <Routes extends z.ZodMiniType>(onFailure: Routes) =>
  z.optional(
    described(
      z.array(
        z.strictObject({
          errors: described(
            z
              .array(
                z.string().check(
                  z.regex(ERROR_NAME_PATTERN),
                  z.refine((errorName) => errorNameFault(errorName) === undefined),
                ),
              )
              .check(z.minLength(1)),
            "Names of errors the step throws.",
          ),
          onFailure,
        }),
      ),
      "Routes by error name, first match wins; what is named here is not retried.",
    ),
  );

const routes = <const Values extends readonly string[]>(values: Values) =>
  described(
    z.enum(values),
    "What follows when retries are exhausted or the error is permanent. Default fail.",
  );

const stepRoutes = routes(["fail", "compensate", "continue", "fallback"]);
const fallbackRoutes = routes(["fail", "compensate", "continue"]);

const compensation = z.optional(
  described(
    z.union([
      name("The step that undoes this one."),
      z.strictObject({
        name: name("The step that undoes this one."),
        description,
        timeout,
        retry: retry(5),
        concurrency,
        idempotency,
      }),
    ]),
    "The step that undoes this one: its name, or its name and failure rules.",
  ),
);

const fallback = z.optional(
  described(
    z.union([
      name("The step that runs in place of this one."),
      z.strictObject({
        name: name("The step that runs in place of this one."),
        description,
        timeout,
        retry: retry(3),
        catch: catchRules(fallbackRoutes),
        onFailure: z.optional(fallbackRoutes),
        compensation,
        concurrency,
        idempotency,
        claimCheck,
      }),
    ]),
    "The step that runs in place of this one: its name, or its name and failure rules.",
  ),
);

const taskFields = {
  name: name("Unique in the workflow; the file src/steps/<name>.ts has its code."),
  description,
  timeout,
  retry: retry(3),
  catch: catchRules(stepRoutes),
  onFailure: z.optional(stepRoutes),
  fallback,
  compensation,
  concurrency,
  idempotency,
  claimCheck,
};

const taskStep = z.strictObject(taskFields);

const expectedOfStep = z.optional(
  described(
    z.strictObject({
      duration: z.optional(
        described(
          z.string().check(z.regex(EXPECTED_DURATION_PATTERN)),
          "How long one try takes, 1ms to 15m: a number and ms, s or m, e.g. 1.5s.",
        ),
      ),
      memory: z.optional(
        described(
          z.int().check(z.minimum(LIMITS.minMemoryMb), z.maximum(LIMITS.maxMemoryMb)),
          "MB of memory that its function has.",
        ),
      ),
    }),
    "What is expected of the step, for unchain explain; it changes nothing that the step does.",
  ),
);

const expected = z.optional(
  described(
    z.strictObject({
      rate: described(
        z.string().check(z.regex(RATE_PATTERN)),
        "How often the workflow is started: a number, a slash and s, m, h or d, e.g. 100/s.",
      ),
    }),
    "What is expected of the workflow, for unchain explain; it changes nothing that is generated.",
  ),
);

/** A value that a condition compares with. */
export type Scalar = string | number | boolean | null;

const scalar = () => z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A condition as it is written down: a path and one operator, or one of `all`, `any` and `not`. */
export interface ConditionDocument {
  path?: string | undefined;
  equals?: Scalar | undefined;
  notEquals?: Scalar | undefined;
  greaterThan?: string | number | undefined;
  greaterThanOrEquals?: string | number | undefined;
  lessThan?: string | number | undefined;
  lessThanOrEquals?: string | number | undefined;
  oneOf?: Scalar[] | undefined;
  isPresent?: boolean | undefined;
  all?: ConditionDocument[] | undefined;
  any?: ConditionDocument[] | undefined;
  not?: ConditionDocument | undefined;
}

const ordered = (what: string) => z.optional(described(z.union([z.number(), z.string()]), what));

const conditions = (what: string) =>
  z.optional(
    described(
      z
        .array(z.lazy((): z.ZodMiniType<ConditionDocument, ConditionDocument> => condition))
        .check(z.minLength(1)),
      what,
    ),
  );

const condition: z.ZodMiniType<ConditionDocument, ConditionDocument> = z.strictObject({
  path: z.optional(
    described(z.string(), "What is compared, e.g. input.total or results.checkStock.left."),
  ),
  equals: z.optional(described(scalar(), "It is this.")),
  notEquals: z.optional(described(scalar(), "It is there and is not this.")),
  greaterThan: ordered("It is more than this, or later in the alphabet."),
  greaterThanOrEquals: ordered("It is this or more."),
  lessThan: ordered("It is less than this, or earlier in the alphabet."),
  lessThanOrEquals: ordered("It is this or less."),
  oneOf: z.optional(described(z.array(scalar()).check(z.minLength(1)), "It is one of these.")),
  isPresent: z.optional(described(z.boolean(), "Whether it is there at all.")),
  all: conditions("All of these conditions hold."),
  any: conditions("At least one of these conditions holds."),
  not: z.optional(
    described(
      z.lazy(() => condition),
      "This condition does not hold.",
    ),
  ),
});

const queue = z.optional(
  described(
    z.strictObject({
      fifo: described(
        z.literal(true),
        "Every queue keeps the order. Without order leave queue out.",
      ),
      groupBy: described(
        z.string().check(z.regex(INPUT_PATH_PATTERN), z.maxLength(LIMITS.groupByLength)),
        "The value within which order is kept, as a path into the input: input.customerId.",
      ),
    }),
    "Transport queue only: work of one group is done in the order it was started.",
  ),
);

const eventText = (what: string) =>
  described(
    z.string().check(z.regex(ONE_LINE), z.regex(/\S/), z.maxLength(LIMITS.eventTextLength)),
    `${what} Exactly as the event has it.`,
  );

const trigger = z.optional(
  z
    .strictObject({
      api: z.optional(
        described(
          z.string().check(z.regex(API_PATTERN), z.maxLength(LIMITS.apiLength)),
          "A request with the input as its body, e.g. POST /orders.",
        ),
      ),
      schedule: z.optional(
        described(
          z.string().check(
            z.regex(/^(?:rate|cron)\(.+\)$/),
            z.maxLength(LIMITS.scheduleLength),
            z.refine((schedule) => scheduleFault(schedule) === undefined),
          ),
          "rate(1 hour) or cron(0 8 ? * MON-FRI *), in UTC.",
        ),
      ),
      event: z.optional(
        described(
          z.strictObject({
            source: eventText("The event's source."),
            detailType: eventText("The event's detail-type."),
          }),
          "An event on the default event bus, with the input as its detail.",
        ),
      ),
    })
    .check(
      z.refine((kinds) => Object.values(kinds).filter((kind) => kind !== undefined).length === 1),
      z.meta({
        description: "What starts the workflow: one of api, schedule and event.",
        minProperties: 1,
        maxProperties: 1,
      }),
    ),
);

/** A step as it is written down: a task, or one of the other forms. */
export interface StepDocument extends z.input<typeof taskStep> {
  expected?: z.input<typeof expectedOfStep>;
  wait?: string | undefined;
  choice?:
    | {
        when?: ConditionDocument | undefined;
        steps?: StepDocument[] | undefined;
        otherwise?: StepDocument[] | undefined;
      }[]
    | undefined;
  parallel?: { steps: StepDocument[] }[] | undefined;
  map?: { items: string; maxConcurrency?: number | undefined; steps: StepDocument[] } | undefined;
  approval?: { timeout: string } | undefined;
}

const inner = (what: string) => described(z.array(z.lazy(() => step)), what);

const step: z.ZodMiniType<StepDocument, StepDocument> = z.strictObject({
  ...taskFields,
  expected: expectedOfStep,
  wait: z.optional(requiredDuration("Instead of a function: a pause, 1s to 365d.")),
  choice: z.optional(
    described(
      z
        .array(
          z
            .strictObject({
              when: z.optional(condition.check(z.describe("When these steps run."))),
              steps: z.optional(inner("The steps of this branch; an empty list: nothing to do.")),
              otherwise: z.optional(inner("The steps that run where no other branch does.")),
            })
            .check(
              z.meta({
                oneOf: [
                  { required: ["when", "steps"], ...only(["when", "steps"]) },
                  { required: ["otherwise"], ...only(["otherwise"]) },
                ],
              }),
            ),
        )
        .check(z.minLength(1)),
      "Instead of a function: the first branch whose condition holds.",
    ),
  ),
  parallel: z.optional(
    described(
      z
        .array(z.strictObject({ steps: inner("The steps of this branch.").check(z.minLength(1)) }))
        .check(z.minLength(2)),
      "Instead of a function: branches at once, then joined.",
    ),
  ),
  map: z.optional(
    described(
      z.strictObject({
        items: described(z.string(), "Where the list is, e.g. input.lines."),
        maxConcurrency: z.optional(
          described(
            z.int().check(z.minimum(LIMITS.minConcurrency), z.maximum(LIMITS.maxMapConcurrency)),
            "At most this many items at once. Left out: up to 40.",
          ),
        ),
        steps: inner("The steps that run for each item.").check(z.minLength(1)),
      }),
      "Instead of a function: the same steps for each item of a list.",
    ),
  ),
  approval: z.optional(
    described(
      z.strictObject({
        timeout: requiredDuration("How long an answer is waited for, 1m to 365d."),
      }),
      "The function asks, then a person or another system approves or rejects.",
    ),
  ),
});
z.globalRegistry.add(step, {
  id: "step",
  // What is no function takes no key of one, and no key of another form.
  dependencies: Object.fromEntries(
    FORM_KEYS.map((form) => [form, only([form, ...keysOfForm(form)])]),
  ),
});
z.globalRegistry.add(condition, {
  id: "condition",
  oneOf: [
    { required: ["path"], minProperties: 2, maxProperties: 2, ...only(["path", ...OPERATORS]) },
    ...["all", "any", "not"].map((key) => ({ required: [key], ...only([key]) })),
  ],
});

/** In JSON Schema: no other keys than these. */
function only(keys: readonly string[]): object {
  return { propertyNames: { enum: keys } };
}

/** The form of `workflow.yaml`. What the form alone cannot say is in `rules.ts`. */
export const workflowSchema = z.strictObject({
  name: name("The workflow."),
  description,
  transport: z.optional(
    described(
      z.enum(["queue", "state-machine"]),
      "What carries the work from step to step. Left out: chosen, and the reason printed.",
    ),
  ),
  infrastructure: z.optional(
    described(
      z.enum(INFRASTRUCTURES),
      `What the project is deployed with. Default ${INFRASTRUCTURES[0]}.`,
    ),
  ),
  as: z.optional(
    described(
      z.enum(["construct", "module"]),
      "A part to be added to an app that is there: construct of a CDK app, module of a Terraform configuration. Left out: deployed by itself.",
    ),
  ),
  queue,
  trigger,
  timeout: duration(
    "State machine only: how long the whole workflow may take, up to 365d. Left out: as long as its steps may.",
  ),
  expected,
  steps: described(z.array(step).check(z.minLength(1)), "The steps, in the order they run."),
});

/** A workflow as it is written down: durations as text, defaults left out. */
export type WorkflowDocument = z.input<typeof workflowSchema>;

/** The JSON Schema (draft 7) of `workflow.yaml`, for editors and `unchain schema`. */
export function workflowJsonSchema(): object {
  const { $schema, ...schema } = unnamedInPlace(
    z.toJSONSchema(workflowSchema, { target: "draft-7", io: "input" }),
  );
  return {
    $schema,
    title: "Unchain workflow",
    description: "Named steps and what happens when each of them fails.",
    ...schema,
  };
}

/** zod gives a name to whatever it comes back to; what has no name of ours goes back to its place. */
function unnamedInPlace<Schema extends object>(schema: Schema): Schema {
  const definitions = Object.entries("definitions" in schema ? Object(schema.definitions) : {});
  const unnamed = definitions.filter(([name]) => name.startsWith("__"));
  const text = unnamed.reduce(
    (all, [name, definition]) =>
      all.replaceAll(`{"$ref":"#/definitions/${name}"}`, JSON.stringify(definition)),
    JSON.stringify({
      ...schema,
      definitions: Object.fromEntries(definitions.filter((one) => !unnamed.includes(one))),
    }),
  );
  return JSON.parse(text);
}
