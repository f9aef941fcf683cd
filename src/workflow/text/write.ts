import { type Keys, type MappingShape, mappingOf, type Shape } from "../grammar/shape.ts";
import { formNameOf, keysOf } from "../grammar/step-keys.ts";
import { WORKFLOW } from "../grammar/workflow-keys.ts";
import type { Workflow } from "../workflow.ts";
import { type Data, workflowData } from "./workflow-data.ts";
import { entry, flowValue, indented, item, scalar } from "./yaml-lines.ts";

/** Returns a workflow as `workflow.yaml`: only what differs from the defaults. */
export function writeWorkflow(workflow: Workflow): string {
  return `${linesOfKeys(WORKFLOW, workflowData(workflow)).join("\n")}\n`;
}

/** Returns the lines of one step, as they follow its dash. */
export const stepYaml = (step: Data): string[] => linesOfKeys(keysOf(formNameOf(step)), step);

/** Returns the lines of a mapping in block style. */
export function linesOfKeys(keys: Keys, data: Data): string[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const shape = keys[name]?.shape;
    return shape === undefined ? [] : linesOf(name, shape, value);
  });
}

function linesOf(name: string, shape: Shape, value: unknown): string[] {
  switch (shape.kind) {
    case "text":
      return shape.write ? [`${name}: ${value}`] : entry(name, value as string);
    case "number":
    case "truth":
    case "scalar":
      return [`${name}: ${value}`];
    case "choice":
      return entry(name, value as string);
    case "list":
      return linesOfList(name, shape.of, value as readonly unknown[]);
    case "mapping":
      return linesOfMapping(name, shape, value as Data);
    case "either": {
      const inner = mappingOf(shape);
      if (typeof value === "string" || inner === undefined) return entry(name, value as string);
      return linesOfMapping(
        name,
        shape.short === undefined ? inner : { ...inner, isBlock: true },
        value as Data,
      );
    }
    case "later":
      return linesOf(name, shape.shape(), value);
  }
}

function linesOfList(name: string, of: Shape, items: readonly unknown[]): string[] {
  const inner = mappingOf(of);
  if (inner === undefined)
    return [`${name}: [${items.map((one) => scalar(String(one))).join(", ")}]`];
  // A workflow that is still being described may have none yet.
  if (items.length === 0) return [`${name}: []`];
  return [`${name}:`, ...items.flatMap((one) => item(linesWithin(inner, one as Data)))];
}

/** Few short keys are in brackets, on the line of the mapping. */
function linesOfMapping(name: string, shape: MappingShape, value: Data): string[] {
  if (shape.id === "condition") return [`${name}: ${flowValue(value)}`];
  const lines = linesWithin(shape, value);
  return shape.isBlock || lines.length > 2
    ? [`${name}:`, ...lines.map(indented)]
    : [`${name}: { ${lines.map(inBrackets).join(", ")} }`];
}

const linesWithin = ({ id, keys }: MappingShape, value: Data): string[] =>
  id === "step" ? stepYaml(value) : linesOfKeys(keys, value);

/** An index in brackets would end a flow mapping's plain text. */
function inBrackets(line: string): string {
  const at = line.indexOf(": ") + 2;
  const value = line.slice(at);
  return /[[\],{}]/.test(value) && !value.startsWith('"')
    ? line.slice(0, at) + JSON.stringify(value)
    : line;
}
