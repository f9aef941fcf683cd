import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { taskSteps } from "../../../../src/workflow/steps/traversal.ts";
import { deleteStep, insertStep } from "../../../../src/workflow/text/edit/edit-steps.ts";
import { NotEditable } from "../../../../src/workflow/text/edit/not-editable.ts";
import { stepData } from "../../../../src/workflow/text/workflow-data.ts";
import { writeWorkflow } from "../../../../src/workflow/text/write.ts";
import { workflowArbitrary } from "../../arbitrary/arbitrary.ts";

const NEW = { name: "new", retry: { maxAttempts: 5 }, description: "It's new" };

/** Puts the step in, shows the result, and takes it out again: the text is what it was. */
function inserted(text: string, index: number, list: readonly (string | number)[] = ["steps"]) {
  const at = [...list, index];
  const result = insertStep(text, at, NEW);
  expect(deleteStep(result, at)).toBe(text);
  return result;
}

describe("a step is put in", () => {
  const text = `# Parcels
name: parcels
steps:
  # in the order of the customer
  - name: weigh # on the scales
    # retry: { maxAttempts: 1 }

  # the van comes at noon
  - name: send
    onFailure: continue

infrastructure: sam
`;

  test("between others, with the comments of each where they were", () => {
    expect(inserted(text, 1)).toBe(`# Parcels
name: parcels
steps:
  # in the order of the customer
  - name: weigh # on the scales
    # retry: { maxAttempts: 1 }

  - name: new
    retry: { maxAttempts: 5 }
    description: It's new

  # the van comes at noon
  - name: send
    onFailure: continue

infrastructure: sam
`);
  });

  test("at the beginning", () => {
    expect(inserted(text, 0)).toContain(`steps:
  - name: new
    retry: { maxAttempts: 5 }
    description: It's new

  # in the order of the customer
  - name: weigh`);
  });

  test("at the end", () => {
    expect(inserted(text, 2)).toContain(`    onFailure: continue

  - name: new
    retry: { maxAttempts: 5 }
    description: It's new

infrastructure: sam
`);
  });

  test("with the indentation of the others, and no blank line where they have none", () => {
    expect(inserted("name: w\nsteps:\n-   name: a\n-   name: b\n", 1)).toBe(
      "name: w\nsteps:\n-   name: a\n-   name: new\n    retry: { maxAttempts: 5 }\n    description: It's new\n-   name: b\n",
    );
  });

  test("where the file has no final newline", () => {
    expect(inserted("name: w\nsteps:\n  - name: a", 1)).toBe(
      "name: w\nsteps:\n  - name: a\n  - name: new\n    retry: { maxAttempts: 5 }\n    description: It's new",
    );
  });

  test("behind a folded text", () => {
    expect(
      inserted(
        "name: w\nsteps:\n  - name: a\n    description: >-\n      One\n      two\n\nx: 1\n",
        1,
      ),
    ).toContain("      two\n  - name: new\n");
  });

  test("with the line endings and the byte order mark of the file", () => {
    const windows = "\ufeffname: w\r\nsteps:\r\n  - name: a\r\n";
    expect(inserted(windows, 0)).toBe(
      "\ufeffname: w\r\nsteps:\r\n  - name: new\r\n    retry: { maxAttempts: 5 }\r\n    description: It's new\r\n  - name: a\r\n",
    );
  });

  test.each([
    [
      "name: w\nsteps: [{ name: a }, { name: b }]\n",
      'name: w\nsteps: [{ name: a }, { name: new, retry: { maxAttempts: 5 }, description: "It\'s new" }, { name: b }]\n',
    ],
    [
      '{"name":"w","steps":[{"name":"a"}, {"name":"b"}]}',
      '{"name":"w","steps":[{"name":"a"}, {"name": "new", "retry": {"maxAttempts": 5}, "description": "It\'s new"}, {"name":"b"}]}',
    ],
    [
      '{\n  "steps": [\n    {\n      "name": "a"\n    },\n    {\n      "name": "b"\n    }\n  ]\n}\n',
      '{\n  "steps": [\n    {\n      "name": "a"\n    },\n    {\n      "name": "new",\n      "retry": {\n        "maxAttempts": 5\n      },\n      "description": "It\'s new"\n    },\n    {\n      "name": "b"\n    }\n  ]\n}\n',
    ],
    [
      "steps: [\n  { name: a },\n  { name: b },\n]\n",
      'steps: [\n  { name: a },\n  { name: new, retry: { maxAttempts: 5 }, description: "It\'s new" },\n  { name: b },\n]\n',
    ],
    [
      "steps: [\n  {\n    name: a,\n  }\n]\n",
      'steps: [\n  {\n    name: a,\n  },\n  {\n    name: new,\n    retry: { maxAttempts: 5 },\n    description: "It\'s new"\n  }\n]\n',
    ],
  ])("in the style of %j", (before, after) => {
    expect(inserted(before, 1)).toBe(after);
  });

  test("into the list of a branch", () => {
    const nested =
      "name: w\nsteps:\n  - name: pick\n    choice:\n      - when: {}\n        steps:\n          - name: a\n      - otherwise:\n          - name: b\n";
    expect(inserted(nested, 1, ["steps", 0, "choice", 0, "steps"])).toContain(
      "          - name: a\n          - name: new\n            retry",
    );
    expect(inserted(nested, 0, ["steps", 0, "choice", 1, "otherwise"])).toContain(
      "      - otherwise:\n          - name: new\n            retry",
    );
  });
});

describe("a step is taken out", () => {
  test("with its comments, and with nobody else's", () => {
    const text = `steps:
  # about all
  - name: a

  # a note to nobody

  # about b
  - name: b # b
    # more of b
  # about c
  - name: c
`;
    expect(deleteStep(text, ["steps", 1])).toBe(`steps:
  # about all
  - name: a

  # a note to nobody
  # about c
  - name: c
`);
    expect(deleteStep(text, ["steps", 0])).toContain("  # about all\n  # a note to nobody\n");
    expect(deleteStep(text, ["steps", 2])).toMatch(/# more of b\n$/);
  });

  test("not with a step above it that somebody has switched off", () => {
    const text = `steps:
  - name: a
  # for later:
  # - name: old
  #   timeout: 30s
  - name: b

  # about c
  - name: c
`;
    expect(deleteStep(text, ["steps", 1])).toBe(text.replace("  - name: b\n", ""));
    expect(deleteStep(text, ["steps", 2])).not.toContain("about c");
  });

  test("out of a list in flow style, comments between kept", () => {
    expect(deleteStep("steps: [\n  a, # about a\n  b,\n  c\n]", ["steps", 1])).toBe(
      "steps: [\n  a, # about a\n  c\n]",
    );
    expect(deleteStep("steps: [a, b]", ["steps", 0])).toBe("steps: [b]");
  });
});

test("what would not be the workflow that is meant is refused", () => {
  const anchored = "steps:\n  - &a\n    name: a\n  - <<: *a\n    name: b\n";
  expect(() => deleteStep(anchored, ["steps", 0])).toThrow(
    new NotEditable("The step defines the anchor &a, which line 4 uses"),
  );
  expect(deleteStep(anchored, ["steps", 1])).toBe("steps:\n  - &a\n    name: a\n");
  expect(() => deleteStep("steps:\n  - name: a\n", ["steps", 0])).toThrow(NotEditable);
  expect(() => insertStep("all: &a [x]\nsteps: *a\n", ["steps", 0], NEW)).toThrow(NotEditable);
});

/** The same workflow as people write it: with comments, blank lines, in flow style, as JSON. */
const textArbitrary = workflowArbitrary.chain((workflow) => {
  const text = writeWorkflow(workflow);
  const noise = fc.array(
    fc.constantFrom(
      "",
      "\n",
      "\n\n",
      "  # about it\n",
      "\n  # a\n\n  # b\n",
      "    # deeper\n",
      "# out\n",
    ),
    { minLength: workflow.steps.length, maxLength: workflow.steps.length },
  );
  const block = fc
    .tuple(noise, fc.constantFrom("", "\n", "\n# end\n", "\nx: 1\n"), fc.boolean())
    .map(([between, end, isOpen]) => {
      let step = 0;
      const body = text.replace(/^ {2}- /gm, (dash) => `${between[step++] ?? ""}${dash}`);
      return isOpen ? body.trimEnd() : body + end;
    });
  const data = parse(text) as object;
  return fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: block },
        fc.constantFrom(
          JSON.stringify(data),
          JSON.stringify(data, null, 2),
          JSON.stringify(data, null, "\t"),
          stringify(data, { collectionStyle: "flow" }),
          stringify(data, { indentSeq: false }),
          stringify(data, { defaultStringType: "QUOTE_SINGLE" }),
        ),
      ),
      fc.boolean(),
      fc.constantFrom("", "\ufeff"),
    )
    .map(([body, isWindows, mark]) => ({
      workflow,
      text: mark + (isWindows ? body.replaceAll("\n", "\r\n") : body),
    }));
});

test("any step goes in anywhere, and comes out again, without a trace", () => {
  fc.assert(
    fc.property(textArbitrary, workflowArbitrary, fc.nat(), ({ text }, other, seed) => {
      const step = taskSteps(other)[0];
      if (step === undefined) return;
      const before = parse(text.replace(/^\ufeff/, "")) as { steps: unknown[] };
      const index = seed % (before.steps.length + 1);
      const data = stepData(step);

      const result = insertStep(text, ["steps", index], data);
      expect(parse(result.replace(/^\ufeff/, ""))).toEqual({
        ...before,
        steps: before.steps.toSpliced(index, 0, data),
      });
      expect(result.replaceAll("\r\n", "").includes("\r")).toBe(false);
      if (text.includes("\r\n")) expect(result.replaceAll("\r\n", "")).not.toContain("\n");
      expect(deleteStep(result, ["steps", index])).toBe(text);
    }),
  );
});

test("nothing but the new step is written", () => {
  fc.assert(
    fc.property(textArbitrary, fc.nat(), ({ text, workflow }, seed) => {
      const index = seed % (workflow.steps.length + 1);
      const result = insertStep(text, ["steps", index], NEW);
      let same = 0;
      while (same < text.length && text[same] === result[same]) same++;
      expect(result.endsWith(text.slice(same))).toBe(true);
    }),
  );
});

test("nothing but one stretch of the text is taken out", () => {
  fc.assert(
    fc.property(textArbitrary, fc.nat(), ({ text, workflow }, seed) => {
      fc.pre(workflow.steps.length > 1);
      const result = deleteStep(text, ["steps", seed % workflow.steps.length]);
      let same = 0;
      while (same < result.length && text[same] === result[same]) same++;
      expect(text.endsWith(result.slice(same))).toBe(true);
    }),
  );
});
