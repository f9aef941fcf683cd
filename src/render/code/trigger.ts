import type { Plan } from "../../plan/plan.ts";
import { markdown, tsString } from "../../quote.ts";
import { defaultFixture, interpretScenario, lookedAt } from "../../scenarios/scenario.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { answerPath, hasAnswerRequest } from "../../workflow/trigger.ts";
import { code, fitItems, fitLiteral, LINE_WIDTH, stringProperty } from "../layout.ts";
import { EXAMPLE_TIME, exampleInput } from "./example-input.ts";

/** Folders of templates, besides those of every project: files that only a trigger needs. */
export function triggerFolders(plan: Plan): string[] {
  const { trigger } = plan.workflow;
  if (!trigger) return [];
  const folders = [
    "every",
    trigger.kind,
    plan.transport,
    ...(hasStatus(plan) ? ["status"] : []),
    ...(hasAnswerRequest(plan.workflow) ? ["answer"] : []),
  ];
  return folders.map((folder) => `trigger/${folder}`);
}

/** Returns the first step that runs where nothing fails; empty where none does. */
function firstStep({ workflow }: Plan): string {
  const { succeeded } = interpretScenario(workflow, {
    fixture: defaultFixture(workflow),
    faults: [],
  });
  return succeeded[0] ?? "";
}

/** Returns what templates mention of the start of a workflow; empty where it is about another kind of trigger. */
export function triggerData(plan: Plan) {
  const { trigger } = plan.workflow;
  const event = trigger?.kind === "event" ? trigger : null;
  const schedule = trigger?.kind === "schedule" ? trigger.expression : null;
  const answers = trigger?.kind === "api" ? answerPath(trigger.path) : "";
  const items = (text: string | undefined) => (text === undefined ? [] : [tsString(text)]);
  return {
    trigger: trigger !== undefined,
    /** Tells that a request can ask how far a workflow is. */
    hasStatus: hasStatus(plan),
    /** Tells that a request may answer the steps that ask for approval. */
    hasAnswerRequest: hasAnswerRequest(plan.workflow),
    firstStep: firstStep(plan),
    schedule,
    event,
    scheduleTitle: schedule === null ? "" : `the schedule ${schedule}`,
    eventTitleLine: stringProperty(
      "const title =",
      event ? `the event ${event.detailType} of ${event.source}` : "",
    ).replace(/,$/, ";"),
    // Properties that `test/infrastructure.test.ts` expects of what is deployed.
    answerPathLine: stringProperty("        path:", answers),
    scheduleLine: stringProperty("        expression:", schedule ?? ""),
    eventSourceLine: fitItems("        sources: [", items(event?.source), "],"),
    eventDetailTypeLine: fitItems("        detailTypes: [", items(event?.detailType), "],"),
    eventMarkdown: event ? `${markdown(event.detailType)} of ${markdown(event.source)}` : "",
    inputProperties: inputProperties(plan),
  };
}

/** The state with which the test of a step runs it; of the results, those that it is given there. */
export function exampleStateLine(inMap: boolean, stateType: string): string {
  const item = inMap ? { item: {}, index: 0, itemPath: "#0" } : {};
  const input = code("example.input");
  const state = { id: "example", input, results: {}, errors: {}, ...item };
  const isSure = stateType.startsWith("StateOf");
  return fitLiteral("  const state = ", state, isSure ? ` as ${stateType};` : ";");
}

/** With queues there is no request for the progress of a workflow. */
function hasStatus({ transport, workflow }: Plan): boolean {
  return descriptions[transport].tellsProgress && workflow.trigger?.kind === "api";
}

/** A path below a property, taken apart. */
type Segments = readonly (string | number)[];

/**
 * The properties of the schema in `src/input.ts` as it is first written: what the example has, and
 * what conditions may look at.
 */
export function inputProperties(plan: Plan): string[] {
  return propertiesOf(exampleInput(plan), lookedAt(plan.workflow), "  ");
}

/** The properties of an example, and those that are looked at besides. */
function propertiesOf(example: object, looked: readonly Segments[], indent: string): string[] {
  const more = looked.flatMap(([name]) =>
    typeof name === "string" && !Object.hasOwn(example, name) ? [name] : [],
  );
  return [
    ...Object.entries(example).map(([name, value]) =>
      schemaOf(value, below(looked, name), `${name}: `, indent),
    ),
    ...[...new Set(more)].map((name) => `${name}: z.unknown().optional(),`),
  ];
}

function below(looked: readonly Segments[], name: string): Segments[] {
  return looked.filter(([first]) => first === name).map(([, ...rest]) => rest);
}

/**
 * The schema of a property of the example.
 *
 * @param looked what conditions look at below the property
 * @param indent of the line that it begins on
 */
function schemaOf(
  value: unknown,
  looked: readonly Segments[],
  before: string,
  indent: string,
): string {
  if (value === EXAMPLE_TIME) return `${before}z.iso.datetime(),`;
  if (Array.isArray(value) && !saysSomething(value)) return `${before}z.array(z.unknown()),`;
  if (Array.isArray(value)) {
    const inItem = looked.map(([, ...rest]) => rest);
    const item = schemaOf(value.at(-1), inItem, "", `${indent}  `).slice(0, -1);
    // Items before the one that is read have nothing to show.
    const isPartial = value.length > 1 && item.startsWith("z.object(");
    return `${before}z.array(${item}${isPartial ? ".partial()" : ""}),`;
  }
  if (typeof value !== "object" || value === null) return `${before}z.string().min(1),`;
  const inner = propertiesOf(value, looked, `${indent}  `);
  const flat = `${before}z.object({ ${inner.join(" ").slice(0, -1)} }),`;
  if (!flat.includes("\n") && indent.length + flat.length <= LINE_WIDTH) return flat;
  return [`${before}z.object({`, ...inner.map((line) => `${indent}  ${line}`), `${indent}}),`].join(
    "\n",
  );
}

/** Returns whether an example has more to show than that there are lists and mappings. */
function saysSomething(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).some(saysSomething);
}
