import { isDeepStrictEqual } from "node:util";
import { isNode, isSeq, type ParsedNode, visit } from "yaml";
import type { Path } from "../../findings/finding.ts";
import type { Data } from "../workflow-data.ts";
import { documentOf, readText } from "../workflow-text.ts";
import { stepYaml } from "../write.ts";
import { deleteBlock, insertBlock } from "./block-steps.ts";
import { deleteFlow, insertFlow } from "./flow-steps.ts";
import { NotEditable, type StepList } from "./not-editable.ts";
import { withoutStepAt, withStepAt } from "./step-lists.ts";

/**
 * The text of a valid workflow with one more step, all else as it was: comments, formatting, line
 * endings, byte order mark. The new step is written as its neighbours are: in block or flow style,
 * as JSON, with or without blank lines between.
 *
 * @param at where the step will be, e.g. `["steps", 2]`
 * @throws {NotEditable}
 */
export function insertStep(text: string, at: Path, step: Data): string {
  return edit(text, at, (value) => withStepAt(value, at, step), {
    block: (body, list, index) => insertBlock(body, list, index, stepYaml(step)),
    flow: (body, list, index) => insertFlow(body, list, index, step),
  });
}

/**
 * The text of a workflow without one of its steps, with the comments in it and right above it; all
 * else stays as it was. What {@link insertStep} has put in, it takes out again to the letter.
 *
 * @param at where the step is, e.g. `["steps", 2]`; not the only one of its list
 * @throws {NotEditable}
 */
export function deleteStep(text: string, at: Path): string {
  refuseSharedAnchors(text, at);
  return edit(text, at, (value) => withoutStepAt(value, at), {
    block: deleteBlock,
    flow: deleteFlow,
  });
}

/** @throws {NotEditable} where something behind a step needs an anchor that the step defines */
function refuseSharedAnchors(text: string, at: Path): void {
  const { document } = readText(text);
  const step = document.getIn(at, true);
  if (!isNode(step)) return;
  const anchors = new Set<string | undefined>();
  visit(step, { Value: (_, { anchor }) => void anchors.add(anchor) });
  const end = step.range?.[1] ?? 0;
  visit(document, {
    Alias: (_, { source, range }) => {
      const [offset] = range ?? [0];
      if (offset < end || !anchors.has(source)) return;
      const line = text.slice(0, offset).split("\n").length;
      throw new NotEditable(`The step defines the anchor &${source}, which line ${line} uses`);
    },
  });
}

interface Editors {
  readonly block: (body: string, list: StepList, index: number) => string;
  readonly flow: (body: string, list: StepList, index: number) => string;
}

/** Edits the text, and holds the result to what the same edit makes of the data. */
function edit(
  text: string,
  at: Path,
  expected: (value: unknown) => unknown,
  editors: Editors,
): string {
  const { mark, body, document } = readText(text);
  const list = document.getIn(at.slice(0, -1), true);
  if (!isSeq<ParsedNode>(list)) throw new NotEditable("The list of steps is not written out there");
  const result = (list.flow ? editors.flow : editors.block)(body, list, Number(at.at(-1)));

  return holding(mark + result, expected(documentOf(text)));
}

/**
 * Returns the text itself, where it says what is meant. An edited text is parsed for it, once in a run: it has been cut
 * and joined by its offsets, and nothing is written that another reader of YAML would take for another workflow.
 *
 * @throws {NotEditable}
 */
export function holding(text: string, meant: unknown): string {
  if (isDeepStrictEqual(dataIn(text), meant)) return text;
  throw new NotEditable("The result would not be the workflow that is meant");
}

function dataIn(text: string): unknown {
  try {
    return documentOf(text);
  } catch {
    return undefined;
  }
}
