import { isMapping } from "../../mapping.ts";
import type { Path } from "../findings/finding.ts";
import { type MappingShape, mappingOf, resolved, type Shape } from "./shape.ts";

/** Something that a shape does not take. */
export interface Issue {
  readonly kind: "missing" | "type" | "word" | "text" | "small" | "large" | "keys";
  readonly path: Path;
  /** The keys of a mapping that it does not take. */
  readonly keys?: readonly string[];
}

/** Reports everything in a document that its shape does not take. */
export function issuesIn(shape: Shape, value: unknown, path: Path = []): Issue[] {
  const here = resolved(shape);
  const issue = (kind: Issue["kind"]): Issue[] => [{ kind, path }];
  switch (here.kind) {
    case "text":
      if (typeof value !== "string") return issue("type");
      if (!here.patterns.every((pattern) => pattern.test(value))) return issue("text");
      if (value.length > (here.maxLength ?? Number.POSITIVE_INFINITY)) return issue("large");
      return (here.test?.(value) ?? true) ? [] : issue("text");
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) return issue("type");
      if (here.isWhole && !Number.isInteger(value)) return issue("type");
      if (value < here.min) return issue("small");
      return value > (here.max ?? largest(here.isWhole)) ? issue("large") : [];
    case "truth":
      if (here.only) return value === true ? [] : issue("word");
      return typeof value === "boolean" ? [] : issue("type");
    case "choice":
      return here.of.some((word) => word === value) ? [] : issue("word");
    case "scalar":
      return here.of.some((type) => isOfType(type, value)) ? [] : issue("type");
    case "list": {
      if (!Array.isArray(value)) return issue("type");
      const inside = value.flatMap((item, index) => issuesIn(here.of, item, [...path, index]));
      const isShort = value.length < (here.min ?? 0) && !inside.some(isMistakeOfForm);
      return isShort ? [...inside, ...issue("small")] : inside;
    }
    case "mapping":
      return isMapping(value) ? issuesInMapping(here, value, path) : issue("type");
    case "either": {
      const meant = isMapping(value)
        ? mappingOf(here)
        : here.of.find((one) => one.kind !== "mapping" && typeof value === "string");
      return meant ? issuesIn(meant, value, path) : issue("type");
    }
  }
}

function issuesInMapping(
  { keys, isOneOf }: MappingShape,
  value: Readonly<Record<string, unknown>>,
  path: Path,
): Issue[] {
  const strangers = Object.keys(value).filter((name) => !Object.hasOwn(keys, name));
  const issues = Object.entries(keys).flatMap(([name, { shape, required }]): Issue[] => {
    const inner = value[name];
    if (inner !== undefined) return issuesIn(shape, inner, [...path, name]);
    return required ? [{ kind: "missing", path: [...path, name] }] : [];
  });
  if (strangers.length > 0) issues.push({ kind: "keys", path, keys: strangers });
  const said = Object.values(value).filter((inner) => inner !== undefined);
  const isAmbiguous = isOneOf && said.length !== 1 && !issues.some(isMistakeOfForm);
  return isAmbiguous ? [...issues, { kind: "type", path }] : issues;
}

/** Tells whether an issue is about the form of a value; its length is then not checked. */
const isMistakeOfForm = ({ kind }: Issue): boolean =>
  kind === "type" || kind === "word" || kind === "keys";

const largest = (isWhole: boolean): number =>
  isWhole ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;

const isOfType = (type: string, value: unknown): boolean =>
  type === "null" ? value === null : typeof value === type && !Number.isNaN(value);
