import { quote } from "./findings/finding.ts";
import { camelCase } from "./letter-case.ts";

/** A property's name, as JavaScript writes it behind a dot. */
const NAME = "[A-Za-z_$][\\w$]*";

/** A position in a list: 0 to 999. */
const POSITION = "(?:0|[1-9]\\d{0,2})";

/** A name behind a dot, or a position in a list. */
const SEGMENT = `\\.${NAME}|\\[${POSITION}\\]`;

/** Of all names, this one alone means something else than a property to JavaScript. */
const NO_PROTOTYPE = "(?!.*\\b__proto__\\b)";

const STATE_PATH = new RegExp(
  `^${NO_PROTOTYPE}(input|results|errors|item|index)((?:${SEGMENT})*)$`,
);

/** A path of an idempotency key: `input.orderId`, `results.createOrder.lines[0].id`. */
export const KEY_PATH_PATTERN = new RegExp(
  `^${NO_PROTOTYPE}(?:input|results\\.${NAME})\\.${NAME}(?:${SEGMENT})*$`,
);

/** A path into the input of a workflow: `input.customerId`, `input.customer.id`, four names deep at most. */
export const INPUT_PATH_PATTERN = new RegExp(`^${NO_PROTOTYPE}input(?:\\.${NAME}){1,4}$`);

/** A path into the workflow state, taken apart. */
export interface StatePath {
  readonly root: "input" | "results" | "errors" | "item" | "index";
  /** The names and positions in lists behind the root. */
  readonly segments: readonly (string | number)[];
}

/**
 * Takes `input.lines[0].price` apart.
 *
 * @returns `undefined` where the text is not such a path
 */
export function parseStatePath(text: string): StatePath | undefined {
  const [, root, behind = ""] = STATE_PATH.exec(text) ?? [];
  if (root === undefined) return undefined;
  const segments = [...behind.matchAll(/\.([\w$]+)|\[(\d+)\]/g)].map(
    ([, name, position]) => name ?? Number(position),
  );
  return { root: root as StatePath["root"], segments };
}

/** Returns the names and positions of a path, its root first: `["input", "lines", 0, "id"]`; none of what is no path. */
export function statePathParts(path: string): (string | number)[] {
  const parsed = parseStatePath(path);
  return parsed ? [parsed.root, ...parsed.segments] : [];
}

/** Returns the names that lead from the input to the value: `["customer", "id"]`. */
export function inputPathNames(path: string): string[] {
  return path.split(".").slice(1);
}

/** Returns the key under which `results` and `errors` keep what a step made: `createOrder`. */
export function stateKey({ name }: { readonly name: string }): string {
  return camelCase(name);
}

/** Returns the path into the input somebody most likely meant: `$.input.customerId`, `customerId`, `input.customer-id`. */
export const meantInputPath = (path: string): string | undefined =>
  meantPath(path, /^input\./, INPUT_PATH_PATTERN);

/** Returns the path of a key somebody most likely meant: `$.input.orderId`, `orderId`, `results.create-order.id`. */
export const meantKeyPath = (path: string): string | undefined =>
  meantPath(path, /^(?:input|results)\./, KEY_PATH_PATTERN);

function meantPath(path: string, roots: RegExp, pattern: RegExp): string | undefined {
  const inside = path.trim().replace(/^(?:\$\.|\{\{\s*|state\.)+|\s*\}\}$/g, "");
  const rooted = roots.test(inside) ? inside : `input.${inside}`;
  const meant = rooted.replace(/(?<=\w)-([A-Za-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  return pattern.test(meant) ? meant : undefined;
}

/** Returns how to write what is no path, of which a word without a root may be anything. */
export function pathFix(text: string): string {
  const position = positionFix(text);
  if (position !== undefined) return position;
  const isElsewhere = /^\s*(?:\$\.|\{\{|state\.|(?:input|results)\..*-)/.test(text);
  const meant = isElsewhere ? meantKeyPath(text) : undefined;
  return meant === undefined
    ? "Write input.<name>, results.<step>.<name> or errors.<step>, e.g. input.total."
    : `Did you mean ${quote(meant)}?`;
}

/** Returns how to write a position in a list, where what stands in brackets is none. */
export function positionFix(path: string): string | undefined {
  const isPosition = new RegExp(`^${POSITION}$`);
  const areRight = [...path.matchAll(/\[([^\]]*)\]/g)].every(([, inside = ""]) =>
    isPosition.test(inside),
  );
  return areRight
    ? undefined
    : "Write a position in a list as a number from 0 to 999, e.g. input.lines[0].";
}
