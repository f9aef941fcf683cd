import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const CLAUSE =
  /^(?:What|Where|Whether|How|Why|Which|Who|When|Whatever|Whoever|Nobody|Nothing|The same)\b/;

/** Returns the texts of the docstrings of a file, each on one line. */
function docstringsIn(code: string): string[] {
  const comments = code.matchAll(/^[ \t]*\/\*\*(.*?)\*\//gms);
  return [...comments].map(([, text = ""]) => text.replaceAll(/^\s*\*? ?/gm, "").trim());
}

const files = ["src", "templates"].flatMap((folder) => {
  const root = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.ts(?:\.hbs)?$/.test(path))
    .map((path) => ({
      path: `${folder}/${path}`,
      code: readFileSync(new URL(path, root), "utf8"),
    }));
});

test("no docstring begins as a clause: it is a sentence with a verb, or a name for the thing", () => {
  const clauses = files.flatMap(({ path, code }) =>
    docstringsIn(code)
      .filter((text) => CLAUSE.test(text))
      .map((text) => `${path}: ${text.split("\n")[0]}`),
  );
  expect(clauses).toEqual([]);
});
