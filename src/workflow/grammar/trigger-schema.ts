import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { INPUT_PATH_PATTERN } from "../paths.ts";
import { scheduleFault } from "../schedule.ts";
import { API_PATTERN } from "../trigger.ts";

import { described, ONE_LINE } from "./schema-parts.ts";

export const queue = z.optional(
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

export const trigger = z.optional(
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
