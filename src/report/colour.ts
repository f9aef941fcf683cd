import { styleText } from "node:util";

export type Style = Parameters<typeof styleText>[0];

/**
 * Returns whether text for `stream` may be coloured: `NO_COLOR` and `FORCE_COLOR` win, in this order, then a terminal
 * that is not `dumb` decides.
 */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return stream.isTTY === true && env.TERM !== "dumb";
}

/** A function that styles text if `colour` is true, and returns it as it is otherwise. */
export function painter(colour: boolean): (style: Style, text: string) => string {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}
