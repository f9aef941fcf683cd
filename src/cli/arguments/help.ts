import {
  COMMAND_NAMES,
  type CommandName,
  commandOf,
  flagsOf,
} from "../../commands/definitions/commands.ts";
import {
  COMMON_FLAGS,
  choicesOf,
  definitionOf,
  FLAGS,
  type Flag,
} from "../../commands/definitions/flags.ts";
import { painter } from "../../report/colour.ts";
import { inColumns, type Row } from "../../report/columns.ts";
import { fold } from "../../report/wrap.ts";
import { homepage, version } from "../version.ts";

/** Lines that a terminal shows at once; each help keeps to them, and to 80 columns. */
const SCREEN = 24;

/** Lines of help: text, a heading, or two columns. */
type Line = string | { readonly heading: string } | { readonly rows: readonly Row[] };

/** Returns what `--help` prints of a command, of the flags of all, or of all commands. */
export function helpText(
  topic: CommandName | "flags" | undefined,
  { colour, width }: { readonly colour: boolean; readonly width?: number },
): string {
  const lines =
    topic === undefined ? overview() : topic === "flags" ? commonFlags() : aboutCommand(topic);
  const paint = painter(colour);
  const folded = (text: string) => fold(text, width ?? Number.POSITIVE_INFINITY);
  return lines
    .flatMap((line) => {
      if (typeof line === "string") return folded(line);
      if ("heading" in line) return paint("bold", folded(line.heading));
      return inColumns(line.rows, { paint: (left) => paint("cyan", left), width });
    })
    .join("\n");
}

function overview(): Line[] {
  return [
    { heading: `Unchain ${version} generates AWS Lambda projects from a workflow.yaml` },
    "",
    {
      rows: [
        {
          left: "npm create unchain@latest [directory]",
          right: "asks for the steps, creates a project",
        },
        { left: "unchain <command> [flags]", right: "npx create-unchain@latest <command>" },
      ],
    },
    "",
    { heading: "Commands" },
    {
      rows: [
        ...COMMAND_NAMES.map((name) => ({ left: written(name), right: commandOf(name).about })),
        { left: "help <command>", right: "show flags and examples; also help flags, help <CODE>" },
      ],
    },
    "",
    { heading: "Exit codes" },
    "  0 success   1 failure   2 wrong usage or invalid workflow",
    "  3 conflicts, or missing answers without a terminal   130 cancelled",
    DOCS,
  ];
}

const DOCS = `Documentation: ${homepage}`;

const written = (name: CommandName): string => `${name} ${commandOf(name).usage}`.trim();

function commonFlags(): Line[] {
  return [
    { heading: "Flags that many commands share" },
    "",
    { rows: rowsOf(COMMON_FLAGS) },
    "",
    "Only commands that change a project accept --allow-dirty and --conflict.",
    "NO_COLOR=1 turns colours off. With npm create, put flags after a --.",
    DOCS,
  ];
}

/** The help of one command: flags of many commands in full where the screen has room for them. */
function aboutCommand(name: CommandName): Line[] {
  const { about, more = [], examples } = commandOf(name);
  const understood = flagsOf(name);
  const isCommon = (flag: Flag) => COMMON_FLAGS.includes(flag);
  const own = understood.filter((flag) => !isCommon(flag));
  const common = COMMON_FLAGS.filter((flag) => understood.includes(flag));
  const rest = common.filter((flag) => flag !== "help" && flag !== "version");
  const around = (flags: readonly Line[]): Line[] => [
    { heading: `unchain ${written(name)}` },
    `${about[0]?.toUpperCase()}${about.slice(1)}.`,
    ...more,
    "",
    ...flags,
    ...examples.map(
      (example, index) => `${index === 0 ? "Example:" : "        "} unchain ${example}`,
    ),
    DOCS,
  ];
  const rows = rowsOf([...own, ...common]);
  const whole = around([{ rows }, ""]);
  if (whole.length - 1 + rows.length <= SCREEN) return whole;
  const also = `Also ${rest.map((flag) => `--${flag}`).join(" ")}`;
  return around([{ rows: rowsOf(own) }, also, "To explain these flags: unchain help flags"]);
}

/** One row for each flag and those told with it. */
function rowsOf(flags: readonly Flag[]): Row[] {
  return flags
    .filter((flag) => definitionOf(flag).besides === undefined)
    .map((flag): Row => {
      const together = [flag, ...flags.filter((other) => definitionOf(other).besides === flag)];
      return { left: spelled(together), right: definitionOf(flag).about ?? "" };
    });
}

function spelled(flags: readonly Flag[]): string {
  const values = flags.map(taken);
  const isSame = values.every((value) => value === values[0]);
  const names = flags.map((flag, index) => {
    const { short } = definitionOf(flag);
    const value = isSame && index < flags.length - 1 ? "" : (values[index] ?? "");
    return `${short ? `-${short}, ` : ""}--${flag} ${value}`.trim();
  });
  return names.join(", ");
}

const taken = (flag: Flag): string =>
  definitionOf(flag).value ??
  (FLAGS[flag].type === "string" ? choicesOf(flag)?.join("|") : "") ??
  "";
