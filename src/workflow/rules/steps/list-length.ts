import { type Finding, headOf, type Path, quote } from "../../findings/finding.ts";
import { stateKey } from "../../paths.ts";
import { listsIn, readingsIn } from "../../steps/readings.ts";
import type { Workflow } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";

/** Rules about conditions that look at the length of a list: there is no such thing in JSON. */
export const rule: Rule = {
  codes: ["INVALID_PATH"],
  check({ workflow }) {
    return lengthsRead(workflow).flatMap(({ of, at, isList }) =>
      isList
        ? [
            {
              code: "INVALID_PATH",
              message: `${headOf(workflow, at)}: ${of} is a list, and JSON lists have no length.`,
              suggestion: `Test whether it has an item: ${firstItemOf(of)}.`,
              at,
            },
          ]
        : [],
    );
  },
};

/** A condition that looks at the length of something, which JSON has not. */
interface LengthReading {
  /** The path before `.length`. */
  readonly of: string;
  readonly at: Path;
  /** Tells that the workflow itself says that it is a list. */
  readonly isList: boolean;
}

/** Returns a warning for each condition that looks at a length, where that may be a field of an object. */
export function lengthWarnings(workflow: Workflow): Finding[] {
  return lengthsRead(workflow).flatMap(({ of, at, isList }) =>
    isList
      ? []
      : [
          {
            code: "LENGTH_IN_CONDITION",
            message: `${headOf(workflow, at)}: if ${of} is a list or a string, ${of}.length does not exist, and the condition is false.`,
            suggestion: `To test whether a list has an item, write ${firstItemOf(of)}. If length is a field of an object, ignore this warning.`,
            at,
          },
        ],
  );
}

const firstItemOf = (list: string) => `{ path: ${quote(`${list}[0]`)}, isPresent: true }`;

function lengthsRead(workflow: Workflow): LengthReading[] {
  const lists = listsIn(workflow).flatMap(({ step, path }) => [path, `results.${stateKey(step)}`]);
  return readingsIn(workflow).flatMap(({ path, at, comparison }) => {
    if (!comparison || !path.endsWith(".length")) return [];
    const of = path.slice(0, -".length".length);
    return [{ of, at, isList: !of.startsWith("item") && lists.includes(of) }];
  });
}

export const page: RulePage = {
  title: "JSON lists have no length",
  text: "A condition that reads `.length` of a list is always false. Test for the first item instead. If Unchain does not know whether the value is a list, it warns with `LENGTH_IN_CONDITION`.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: each-line
    map:
      items: input.lines
      steps: [{ name: ship-line }]
  - name: has-lines
    choice:
      - when: { path: "input.lines[0]", isPresent: true }
        steps: [{ name: send-invoice }]
`,
  ],
  invalid: [
    {
      codes: ["INVALID_PATH"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: each-line
    map:
      items: input.lines
      steps: [{ name: ship-line }]
  - name: has-lines
    choice:
      - when: { path: input.lines.length, greaterThan: 0 }
        steps: [{ name: send-invoice }]
`,
    },
  ],
};
