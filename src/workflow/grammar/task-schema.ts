import * as z from "zod/mini";
import { ERROR_NAME_PATTERN, errorNameFault } from "../error-names.ts";
import { EXPECTED_DURATION_PATTERN } from "../expected.ts";
import { LIMITS } from "../limits.ts";
import { KEY_PATH_PATTERN } from "../paths.ts";
import { described, description, duration, name } from "./schema-parts.ts";

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

export const timeout = duration("How long one try may take, 1s to 15m. Default 30s.");

const concurrency = z.optional(
  described(z.int().check(z.minimum(LIMITS.minConcurrency)), "At most this many at once."),
);

const idempotency = z.optional(
  described(
    z.union([
      z.strictObject({
        key: described(
          z.string().check(z.regex(KEY_PATH_PATTERN)),
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

export const taskFields = {
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

export const taskStep = z.strictObject(taskFields);

export const expectedOfStep = z.optional(
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
