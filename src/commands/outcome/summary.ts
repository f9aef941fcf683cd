import { relative } from "node:path";
import { homepage } from "../../cli/version.ts";
import { counted } from "../../messages/words.ts";
import { type Change, isWrite } from "../../project/changes.ts";
import { painter } from "../../report/colour.ts";
import { statusLines } from "../../report/status-lines.ts";
import { fold } from "../../report/wrap.ts";
import { isLeftOut } from "../create/host-workspace.ts";
import type { Outcome, TextLook } from "./outcome.ts";

/**
 * The text that a person reads on stdout when a command ends; warnings come between its two parts.
 */
export interface Summary {
  /** One line for each file with its action. */
  readonly files: string;
  /** The end of the command, and the next steps. */
  readonly end: string;
}

const NOTHING: Summary = { files: "", end: "" };

/** Returns what a person reads of an outcome; nothing where nothing was made or planned. */
export function summary(
  outcome: Outcome,
  cwd: string,
  options: Partial<TextLook> & Pick<TextLook, "colour">,
): Summary {
  const { status, changes, directory = cwd, next, text } = outcome;
  const { colour, width = Number.POSITIVE_INFINITY } = options;
  if (text !== undefined) return { files: text({ colour, width }), end: "" };
  const paint = painter(colour);
  const folded = (line: string) => fold(line, width);
  const place = relative(cwd, directory) || "this directory";
  const files = statusLines(changes.filter(isOfInterest), options);
  const commands = next.map((line) => `  ${paint("cyan", line)}`);
  switch (status) {
    case "planned": {
      const would = changes.some(({ action }) => action === "remove") ? "changed in" : "written to";
      const end = `${written(changes)} would be ${would} ${place}; nothing was.`;
      return { files, end: lines("", folded(end), ...again(outcome, paint, folded)) };
    }
    case "unchanged": {
      const but = isEdited(changes) ? ", except for your edits" : "";
      return {
        files: "",
        end: lines(folded(`Nothing to do: ${place} matches its workflow.yaml${but}.`)),
      };
    }
    case "created":
    case "updated":
      return {
        files: status === "updated" ? files : "",
        end: lines(
          "",
          made(outcome, place, paint, folded),
          "",
          "Next:",
          ...commands,
          ...again(outcome, paint, folded),
        ),
      };
    case "conflict":
      return next.length === 0
        ? { files: "", end: lines(...again(outcome, paint, folded)) }
        : { files, end: lines("", "After you have resolved the conflicts:", ...commands) };
    default:
      return NOTHING;
  }
}

const lines = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");

type Paint = ReturnType<typeof painter>;

type Fold = (line: string) => string;

function made(
  { status, changes, details = [] }: Outcome,
  place: string,
  paint: Paint,
  folded: Fold,
): string {
  const done = `${status === "created" ? "Created" : "Updated"} ${place}: ${written(changes)}`;
  return [paint("bold", folded(done)), ...details.map((detail) => folded(`  ${detail}`))].join(
    "\n",
  );
}

function again({ status, replay }: Outcome, paint: Paint, folded: Fold): string[] {
  const how =
    status === "created"
      ? "Your answers are in workflow.yaml. To create the same project without questions:"
      : "To do the same without questions:";
  return [
    ...(replay === undefined ? [] : ["", folded(how), `  ${paint("cyan", replay)}`]),
    ...(status === "created" ? ["", `Documentation: ${homepage}`] : []),
  ];
}

function written(changes: readonly Change[]): string {
  return counted(changes.filter(({ action }) => isWrite(action)).length, "file");
}

/** Not what stays as it is because it always does. */
const isOfInterest = ({ action, reason }: Change): boolean =>
  action !== "identical" && !(action === "keep" && reason === "yours");

const isEdited = (changes: readonly Change[]): boolean =>
  changes.some(
    (change) => change.owner === "managed" && change.action === "keep" && !isLeftOut(change),
  );
