import { describe, expect, test } from "vitest";
import { DEFAULTS } from "../../src/workflow/defaults.ts";
import { formatDuration } from "../../src/workflow/duration.ts";
import { workflowJsonSchema } from "../../src/workflow/schema.ts";

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
      ...["name", "description", "transport", "infrastructure", "queue", "trigger", "steps"],
    ]);
    expect(Object.keys(step?.properties ?? {}).sort()).toEqual(
      [
        ...["name", "description", "timeout", "retry", "catch", "onFailure", "fallback"],
        ...["compensation", "concurrency", "idempotency", "claimCheck"],
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
