import type { ParsedNode, YAMLSeq } from "yaml";

/** A list of steps, parsed with its source tokens. */
export type StepList = YAMLSeq<ParsedNode>;

/** The text is valid, but of a form in which steps cannot be put in or taken out without rewriting it. */
export class NotEditable extends Error {
  override readonly name = "NotEditable";
}
