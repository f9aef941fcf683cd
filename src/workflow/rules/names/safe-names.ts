import { type Finding, headOf, quote } from "../../findings/finding.ts";
import { camelCase } from "../../letter-case.ts";
import { isDeviceName } from "../../names.ts";
import type { Workflow } from "../../workflow.ts";
import type { Name } from "../names-of.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["UNSAFE_NAME"],
  check: ({ workflow, names }) => [
    ...deviceNames(workflow, names),
    ...inheritedNames(workflow, names),
  ],
};

function deviceNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  const named = [
    { name: workflow.name, at: ["name"] },
    ...names.map(({ name, at }) => ({ name, at: [...at, "name"] })),
  ];
  return named
    .filter(({ name }) => isDeviceName(name))
    .map(({ name, at }) => ({
      code: "UNSAFE_NAME",
      message: `${headOf(workflow, at)}: Windows reserves the name ${quote(name)} for a device, so no file can have it.`,
      suggestion: `Add a word, e.g. ${quote(`${name}-step`)}.`,
      at,
    }));
}

/** Generated code keeps results and errors under these names, where an object has something else. */
function inheritedNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  return names
    .filter(({ name }) => camelCase(name) in {})
    .map(({ name, at }) => ({
      code: "UNSAFE_NAME",
      message: `${headOf(workflow, [...at, "name"])}: every JavaScript object has a member ${camelCase(name)}.`,
      suggestion: `Add a word, e.g. ${quote(`${name}-step`)}.`,
      at: [...at, "name"],
    }));
}

export const page: RulePage = {
  title: "A name works as a file name and as a key",
  text: "A step is a file, `src/steps/<name>.ts`, and a key of the workflow state. Windows reserves some names for devices, so no file can have them, and every JavaScript object has members such as `constructor`.",
  valid: [
    `
name: shop
steps:
  - name: create-order
`,
  ],
  invalid: [
    {
      codes: ["UNSAFE_NAME"],
      yaml: `
name: shop
steps:
  - name: aux
`,
    },
    {
      codes: ["UNSAFE_NAME"],
      yaml: `
name: shop
steps:
  - name: constructor
`,
    },
  ],
};
