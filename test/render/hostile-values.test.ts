import fc from "fast-check";
import { expect, test } from "vitest";
import { renderWorkflow } from "../../src/testing.ts";
import { parseTemplate } from "./templates/cloudformation.ts";

/** Pieces of the languages that a value ends up in: none may have a meaning there. */
const pieces = [
  ...[
    "${AWS::Region}",
    "${ShipFunction}",
    "#{b}",
    "{{a}}",
    "States.Format('{}', $.input)",
    "$.input",
  ],
  ...[
    "`x`",
    "| a | b |",
    '"]-->|y|',
    "-->",
    "<script>",
    "</script>",
    "<!--",
    "*/",
    "//",
    "\\n",
    "\\u0024{",
  ],
  ...["'", '"', "\\", "&", "%%", "end", "---", ": ", "# ", "é", "😀", " "],
];
const hostile = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  .map((some) => some.join(""))
  .filter((text) => text.trim() !== "");

const workflowWith = (value: string, transport: "queue" | "state-machine") =>
  renderWorkflow(
    JSON.stringify({
      name: "w",
      transport,
      steps: [
        { name: "weigh" },
        {
          name: "kind",
          choice: [
            { when: { path: "input.kind", equals: value }, steps: [{ name: "ship" }] },
            { when: { path: "input.other", oneOf: [value, "x"] }, steps: [{ name: "hold" }] },
          ],
        },
      ],
    }),
  );

/** Every string in a document. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

test("the value of a condition is text in a state machine, and nothing else", () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const files = workflowWith(value, "state-machine");
      const definition = files["workflow.asl.json"] ?? "";
      const strings = stringsIn(JSON.parse(definition));
      expect(strings.filter((text) => text === value).length).toBeGreaterThanOrEqual(2);
      const substituted = [...definition.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
      const { Properties } =
        parseTemplate(files["template.yaml"] ?? "").Resources.StateMachine ?? {};
      const known = Object.keys(Properties?.DefinitionSubstitutions ?? {});
      expect(known).toEqual(expect.arrayContaining(substituted));
      expect(substituted).toHaveLength(3);
    }),
    { numRuns: 60 },
  );
});

test.each(["queue", "state-machine"] as const)(
  "the value of a condition is text in a picture (%s)",
  (transport) => {
    fc.assert(
      fc.property(hostile, (value) => {
        const readme = workflowWith(value, transport)["README.md"] ?? "";
        const [, picture = ""] = readme.split("```mermaid\n");
        const [lines = ""] = picture.split("\n```");
        const labels = lines.split("\n").filter((line) => line.includes(" -- "));
        expect(labels.length).toBeGreaterThan(1);
        for (const line of labels)
          expect(line).toMatch(/^ *\w+ -- (?:"[^"<>]*"|otherwise) --> \w+$/);
      }),
      { numRuns: 60 },
    );
  },
);
