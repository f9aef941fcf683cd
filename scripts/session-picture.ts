import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { remove } from "fs-extra/esm";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The picture of a session that the README shows. */
export const PICTURE = join(root, "docs", "session.svg");

/** What is typed, and the words behind the program's name that this comes to. */
const SESSION = [
  {
    typed: "npm create unchain@latest shop -- --yes --no-install",
    words: ["shop", "--yes", "--no-install"],
    folder: "",
    npm: "init",
  },
  { typed: "cd shop && npx create-unchain@latest", words: [], folder: "shop", npm: "exec" },
] as const;

const PERSON = { NAME: "A", EMAIL: "a@example.com" };

/**
 * Runs the built command as npm does, in a directory of its own.
 *
 * @returns what a terminal shows, with its colours
 */
export async function recordSession(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "unchain-session-"));
  const author = Object.entries(PERSON).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const { NO_COLOR: _, ...inherited } = process.env;
  let shown = "";
  try {
    for (const { typed, words, folder, npm } of SESSION) {
      const { all } = await execa(process.execPath, [join(root, "dist", "cli.cjs"), ...words], {
        cwd: join(home, folder),
        all: true,
        env: {
          ...inherited,
          ...Object.fromEntries(author),
          FORCE_COLOR: "1",
          npm_config_user_agent: "npm/11",
          npm_command: npm,
          npm_lifecycle_event: "npx",
        },
        extendEnv: false,
        stdin: "ignore",
      });
      shown += `\u001b[2m$\u001b[22m \u001b[1m${typed}\u001b[22m\n${all}\n`;
    }
  } finally {
    await remove(home);
  }
  const real = new RegExp(`\\S*${home.split(/[\\/]/).at(-1)}[\\\\/]`, "g");
  return shown.replaceAll("\r", "").replaceAll(real, "~/");
}

/** The classes of the picture, by the number of the style in the escape sequence. */
const STYLES: Readonly<Record<string, string>> = {
  1: "b",
  2: "d",
  31: "r",
  32: "g",
  33: "y",
  36: "c",
};

const ENDS: Readonly<Record<string, readonly string[]>> = {
  22: ["b", "d"],
  39: ["r", "g", "y", "c"],
};

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the character that begins a style
const STYLE = /\u001b\[(\d+)m/;

/** One line of the terminal, as pieces of text with their classes. */
function spans(line: string): string {
  const classes = new Set<string>();
  return line
    .split(STYLE)
    .map((piece, index) => {
      if (index % 2 === 1) {
        const style = STYLES[piece];
        if (style) classes.add(style);
        for (const ended of ENDS[piece] ?? []) classes.delete(ended);
        return "";
      }
      const text = escaped(piece);
      return classes.size === 0 || text === ""
        ? text
        : `<tspan class="${[...classes].join(" ")}">${text}</tspan>`;
    })
    .join("");
}

const CHARACTER = 8.43;
const LINE = 18;
const MARGIN = 16;

/** Returns a terminal as SVG: text that can be selected, in light and dark. */
export function svgOf(session: string): string {
  const lines = session.trimEnd().split("\n");
  const columns = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
  const width = Math.ceil(columns * CHARACTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  const texts = lines.map(
    (line, index) => `<text x="${MARGIN}" y="${MARGIN + 13 + index * LINE}">${spans(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A terminal: a new project, and where one is in it">
<style>
rect { fill: #ffffff; stroke: #d0d7de }
text { fill: #1f2328; font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
.b { font-weight: bold } .d { fill: #6e7781 } .r { fill: #cf222e } .g { fill: #116329 } .y { fill: #7d4e00 } .c { fill: #0a6c80 }
@media (prefers-color-scheme: dark) {
rect { fill: #0d1117; stroke: #30363d }
text { fill: #e6edf3 }
.d { fill: #8b949e } .r { fill: #ff7b72 } .g { fill: #7ee787 } .y { fill: #d29922 } .c { fill: #76e3ea }
}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${texts.join("\n")}
</svg>
`;
}

/** Returns the text that a picture shows. */
export const textOf = (svg: string): string =>
  [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)]
    .map(([, line = ""]) =>
      line
        .replaceAll(/<[^>]*>/g, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&"),
    )
    .join("\n");

/** Returns the text that the picture of the README shows. */
export const picturedText = async (): Promise<string> => textOf(await readFile(PICTURE, "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(PICTURE, svgOf(await recordSession()));
}
