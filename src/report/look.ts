/** The ways in which text can be drawn where it is read. */
export interface Look {
  /** Columns that may be used. */
  readonly width: number;
  /** Tells that lines and arrows can be drawn with characters of their own. */
  readonly hasBoxes: boolean;
}

/** Columns that text gets at least: those of a terminal with 40. */
const NARROWEST = 39;

/** Columns beyond which a line of text is hard to read. */
const WIDEST = 100;

/** The variables and properties that a terminal is known by. */
export interface TerminalSurroundings {
  readonly columns: number | undefined;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Returns how text is drawn at a terminal; one column stays free, or some terminals break the line. */
export function lookOf({ columns = 80, ...surroundings }: TerminalSurroundings): Look {
  return {
    width: Math.min(Math.max(columns - 1, NARROWEST), WIDEST),
    hasBoxes: hasBoxCharacters(surroundings),
  };
}

/** Returns whether a terminal can be relied on for box-drawing characters and arrows. */
export function hasBoxCharacters({
  platform,
  env,
}: Omit<TerminalSurroundings, "columns">): boolean {
  if (env.TERM === "linux" || env.TERM === "dumb") return false;
  if (platform === "win32") return isModernOnWindows(env);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  const [, charset] = /\.([^@]+)/.exec(locale) ?? [];
  return charset === undefined ? !/^(C|POSIX)$/.test(locale) : /^utf-?8$/i.test(charset);
}

/** The console that comes with Windows says nothing of itself; every other terminal does. */
const isModernOnWindows = (env: TerminalSurroundings["env"]): boolean =>
  ["WT_SESSION", "TERM_PROGRAM", "ConEmuTask", "TERMINUS_SUBLIME", "TERM"].some(
    (name) => env[name] !== undefined && env[name] !== "",
  );

const PLAIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."┌┐└┘├┬╵"].map((corner) => [corner, "+"])),
  "─": "-",
  "│": "|",
  "▼": "v",
  "▶": ">",
  "→": ">",
};

/** Returns a drawing with plain characters in the place of each line and arrow; its columns stay. */
export const plainly = (drawing: string): string =>
  drawing.replace(/[┌┐└┘├┬╵─│▼▶→]/g, (character) => PLAIN[character] ?? character);
