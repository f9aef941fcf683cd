import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { picturedText, recordSession, svgOf, textOf } from "../../scripts/session-picture.ts";

test("the picture in the README shows what a terminal shows: npm run picture makes it anew", async () => {
  const session = await recordSession();
  const text = stripVTControlCharacters(session).trimEnd();
  expect(textOf(svgOf(session))).toBe(text);
  expect(await picturedText()).toBe(text);
});
