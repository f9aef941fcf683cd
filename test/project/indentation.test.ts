import { expect, test } from "vitest";
import { indentedAs } from "../../src/project/indentation.ts";

const generated = "if (a) {\n  /**\n   * b\n   */\n  if (b) {\n    c(\n      d);\n  }\n}\n";
const tabs = "if (a) {\n\t/**\n\t * b\n\t */\n\tif (b) {\n\t\tc(\n\t\t\td);\n\t}\n}\n";
const wide = generated.replace(/^(?: {2})+/gm, "$&$&");

test.each([
  ["with tabs", tabs, tabs],
  ["with four spaces", wide, wide],
  ["with CRLF, and lines in between", tabs.replaceAll("\n", "\r\n // mine\r\n"), tabs],
  ["as it is", generated, generated],
  ["as it is, for the most part", `${generated}\tmine\n mine\n    mine\n`, generated],
  ["quite differently", "mine\n", generated],
])("a text is indented as another: %s", (_, model, expected) => {
  expect(indentedAs(model, generated)).toBe(expected);
});
