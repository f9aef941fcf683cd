import Handlebars from "handlebars";
import { helpers } from "../src/render/handlebars.ts";

/**
 * Compiles a Handlebars template to the code of a function `(d0, t) => string` of its data and of
 * `TemplateRuntime`. `d1` is the item of the outermost `#each`, and so on inwards.
 *
 * @throws for what is not valid Handlebars, and for all of it but paths, the helpers, `#if` and
 *   `#each`: no template has a use for more
 */
export function compileTemplate(text: string): string {
  return `(d0, t) => ${program(Handlebars.parse(text), 0)}`;
}

function program({ body }: hbs.AST.Program, depth: number): string {
  return body.map((statement) => expression(statement, depth)).join(" + ") || '""';
}

function expression(statement: hbs.AST.Statement, depth: number): string {
  switch (statement.type) {
    case "ContentStatement":
      return JSON.stringify((statement as hbs.AST.ContentStatement).value);
    case "CommentStatement":
      return '""';
    case "MustacheStatement":
      return mustache(statement as hbs.AST.MustacheStatement, depth);
    case "BlockStatement":
      return block(statement as hbs.AST.BlockStatement, depth);
    default:
      throw unsupported(statement, statement.type);
  }
}

function mustache(statement: hbs.AST.MustacheStatement, depth: number): string {
  const { path, params, hash } = statement;
  if (params.length === 0 && !hash) {
    const { scope, parts } = pathOf(path, depth);
    return `t.text(${[scope, ...parts.map((part) => JSON.stringify(part))].join(", ")})`;
  }
  const name = (path as hbs.AST.PathExpression).original;
  if (!Object.hasOwn(helpers, name)) throw unsupported(statement, `the helper ${name}`);
  return `t.${name}(${subject(statement, depth)})`;
}

function block(statement: hbs.AST.BlockStatement, depth: number): string {
  const { path, program: inner, inverse } = statement;
  const name = (path as hbs.AST.PathExpression).original;
  const value = subject(statement, depth);
  if (name === "if") {
    const otherwise = inverse ? program(inverse, depth) : '""';
    return `(t.holds(${value}) ? ${program(inner, depth)} : ${otherwise})`;
  }
  if (name !== "each" || inverse || inner.blockParams?.length) {
    throw unsupported(statement, `#${name}, or this form of it,`);
  }
  return `t.each(${value}, (d${depth + 1}) => ${program(inner, depth + 1)})`;
}

/** The only parameter of a helper; it may be missing in the data. */
function subject(
  statement: hbs.AST.MustacheStatement | hbs.AST.BlockStatement,
  depth: number,
): string {
  const [param, ...others] = statement.params;
  if (!param || others.length > 0 || statement.hash) {
    throw unsupported(statement, "anything but one parameter");
  }
  const { scope, parts } = pathOf(param, depth);
  return scope + parts.map((part) => `?.[${JSON.stringify(part)}]`).join("");
}

function pathOf(
  node: hbs.AST.Expression,
  depth: number,
): { readonly scope: string; readonly parts: readonly string[] } {
  const { type, data, depth: outwards, parts } = node as hbs.AST.PathExpression;
  if (type !== "PathExpression" || data || outwards > depth) {
    throw unsupported(node, "what is no path to the data");
  }
  return { scope: `d${depth - outwards}`, parts };
}

function unsupported({ loc }: hbs.AST.Node, what: string): Error {
  return new Error(`Line ${loc.start.line}: ${what} is not supported in a template.`);
}
