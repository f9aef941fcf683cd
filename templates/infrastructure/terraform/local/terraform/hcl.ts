import { getExpressionAst, parse } from "@cdktn/hcl2json";

/** An expression of Terraform's language, as a tree. */
export interface Expression {
  /** `word` is a name that stands for itself, `wrapped` an expression in brackets. */
  readonly type: string;
  /** The expression as written, or the value of a literal in a template. */
  readonly text: string;
  readonly children: readonly Expression[];
  readonly meta: Meta;
}

interface Meta {
  readonly value?: string;
  readonly type?: string;
  readonly name?: string;
  readonly operator?: string;
  readonly keyVar?: string;
  readonly valVar?: string;
  readonly keyExpression?: string;
  readonly conditionalExpression?: string;
  readonly groupedValue?: boolean;
  readonly expandedFinalArgument?: boolean;
  readonly traversal?: readonly { readonly type: string; readonly segment: string }[];
}

interface Parsed {
  readonly type: string;
  readonly children: readonly Parsed[];
  readonly meta?: Meta;
  readonly range: { readonly start: { byte: number }; readonly end: { byte: number } };
}

/** A value as the parser returns it: strings are templates, and `${…}` alone is an expression. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export interface Block {
  /** E.g. `resource` or `locals`. */
  readonly kind: string;
  /** E.g. `["aws_sqs_queue", "work"]`; empty for `locals`. */
  readonly labels: readonly string[];
  readonly body: JsonObject;
  readonly file: string;
}

export interface Configuration {
  readonly blocks: readonly Block[];
  /** Each template of the blocks, parsed. */
  readonly expressions: ReadonlyMap<string, Expression>;
}

/** Parses `.tf` files, given by their paths; rejects with where the first fault is. */
export async function parseTerraform(
  files: Readonly<Record<string, string>>,
): Promise<Configuration> {
  const blocks: Block[] = [];
  for (const [file, text] of Object.entries(files)) {
    for (const [kind, content] of Object.entries(await parse(file, text))) {
      blocks.push(...blocksIn(content, file, kind, LABELS[kind] ?? 0));
    }
  }
  const expressions = new Map<string, Expression>();
  for (const template of new Set(blocks.flatMap(({ body }) => templatesIn(body)))) {
    expressions.set(template, await parseTemplate(template));
  }
  return { blocks, expressions };
}

const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
};

function blocksIn(content: Json, file: string, kind: string, depth: number): Block[] {
  const bodies = (content: Json, labels: readonly string[], depth: number): Block[] => {
    if (depth === 0) {
      const all = Array.isArray(content) ? content : [content];
      return all.map((body) => ({ kind, labels, body, file }));
    }
    return Object.entries(content as JsonObject).flatMap(([label, inner]) =>
      bodies(inner, [...labels, label], depth - 1),
    );
  };
  return bodies(content, [], depth);
}

function templatesIn(value: Json): string[] {
  if (typeof value === "string") return isTemplate(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  return [...Object.keys(value).filter(isTemplate), ...Object.values(value).flatMap(templatesIn)];
}

/** Returns whether anything in a text is evaluated. */
export const isTemplate = (text: string): boolean => text.includes(`\${`) || text.includes("%{");

/**
 * Parses a template. Within a heredoc it stands as the other parser returns it: with no character of it
 * escaped but in its expressions.
 */
async function parseTemplate(template: string): Promise<Expression> {
  const source = `<<TEMPLATE\n${template}\nTEMPLATE\n`;
  const parsed = (await getExpressionAst("template", source)) as Parsed;
  const { children, ...whole } = simplified(parsed, Buffer.from(source), false);
  const last = children.at(-1) as Expression;
  const text = last.text.replace(/\n$/, "");
  const parts = [...children.slice(0, -1), ...(text ? [{ ...last, text }] : [])];
  const [only] = parts;
  if (parts.length === 1 && only && only.type !== "literalValue") return only;
  return { ...whole, text: template, children: parts };
}

function simplified(node: Parsed, source: Buffer, isQuoted: boolean): Expression {
  const { type, children, meta = {}, range } = node;
  const text = meta.value ?? source.subarray(range.start.byte, range.end.byte).toString();
  const isQuote = type === "template" ? text.startsWith('"') : isQuoted;
  return {
    type: type || (children.length > 0 ? "wrapped" : "word"),
    text: type === "literalValue" && meta.type === "string" ? unescaped(text, isQuoted) : text,
    children: children.map((child) => simplified(child, source, isQuote)),
    meta,
  };
}

/** Marks what looks like an expression and is none: nothing else has this character of private use. */
const MARKED = "$\uE000{";

/** Returns a text in which nothing is taken for an expression. */
export const literal = (text: string): string => text.replaceAll(`\${`, MARKED);

/** Returns a text as it was before {@link literal}. */
export const withoutMarks = (text: string): string => text.replaceAll(MARKED, `\${`);

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function unescaped(text: string, isQuoted: boolean): string {
  const plain = isQuoted
    ? text.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi, (_, short, long, character) =>
        character === undefined
          ? String.fromCodePoint(Number.parseInt(short ?? long, 16))
          : (ESCAPED[character] ?? character),
      )
    : text;
  return literal(plain.replaceAll(`$\${`, `\${`)).replaceAll("%%{", "%{");
}
