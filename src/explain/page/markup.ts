/** Tells that a file was made here, so that it may be written again. */
export const MADE_BY = "create-unchain explain";

/** Markup that is safe to put into a page: our own, or text that was escaped. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined | false;

/** Fills a template with values: text is escaped, whatever it says; markup is not; `undefined` and `false` are nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = strings.map(
    (own, index) => own + (index < values.length ? rendered(values[index]) : ""),
  );
  return { markup: parts.join("") };
}

function rendered(value: Value): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "object") {
    return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
  }
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Characters that HTML and XML have no way to write, control characters and lone surrogates, become U+FFFD.
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Returns text as HTML and SVG write it, between tags and in quoted attributes. */
export function escaped(text: string): string {
  return text
    .replace(UNWRITABLE, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Returns plain data as JSON that may stand in a `script` element, where only `</script` and `<!--` mean something. */
export function embeddedJson(data: unknown): Markup {
  const markup = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return { markup };
}
