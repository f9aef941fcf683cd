import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { checkWorkflow, parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import { workflowArbitrary } from "../arbitrary/arbitrary.ts";
import { nestedWorkflows } from "../arbitrary/nested-arbitrary.ts";

const anyWorkflow = fc.oneof(
  workflowArbitrary,
  nestedWorkflows(["wait", "choice", "parallel", "map", "approval"]),
);

function written(document: WorkflowDocument): string {
  const { workflow, problems } = checkWorkflow(document);
  if (!workflow) throw new Error(JSON.stringify(problems));
  return writeWorkflow(workflow);
}

describe("a workflow is written", () => {
  test("without the defaults", () => {
    const text =
      "name: w\nsteps:\n  - name: a\n    compensation: b\n  - name: c\n    onFailure: compensate\n";
    expect(
      written({
        name: "w",
        infrastructure: "sam",
        steps: [
          {
            name: "a",
            timeout: "30s",
            retry: {
              maxAttempts: 3,
              interval: "2s",
              backoffRate: 2,
              maxDelay: "60s",
              jitter: "full",
            },
            onFailure: "fail",
            catch: [],
            compensation: { name: "b", retry: { maxAttempts: 5 } },
          },
          { name: "c", onFailure: "compensate" },
        ],
      }),
    ).toBe(text);
  });

  test("with all that differs from them", () => {
    expect(
      written({
        name: "w",
        description: "Charge: the card",
        transport: "queue",
        steps: [
          {
            name: "null",
            description: 'It says "hi" & {{more}}',
            timeout: "120s",
            retry: { maxAttempts: 5, interval: "5s" },
            catch: [{ errors: ["A", "NULL"], onFailure: "continue" }],
            onFailure: "fallback",
            fallback: { name: "f", onFailure: "compensate", compensation: "g" },
            compensation: {
              name: "c",
              retry: {
                maxAttempts: 3,
                interval: "1s",
                backoffRate: 1.5,
                maxDelay: "90s",
                jitter: "none",
              },
            },
            concurrency: 10,
            idempotency: "natural",
          },
        ],
      }),
    ).toBe(`name: w
description: "Charge: the card"
transport: queue
steps:
  - name: "null"
    description: "It says \\"hi\\" & {{more}}"
    timeout: 2m
    retry: { maxAttempts: 5, interval: 5s }
    catch:
      - errors: [A, "NULL"]
        onFailure: continue
    onFailure: fallback
    fallback:
      name: f
      onFailure: compensate
      compensation: g
    compensation:
      name: c
      retry:
        maxAttempts: 3
        interval: 1s
        backoffRate: 1.5
        maxDelay: 90s
        jitter: none
    concurrency: 10
    idempotency: natural
`);
  });

  test("so that it is read as it was, whatever it is", () => {
    fc.assert(
      fc.property(anyWorkflow, (workflow) => {
        const text = writeWorkflow(workflow);
        expect(parseWorkflow(text, "-")).toEqual({ workflow, problems: [] });
      }),
      { numRuns: 200 },
    );
  });
});

describe("the transport is set", () => {
  test.each([
    [
      "behind the description",
      "# mine\nname: w\ndescription: Does it. # well\n\nsteps: [name: a]\n",
      "# mine\nname: w\ndescription: Does it. # well\ntransport: queue\n\nsteps: [name: a]\n",
    ],
    [
      "behind the name",
      "name: w # kebab-case\nsteps:\n  - name: a\n",
      "name: w # kebab-case\ntransport: queue\nsteps:\n  - name: a\n",
    ],
    [
      "behind a folded description",
      "name: w\ndescription: >-\n  Does\n  it.\nsteps: [name: a]\n",
      "name: w\ndescription: >-\n  Does\n  it.\ntransport: queue\nsteps: [name: a]\n",
    ],
    [
      "behind a description at the end without a newline",
      "steps: [name: a]\nname: w\ndescription: It",
      "steps: [name: a]\nname: w\ndescription: It\ntransport: queue",
    ],
    [
      "with Windows line endings and a byte order mark",
      "\uFEFFname: w\r\nsteps:\r\n  - name: a\r\n",
      "\uFEFFname: w\r\ntransport: queue\r\nsteps:\r\n  - name: a\r\n",
    ],
    [
      "in an indented mapping",
      "---\n  name: w\n  steps: [name: a]\n",
      "---\n  name: w\n  transport: queue\n  steps: [name: a]\n",
    ],
    [
      "in place of another",
      "name: w\ntransport:   state-machine   # queue | state-machine\nsteps: [name: a]\n",
      "name: w\ntransport:   queue   # queue | state-machine\nsteps: [name: a]\n",
    ],
    [
      "in place of another in quotes",
      "\uFEFFname: w\r\ntransport: 'state-machine'\r\nsteps: [name: a]\r\n",
      "\uFEFFname: w\r\ntransport: 'queue'\r\nsteps: [name: a]\r\n",
    ],
    [
      "in JSON on one line",
      '{"name":"w","steps":[{"name":"a"}]}',
      '{"name":"w", "transport": "queue","steps":[{"name":"a"}]}',
    ],
    [
      "in JSON on several lines",
      '{\n  "name": "w",\n  "steps": [{ "name": "a" }]\n}\n',
      '{\n  "name": "w",\n  "transport": "queue",\n  "steps": [{ "name": "a" }]\n}\n',
    ],
    [
      "in place of another in JSON",
      '{"transport":"state-machine","name":"w","steps":[{"name":"a"}]}',
      '{"transport":"queue","name":"w","steps":[{"name":"a"}]}',
    ],
    [
      "in YAML's flow style",
      "{ name: w, steps: [name: a] }",
      "{ name: w, transport: queue, steps: [name: a] }",
    ],
  ])("%s", (_, text, expected) => {
    expect(setTransport(text, "queue")).toBe(expected);
    expect(parseWorkflow(expected, "-").workflow?.transport).toBe("queue");
  });

  test("and nothing else, whatever the workflow is", () => {
    const unordered = workflowArbitrary.filter(({ queue }) => !queue);
    fc.assert(
      fc.property(unordered, fc.boolean(), (workflow, windows) => {
        const text = writeWorkflow(workflow);
        const changed = setTransport(
          windows ? text.replaceAll("\n", "\r\n") : text,
          "state-machine",
        );
        expect(parseWorkflow(changed, "-").workflow).toEqual({
          ...workflow,
          transport: "state-machine",
        });
        expect(changed.includes("\r")).toBe(windows);
      }),
    );
  });

  test("not in a text that is no workflow", () => {
    expect(() => setTransport("- a\n", "queue")).toThrow(TypeError);
    expect(() => setTransport("steps: []\n", "queue")).toThrow(TypeError);
  });
});
