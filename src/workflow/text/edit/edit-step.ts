import { type Scalar, visit } from "yaml";
import { messageOf, type Path, quote, valueAt } from "../../findings/finding.ts";
import { camelCase } from "../../letter-case.ts";
import type { Step } from "../../workflow.ts";
import { checkDocument } from "../check.ts";
import { type Splice, spliced } from "../splice.ts";
import { documentOf, readText } from "../workflow-text.ts";
import { type Edited, edited, nameTaken, refuse, unknownStep, withLost } from "./change-steps.ts";
import { holding } from "./edit-steps.ts";
import { rewriteStep } from "./rewrite-step.ts";
import { findStep, stepsIn, withValueAt } from "./step-lists.ts";

/** A step in the form of `workflow.yaml`. */
export type StepDocument = Readonly<Record<string, unknown>> & { readonly name: string };

/** A part of a workflow that has a name of its own. */
interface NamedPart {
  readonly name: string;
  /** The path of the step; that of a task that is written as its name is the path of the name. */
  readonly at: Path;
  /** The step that it belongs to: itself, or what it undoes or stands in for. */
  readonly step: Path;
}

const ROLES: readonly (readonly string[])[] = [
  [],
  ["fallback"],
  ["compensation"],
  ["fallback", "compensation"],
];

/** Every step of a workflow with what undoes it and what runs in its place, in the order of the text. */
export function partsIn(document: unknown): NamedPart[] {
  return stepsIn(document).flatMap(({ at: step }) =>
    ROLES.flatMap((role): NamedPart[] => {
      const at = [...step, ...role];
      const value = valueAt(document, at);
      const name = typeof value === "string" ? value : valueAt(value, ["name"]);
      return typeof name === "string" ? [{ name, at, step }] : [];
    }),
  );
}

/** Returns a step, or what undoes it or runs in its place, as `workflow.yaml` describes it. */
export function stepDocument(text: string, name: string): StepDocument | undefined {
  const document = documentOf(text);
  const part = partsIn(document).find((one) => one.name === name);
  return part && asStep(valueAt(document, part.at));
}

/** A compensation and a fallback may be written as their name. */
const asStep = (value: unknown): StepDocument =>
  typeof value === "string" ? { name: value } : (value as StepDocument);

/**
 * Returns the text of a valid workflow in which a step is described differently; all else stays as
 * it was.
 *
 * @param name of a step, a compensation or a fallback
 * @param change from the step as it is to the step as it shall be, not checked yet
 */
export function editStep(
  text: string,
  name: string,
  change: (step: StepDocument) => StepDocument,
): Edited {
  const document = documentOf(text);
  const part = partsIn(document).find((one) => one.name === name);
  if (!part) return refuse(unknownStep(document, name));
  const { step } = part;
  const changed = withValueAt(document, part.at, change(asStep(valueAt(document, part.at))));
  const { findings } = checkDocument(changed);
  if (findings.length > 0) return refuse(...findings.map(messageOf));
  const versions = { before: stepAt(document, step), after: stepAt(changed, step) };
  const done = edited(() => rewriteStep(text, document, step, versions), `Change ${name} in`);
  return withLost(text, done, name);
}

function stepAt(document: unknown, at: Path): Step {
  const [step] = checkDocument({ steps: [valueAt(document, at)] }).workflow.steps;
  if (step === undefined) throw new TypeError("A checked step is none");
  return step;
}

/** Keys of `workflow.yaml` whose value is a path into the workflow state. */
const PATH_KEYS: readonly unknown[] = ["path", "items", "key"];

/**
 * Returns the text of a valid workflow in which a step, a compensation or a fallback has another
 * name, also where conditions, maps and keys read its result.
 */
export function renameStep(text: string, name: string, newName: string): Edited {
  const document = documentOf(text);
  const part = partsIn(document).find((one) => one.name === name);
  if (!part) return refuse(unknownStep(document, name));
  if (name === newName) {
    return refuse({
      code: "SAME_NAME",
      message: `The step is already named ${quote(name)}.`,
      suggestion: "Choose another name.",
    });
  }
  const taken = findStep(document, newName);
  if (taken) return refuse(nameTaken(document, taken, "Choose another name."));
  const at = typeof valueAt(document, part.at) === "string" ? part.at : [...part.at, "name"];
  const reads = readingOf(document, part);
  const led = (path: string) => path.replace(reads, `$1.${camelCase(newName)}`);
  const renamed = withReadings(withValueAt(document, at, newName), led);
  const { findings } = checkDocument(renamed);
  if (findings.length > 0) return refuse(...findings.map(messageOf));
  return edited(
    () => holding(replaceScalars(text, at, newName, led), renamed),
    `Change the name of ${name} in`,
  );
}

/** Matches a path up to what a step has left; inside of a map that is in the results of its items, too. */
function readingOf(document: unknown, { name, at }: NamedPart): RegExp {
  const isInMap = at.includes("map");
  const isWorkedOn = isInMap && /"items":"results\./.test(JSON.stringify(document));
  const roots = [
    "results|errors",
    ...(isInMap ? ["results[\\w$.[\\]]*\\[\\d+\\]"] : []),
    ...(isWorkedOn ? ["item"] : []),
  ];
  return new RegExp(`^(${roots.join("|")})\\.${camelCase(name)}(?![\\w$])`);
}

/** The data with every path into the workflow state led to where that is now. */
function withReadings(value: unknown, led: (path: string) => string, key?: unknown): unknown {
  if (typeof value === "string") return PATH_KEYS.includes(key) ? led(value) : value;
  if (Array.isArray(value)) return value.map((item) => withReadings(item, led));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withReadings(inner, led, name)]),
  );
}

function replaceScalars(
  text: string,
  at: Path,
  newName: string,
  led: (path: string) => string,
): string {
  const { mark, body, document } = readText(text);
  const splices: Splice[] = [];
  const replace = ({ range, type }: Scalar, written: string) => {
    const quoteMark = type === "QUOTE_DOUBLE" ? '"' : type === "QUOTE_SINGLE" ? "'" : "";
    const [from, to] = range ?? [0, 0];
    splices.push({ from, to, text: quoteMark + written + quoteMark });
  };
  replace(document.getIn(at, true) as Scalar, newName);
  visit(document, {
    Pair: (_, { key, value }) => {
      const read = (value as Scalar | null)?.value;
      const isPath = PATH_KEYS.includes((key as Scalar).value) && typeof read === "string";
      if (isPath && led(read) !== read) replace(value as Scalar, led(read));
    },
  });
  return mark + spliced(body, splices);
}
