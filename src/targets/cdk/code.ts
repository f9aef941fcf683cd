import { tsString } from "../../quote.ts";
import { code, fitItems, fitLiteral, LINE_WIDTH } from "../../render/layout.ts";

const UNITS = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
] as const;

/** Returns a time as code, in the largest unit that it is a whole number of: `Duration.minutes(3)`. */
export function duration(seconds: number): object {
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0) ?? ["seconds", 1];
  return code(`Duration.${unit}(${seconds / size})`);
}

/** A construct that a statement makes. */
interface NewConstruct {
  /** The variable that holds it; left out where nothing refers to it. */
  readonly variable?: string;
  readonly type: string;
  readonly id: string;
  readonly props?: object;
}

/** Returns the statement that makes a construct, as a line of a constructor. */
export function newConstruct({ variable, type, id, props }: NewConstruct): string {
  const target =
    variable === undefined ? "" : variable.startsWith("this.") ? variable : `const ${variable}`;
  const head = `    ${target}${target && " = "}new ${type}(`;
  if (props === undefined) return fitItems(head, ["this", tsString(id)], ");");
  const before = `${head}this, ${tsString(id)}, `;
  if (before.length < LINE_WIDTH) return fitLiteral(before, props, ");");
  return [
    head,
    "      this,",
    `      ${tsString(id)},`,
    fitLiteral("      ", props, ","),
    "    );",
  ].join("\n");
}
