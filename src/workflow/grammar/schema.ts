import * as z from "zod/mini";
import { INFRASTRUCTURES } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { RATE_PATTERN } from "../expected.ts";
import { FORM_KEYS, keysOfForm, OPERATORS } from "../forms.ts";
import { LIMITS } from "../limits.ts";
import { type ConditionDocument, condition, only } from "./condition-schema.ts";
import { described, description, duration, name, requiredDuration } from "./schema-parts.ts";
import { expectedOfStep, taskFields, type taskStep } from "./task-schema.ts";
import { queue, trigger } from "./trigger-schema.ts";

export const expected = z.optional(
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

export const step: z.ZodMiniType<StepDocument, StepDocument> = z.strictObject({
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

/** The form of `workflow.yaml`. What the form alone cannot say is in `rules.ts`. */
export const workflowSchema = z.strictObject({
  name: name("The workflow."),
  description,
  transport: z.optional(
    described(
      z.enum(TRANSPORTS),
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
