import { relative } from "node:path";
import { isWrite } from "../project/changes.ts";
import { painter } from "../report/colour.ts";
import { statusLines } from "../report/status-lines.ts";
import type { Outcome } from "./outcome.ts";

/** What a person reads on stdout at the end of a command; empty where nothing was made or planned. */
export function summary(
  outcome: Outcome,
  cwd: string,
  options: { readonly colour: boolean },
): string {
  const { status, changes, directory = cwd, next, notes = [], replay } = outcome;
  const paint = painter(options.colour);
  const place = relative(cwd, directory) || "this directory";
  const writes = changes.filter(({ action }) => isWrite(action)).length;
  const files = `${writes} ${writes === 1 ? "file" : "files"}`;
  if (status === "planned") {
    return `${statusLines(changes, options)}\n${files} would be written to ${place}; nothing was.\n`;
  }
  if (status !== "created") return "";
  return [
    "",
    paint("bold", `Created ${place}: ${files}`),
    ...notes.map((note) => `  ${note}`),
    "",
    "Next:",
    ...next.map((command) => `  ${paint("cyan", command)}`),
    ...(replay === undefined
      ? []
      : [
          "",
          "Your answers are in workflow.yaml. The same project again, without questions:",
          `  ${paint("cyan", replay)}`,
        ]),
    "",
  ].join("\n");
}
