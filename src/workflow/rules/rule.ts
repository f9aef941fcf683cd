import type { Finding, Path } from "../findings/finding.ts";
import type { Location } from "../steps/locations.ts";
import type { IdempotencyKey, Workflow } from "../workflow.ts";
import type { Name } from "./names-of.ts";

/** A place whose task is done once for each key. */
export type KeyedPlace = Location & { readonly idempotency: IdempotencyKey };

/** A workflow to check, with what rules ask for again and again. */
export interface Subject {
  readonly workflow: Workflow;
  readonly places: readonly Location[];
  /** Of the places, those whose task is done once for each key. */
  readonly keyed: readonly KeyedPlace[];
  readonly names: readonly Name[];
  /** Paths whose value is not known, so that nothing can be said about it. */
  readonly holes: readonly Path[];
  /** Returns whether nothing can be said about the value at one of the paths. */
  isUnknown(...paths: readonly Path[]): boolean;
}

/** A rule about the meaning of a workflow. */
export interface Rule {
  readonly codes: readonly string[];
  /** Reports every place that breaks the rule. */
  check(subject: Subject): readonly Finding[];
}

/** The documentation of a rule; its examples are its test. */
export interface RulePage {
  readonly title: string;
  /** Paragraphs in Markdown. */
  readonly text: string;
  /** Whole `workflow.yaml` files without a finding. */
  readonly valid: readonly string[];
  /** Whole `workflow.yaml` files with these findings and no others. */
  readonly invalid: readonly { readonly codes: readonly string[]; readonly yaml: string }[];
}

/** The files of rules by their names, in the order of their findings. */
export type RuleFiles = Readonly<Record<string, { readonly rule: Rule; readonly page: RulePage }>>;
