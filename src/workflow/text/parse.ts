import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  visit,
} from "yaml";
import { conflictOffset } from "../../conflict-marker.ts";
import type { Message } from "../../messages/message.ts";
import { type Finding, type Path, quote } from "../findings/finding.ts";
import type { Workflow } from "../workflow.ts";
import { type CheckedWorkflow, checkDocument, checkWorkflow, type Overrides } from "./check.ts";
import { type MessageInText, syntaxProblems } from "./syntax-problems.ts";
import { readText, type WorkflowText } from "./workflow-text.ts";

export { type CheckedWorkflow, checkWorkflow, type Overrides };

/** 1 MiB, the most a state machine definition may have ("Step Functions quotas"). */
const MAX_LENGTH = 1_048_576;

/** Aliases that are resolved before the text is taken for an attack ("billion laughs"). */
const MAX_ALIASES = 1_000;

/**
 * Reads a `workflow.yaml` (YAML 1.2 or JSON) and checks it.
 *
 * @param path the file as the user named it, for the problems; `-` for standard input
 * @param overrides what wins over the text
 * @returns all problems with their positions, in the order of the text
 */
export function parseWorkflow(
  text: string,
  path: string,
  overrides: Overrides = {},
): CheckedWorkflow {
  const read = readText(text);
  const result = check(read, overrides);
  if ("workflow" in result) return { workflow: result.workflow, problems: [] };
  return { problems: inOrder(read, path, result.problems) };
}

/** Findings about a valid text, with their positions. */
export function locate(text: string, path: string, findings: readonly Finding[]): Message[] {
  const read = readText(text);
  return inOrder(read, path, located(read.document, findings));
}

function inOrder(
  { body }: WorkflowText,
  path: string,
  problems: readonly MessageInText[],
): Message[] {
  return problems
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, ...problem }) => ({ ...problem, path, ...positionOf(body, offset) }));
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Reading = { readonly workflow: Workflow } | { readonly problems: readonly MessageInText[] };

function check(text: WorkflowText, overrides: Overrides): Reading {
  const unreadable = unreadableText(text.body);
  if (unreadable) return { problems: [unreadable] };

  const { document } = text;
  const syntax = [...syntaxProblems(document, text.body), ...aliasProblems(document)];
  if (syntax.some(({ code }) => code !== "DUPLICATE_KEY")) return { problems: syntax };
  if (isScalar(document.contents) ? document.contents.value === null : !document.contents) {
    return { problems: [EMPTY_FILE] };
  }

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return { problems: [tooManyAliases(document)] };
  }
  const { workflow, findings } = checkDocument(value, overrides);
  if (findings.length === 0 && syntax.length === 0) return { workflow };
  return { problems: [...syntax, ...located(document, findings)] };
}

function located(document: Document.Parsed, findings: readonly Finding[]): MessageInText[] {
  return findings.map(({ at, onKey, ...message }) => ({
    ...message,
    offset: offsetOf(document, at, onKey ?? false),
  }));
}

function unreadableText(text: string): MessageInText | undefined {
  if (text.trim() === "") return EMPTY_FILE;
  if (text.length > MAX_LENGTH) {
    return {
      code: "TOO_LARGE",
      message:
        "The workflow is larger than 1 MiB, the maximum for the definition of a state machine.",
      suggestion: "Split it into several workflows.",
      offset: 0,
    };
  }
  const conflict = conflictOffset(text);
  if (conflict !== undefined) {
    return {
      code: "CONFLICT",
      message: "An unresolved merge conflict begins here.",
      suggestion: "Resolve the conflict between the <<<<<<< and >>>>>>> markers.",
      offset: conflict,
    };
  }
  const garbled = text.search(/[\0\uFFFD]/);
  if (garbled < 0) return undefined;
  return {
    code: "NOT_UTF8",
    message: "The file is not UTF-8 text.",
    suggestion: "Save it as UTF-8.",
    offset: garbled,
  };
}

const EMPTY_FILE: MessageInText = {
  code: "EMPTY_FILE",
  message: "The file contains no workflow.",
  suggestion: 'Begin with "name: <workflow>" and "steps:" with a list of steps.',
  offset: 0,
};

function aliasProblems(document: Document.Parsed): MessageInText[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  if (aliases.length > MAX_ALIASES) return [tooManyAliases(document)];
  return aliases
    .filter((alias) => !alias.resolve(document))
    .map((alias) => ({
      code: "BAD_ALIAS",
      message: `There is no anchor ${quote(`&${alias.source}`)} before ${quote(`*${alias.source}`)}.`,
      suggestion: 'Quote text that begins with "*", or write the value out.',
      offset: alias.range?.[0] ?? 0,
    }));
}

function tooManyAliases(document: Document.Parsed): MessageInText {
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return {
    code: "BAD_ALIAS",
    message: "The aliases (*) repeat too much of the text.",
    suggestion: "Write the values out.",
    offset,
  };
}

/**
 * Returns the offset of a path in the text: of its value, of the key where that is meant, or of what is nearest to it.
 */
function offsetOf(document: Document.Parsed, at: Path, onKey: boolean): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, part] of at.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = node.items.findLast((item) => keyText(item.key) === String(part));
      if (!pair) return offset;
      const isEmpty = isScalar(pair.value) && pair.value.range[0] === pair.value.range[1];
      offset = pair.key.range[0];
      node = pair.value;
      if (node?.range && !isEmpty && !(onKey && index === at.length - 1)) offset = node.range[0];
    } else if (isSeq<ParsedNode>(node)) {
      node = node.items[Number(part)] ?? null;
      if (!node?.range) return offset;
      offset = node.range[0];
    } else {
      return offset;
    }
  }
  return offset;
}

function keyText(key: ParsedNode): string {
  return isScalar(key) ? String(key.value ?? "") : String(key);
}
