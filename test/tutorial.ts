import { readFileSync } from "node:fs";

/** A part of the tutorial that its reader types in, or sees. */
export type Step =
  /** A file that they write, or one that they change: lines with `-` and `+`, and `@@` before them says behind what. */
  | { readonly kind: "file" | "change"; readonly path: string; readonly text: string }
  | { readonly kind: "commands"; readonly text: string; readonly expected: string[] }
  | { readonly kind: "second terminal"; readonly text: string };

/** A block of code, and the path in the paragraph before it where that begins with one. */
const BLOCK =
  /(?:^`(?<path>[\w/-]*\.[\w./-]+)`[^\n]*(?:\n[^\n]+)*:\n\n)?^```(?<language>\w+)\n(?<text>.*?)^```$/gms;

/** Reads what `docs/tutorial.md` says to do, in order. */
export function readTutorial(): Step[] {
  const markdown = readFileSync(new URL("../docs/tutorial.md", import.meta.url), "utf8");
  const steps: Step[] = [];
  for (const { groups = {} } of markdown.matchAll(BLOCK)) {
    const { path, language, text = "" } = groups;
    const last = steps.at(-1);
    if (path) steps.push({ kind: language === "diff" ? "change" : "file", path, text });
    else if (text.startsWith("# in a second terminal\n"))
      steps.push({ kind: "second terminal", text });
    else if (language === "sh") steps.push({ kind: "commands", text, expected: [] });
    else if (last?.kind === "commands") last.expected.push(...text.trimEnd().split("\n"));
    else throw new Error(`Nobody knows what this block of the tutorial is for:\n${text}`);
  }
  return steps;
}

/**
 * Makes a change of the tutorial in a file.
 *
 * @throws where the file does not have the lines that the tutorial shows.
 */
export function changed(file: string, change: string): string {
  let done = "";
  let rest = file;
  for (const part of change.split(/^(?=@@)/m)) {
    const [, place = "", lines = ""] = /^(?:@@ ?([^\n]*)\n)?(.*)$/s.exec(part) ?? [];
    const without = (mark: string) =>
      lines.replaceAll(new RegExp(`^[${mark}].*\n`, "gm"), "").replaceAll(/^./gm, "");
    const before = without("+");
    const from = rest.indexOf(place);
    const at = rest.indexOf(before, from);
    if (from < 0 || at < 0) throw new Error(`There are no such lines, ${place}:\n${before}`);
    done += rest.slice(0, at) + without("-");
    rest = rest.slice(at + before.length);
  }
  return done + rest;
}
