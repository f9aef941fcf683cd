import type { Message } from "../../messages/message.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Change } from "../../project/changes.ts";
import { inputProperties } from "../../render/code/trigger.ts";

const INPUT_PATH = "src/input.ts";

/**
 * Reports what the schema of the input, which is the user's and stays as it is, must take from now on: another trigger
 * starts workflows with other inputs, and a key or a group is read from the input.
 */
export function inputSchemaProblems(
  before: Plan,
  after: Plan,
  changes: readonly Change[],
): Message[] {
  const isKept = changes.some(({ path, action }) => path === INPUT_PATH && action === "keep");
  const [old, now] = [before, after].map(({ workflow }) => workflow.trigger?.kind);
  if (!isKept || now === undefined) return [];
  const [was, is] = [propertiesOf(before), propertiesOf(after)];
  const more = is.filter((property) => !was.includes(property));
  // What a request has had may be asked for still, what another trigger sends may not have it.
  const less =
    old === now || old === undefined ? [] : was.filter((property) => !is.includes(property));
  if (more.length + less.length === 0) return [];
  const changesOfSchema = [
    ...(more.length > 0 ? [`accept  ${more.join(", ")}`] : []),
    ...(less.length > 0 ? [`do not require  ${less.join(", ")}`] : []),
  ];
  return [
    {
      code: "INPUT_SCHEMA",
      message: `Workflows now start with another input. Unchain does not change the schema, because it is yours.`,
      suggestion: `Change its schema: ${changesOfSchema.join("  and ")}`,
      path: INPUT_PATH,
    },
  ];
}

const propertiesOf = (plan: Plan): string[] =>
  inputProperties(plan).map((property) => property.replace(/,$/, ""));
