import { type Finding, isWithin, type Path, valueAt } from "../findings/finding.ts";
import { formFindings } from "../findings/form-findings.ts";
import { invalidValue } from "../findings/invalid-value.ts";
import { issuesIn } from "./issues.ts";
import { meantKey, unknownKey } from "./unknown-key.ts";
import { WORKFLOW_SHAPE, type WorkflowDocument } from "./workflow-keys.ts";

/**
 * The mistakes in the form of a workflow, and the places where no rule about its meaning can be applied.
 */
export interface Structure {
  readonly findings: readonly Finding[];
  /** Paths whose value is not known: of the wrong form, or misspelt and so said nowhere. */
  readonly holes: readonly Path[];
}

/** Every mistake in the form of a workflow: keys, types, values. */
export function checkStructure(document: unknown): Structure {
  if (levelsOf(document) > MAX_LEVELS) return { findings: [tooDeep], holes: [[]] };
  const issues = issuesIn(WORKFLOW_SHAPE, document);
  const strangers = issues.flatMap(({ path, keys = [] }) =>
    keys
      .filter((key) => key === "name" || !isBareBranch(document, path))
      .map((key) => ({ path, key })),
  );
  const findings = [
    ...strangers.map(({ path, key }) => unknownKey(document, path, key)),
    ...formFindings(document),
  ];
  const holes: Path[] = strangers.flatMap(({ path, key }) => {
    const meant = meantKey(path, key);
    if (isBareBranch(document, path)) return [[...path, "steps"]];
    const hole = [...path, meant ?? key];
    return meant === undefined || valueAt(document, hole) !== undefined ? [] : [hole];
  });
  for (const { kind, path } of issues) {
    if (kind === "keys" || holes.some((hole) => isWithin(path, hole))) continue;
    findings.push(invalidValue(document, path, kind));
    holes.push(path);
  }
  return { findings, holes };
}

/** A branch of a parallel that is a step itself, instead of having steps. */
const isBareBranch = (document: unknown, path: Path): boolean =>
  path.at(-2) === "parallel" && valueAt(document, [...path, "name"]) !== undefined;

/** More than steps within steps to the allowed depth need; a YAML alias may lead back to itself. */
const MAX_LEVELS = 64;

const tooDeep: Finding = {
  code: "TOO_DEEP",
  message: "Lists and mappings are nested too deep.",
  suggestion: "Split the workflow into several.",
  at: [],
};

/**
 * Counts how many lists and mappings are inside of each other; without end where one is inside of itself.
 */
function levelsOf(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== "object" || value === null) return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  let levels = 1;
  for (const inner of Object.values(value)) levels = Math.max(levels, 1 + levelsOf(inner, known));
  known.set(value, levels);
  return levels;
}

/** A workflow document in which each value is of the right form, or missing. */
export type PartialDocument = Partially<WorkflowDocument>;

type Partially<T> = T extends readonly (infer Item)[]
  ? readonly (Partially<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partially<T[Key]> | undefined }
    : T;

/** The document without the values that are not of the right form. */
export function withoutUnknown(document: unknown, holes: readonly Path[]): PartialDocument {
  return holes.reduce(without, document) as PartialDocument;
}

function without(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  if (!Object.hasOwn(value, key)) return value;
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...value };
  const inner = copy as Record<string | number, unknown>;
  inner[key] = rest.length === 0 ? undefined : without(inner[key], rest);
  return copy;
}
