import { relative } from "node:path";
import { type Change, isWrite } from "../project/changes.ts";
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
  const again =
    status === "created"
      ? "Your answers are in workflow.yaml. The same project again, without questions:"
      : "The same without questions:";
  const command = replay === undefined ? [] : ["", again, `  ${paint("cyan", replay)}`];
  switch (status) {
    case "planned": {
      const lines = statusLines(changes.filter(isOfInterest), options);
      const would = changes.some(({ action }) => action === "remove") ? "changed in" : "written to";
      const end = `${files} would be ${would} ${place}; nothing was.`;
      return `${[`${lines}\n${end}`, ...command].join("\n")}\n`;
    }
    case "unchanged":
      return `Nothing to do: ${place} is what its workflow.yaml says${isEdited(changes) ? ", but for what was changed here" : ""}.\n`;
    case "created":
    case "updated":
      return [
        ...(status === "updated" ? [statusLines(changes.filter(isOfInterest), options)] : [""]),
        paint("bold", `${status === "created" ? "Created" : "Updated"} ${place}: ${files}`),
        ...notes.map((note) => `  ${note}`),
        "",
        "Next:",
        ...next.map((line) => `  ${paint("cyan", line)}`),
        ...command,
        "",
      ].join("\n");
    case "conflict": {
      if (next.length === 0) return "";
      const lines = statusLines(changes.filter(isOfInterest), options);
      const then = next.map((line) => `  ${paint("cyan", line)}`);
      return `${[lines, "Once the conflicts are resolved:", ...then].join("\n")}\n`;
    }
    default:
      return "";
  }
}

/** Not what stays as it is because it always does. */
const isOfInterest = ({ action, reason }: Change): boolean =>
  action !== "identical" && !(action === "keep" && reason === "yours");

const isEdited = (changes: readonly Change[]): boolean =>
  changes.some(({ owner, action }) => owner === "managed" && action === "keep");
