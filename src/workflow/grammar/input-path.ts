import { quote } from "../findings/finding.ts";
import { STATE_PATH_PATTERN } from "../idempotency.ts";

/** A path into the input of a workflow: `input.customerId`, `input.customer.id`, four names deep at most. */
export const INPUT_PATH_PATTERN = /^(?!.*\b__proto__\b)input(?:\.[A-Za-z_$][\w$]*){1,4}$/;

const withoutDashes = (path: string): string =>
  path.replace(/-([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The names that lead from the input to the value: `["customer", "id"]`. */
export function inputPathNames(path: string): string[] {
  return path.split(".").slice(1);
}

/** The path somebody most likely meant: `$.input.customerId`, `customerId`, `input.customer-id`. */
export function meantInputPath(path: string): string | undefined {
  const inside = path.trim().replace(/^(?:\$\.|state\.)+/, "");
  const rooted = inside.startsWith("input.") ? inside : `input.${inside}`;
  const meant = withoutDashes(rooted);
  return INPUT_PATH_PATTERN.test(meant) ? meant : undefined;
}

/** Returns the path somebody most likely meant: `$.input.orderId`, `orderId`, `results.create-order.id`. */
export function meantStatePath(path: string): string | undefined {
  const inside = path.trim().replace(/^(?:\$\.|\{\{\s*|state\.)+|\s*\}\}$/g, "");
  const rooted = /^(?:input|results)\./.test(inside) ? inside : `input.${inside}`;
  const meant = withoutDashes(rooted);
  return STATE_PATH_PATTERN.test(meant) ? meant : undefined;
}

/** Returns how to write what is no path, of which a word without a root may be anything. */
export function pathFix(text: string): string {
  const isElsewhere = /^\s*(?:\$\.|\{\{|state\.|(?:input|results)\..*-)/.test(text);
  const meant = isElsewhere ? meantStatePath(text) : undefined;
  return meant === undefined
    ? "Write input.<name>, results.<step>.<name> or errors.<step>, e.g. input.total."
    : `Did you mean ${quote(meant)}?`;
}
