import type { Action, Change } from "../project/changes.ts";
import { painter, type Style } from "./colour.ts";
import { withoutControls } from "./printable.ts";
import { reasonInWords } from "./reasons.ts";

const styles: Readonly<Record<Action, Style>> = {
  create: "green",
  update: "yellow",
  merge: "yellow",
  remove: "red",
  conflict: ["red", "bold"],
  keep: "blue",
  identical: "dim",
};

const width = "   identical".length;

/** One line a change, the action right-aligned before the path: `      create  README.md`. */
export function statusLines(
  changes: readonly Pick<Change, "path" | "action" | "reason" | "about" | "unresolvedLine">[],
  options: { readonly colour: boolean },
): string {
  const paint = painter(options.colour);
  return changes
    .map((change) => {
      const { path, action } = change;
      const reason = reasonInWords(change);
      const word = paint(styles[action], action);
      const note = reason === undefined ? "" : `  ${paint("dim", `(${withoutControls(reason)})`)}`;
      return `${" ".repeat(width - action.length)}${word}  ${withoutControls(path)}${note}\n`;
    })
    .join("");
}
