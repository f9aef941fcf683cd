import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { DEFAULTS } from "../../../src/workflow/defaults.ts";
import { formatDuration } from "../../../src/workflow/duration.ts";
import { workflowJsonSchema } from "../../../src/workflow/grammar/json-schema.ts";
import { checkWorkflow } from "../../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import { nestedWorkflows } from "../arbitrary/nested-arbitrary.ts";

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean;
  readonly definitions?: { readonly [name: string]: JsonSchema };
  readonly pattern?: string;
}

const schema = workflowJsonSchema() as JsonSchema & { readonly $schema: string };

function* partsOf(part: JsonSchema): Generator<JsonSchema> {
  yield part;
  const inner = [
    ...Object.values(part.properties ?? {}),
    ...Object.values(part.definitions ?? {}),
    ...(part.anyOf ?? []),
  ];
  for (const next of part.items ? [...inner, part.items] : inner) yield* partsOf(next);
}

const step = schema.definitions?.step;

describe("the JSON Schema", () => {
  test("is of the draft that editors know", () => {
    expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  test("knows every key of a workflow and of a step", () => {
    expect(Object.keys(schema.properties ?? {})).toEqual([
      ...[
        "name",
        "description",
        "transport",
        "infrastructure",
        "as",
        "queue",
        "trigger",
        "timeout",
        "expected",
        "steps",
      ],
    ]);
    expect(Object.keys(step?.properties ?? {}).sort()).toEqual(
      [
        ...["name", "description", "timeout", "retry", "catch", "onFailure", "fallback"],
        ...["compensation", "concurrency", "idempotency", "claimCheck", "expected"],
        ...["wait", "choice", "parallel", "map", "approval"],
      ].sort(),
    );
  });

  test("allows no other keys at any level", () => {
    const mappings = [...partsOf(schema)].filter((part) => part.type === "object");
    expect(mappings.length).toBeGreaterThan(6);
    expect(mappings.every((part) => part.additionalProperties === false)).toBe(true);
  });

  test("explains every key", () => {
    const keys = [...partsOf(schema)].flatMap((part) => Object.entries(part.properties ?? {}));
    expect(keys.filter(([, part]) => !part.description).map(([key]) => key)).toEqual([]);
  });

  test("has patterns that every reader of JSON Schema can compile", () => {
    for (const { pattern } of partsOf(schema)) {
      if (pattern !== undefined) expect(() => new RegExp(pattern, "u")).not.toThrow();
    }
  });

  test("tells the defaults as they are", () => {
    const retryOf = (part: JsonSchema | undefined) => part?.properties?.retry?.properties;
    const { retry, compensationRetry, timeoutSeconds } = DEFAULTS;
    expect(step?.properties?.timeout?.description).toContain(
      `Default ${formatDuration(timeoutSeconds)}.`,
    );
    expect(retryOf(step)?.maxAttempts?.description).toContain(`Default ${retry.maxAttempts}.`);
    expect(retryOf(step)?.interval?.description).toContain(
      `Default ${formatDuration(retry.intervalSeconds)}.`,
    );
    expect(retryOf(step)?.maxDelay?.description).toContain(
      `Default ${formatDuration(retry.maxDelaySeconds)}.`,
    );
    const compensation = step?.properties?.compensation?.anyOf?.[1];
    expect(retryOf(compensation)?.maxAttempts?.description).toContain(
      `Default ${compensationRetry.maxAttempts}.`,
    );
  });
});

describe("what the JSON Schema takes", () => {
  const isValid = new Ajv({ strict: false }).compile(schema);
  const withStep = (step: object) => ({
    name: "w",
    steps: [{ name: "first" }, { name: "s", ...step }],
  });
  const when = { path: "input.a", equals: 1 };
  const steps = [{ name: "a" }];

  test("is every valid workflow", () => {
    const forms = ["wait", "choice", "parallel", "map", "approval"] as const;
    fc.assert(
      fc.property(nestedWorkflows(forms), (workflow) => {
        isValid(parse(writeWorkflow({ ...workflow, transport: "state-machine" })));
        expect(isValid.errors).toBeNull();
      }),
    );
  });

  test.each<[string, object]>([
    ["two forms at once", { wait: "1m", parallel: [{ steps }, { steps: [{ name: "b" }] }] }],
    ["a wait with a timeout", { wait: "1m", timeout: "3s" }],
    ["a wait that is caught", { wait: "1m", onFailure: "continue" }],
    ["a choice that is undone", { choice: [{ when, steps }], compensation: "undo" }],
    ["a map with a retry", { map: { items: "input.list", steps }, retry: { maxAttempts: 1 } }],
    ["an approval with a timeout of a function", { approval: { timeout: "3d" }, timeout: "3s" }],
    ["a branch with a condition and none", { choice: [{ when, steps, otherwise: [] }] }],
    ["a branch without steps", { choice: [{ when }] }],
    ["a condition with two operators", { choice: [{ when: { ...when, lessThan: 3 }, steps }] }],
    ["a condition without an operator", { choice: [{ when: { path: "input.a" }, steps }] }],
    ["a comparison among conditions", { choice: [{ when: { ...when, all: [when] }, steps }] }],
  ])("is not %s, as in the check", (_, step) => {
    expect(isValid(withStep(step))).toBe(false);
    expect(checkWorkflow(withStep(step)).problems).not.toEqual([]);
  });

  test.each<[string, object]>([
    [
      "a map that is undone",
      { map: { items: "input.list", steps }, onFailure: "compensate", compensation: "undo" },
    ],
    ["an approval that is passed over", { approval: { timeout: "3d" }, onFailure: "continue" }],
    ["a last branch", { choice: [{ when: { not: { any: [when] } }, steps }, { otherwise: [] }] }],
  ])("is %s", (_, step) => {
    expect(isValid(withStep(step))).toBe(true);
    expect(checkWorkflow(withStep(step)).problems).toEqual([]);
  });
});
