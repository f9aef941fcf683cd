import { expect, test } from "vitest";
import { wantsColour } from "../../src/report/colour.ts";

test.each([
  [true, true, {}],
  [false, false, {}],
  [false, true, { NO_COLOR: "1" }],
  [true, true, { NO_COLOR: "" }],
  [true, false, { FORCE_COLOR: "1" }],
  [true, false, { FORCE_COLOR: "" }],
  [false, true, { FORCE_COLOR: "0" }],
  [false, true, { NO_COLOR: "1", FORCE_COLOR: "1" }],
  [false, true, { TERM: "dumb" }],
])("%s for a terminal (%s) with %j", (expected, isTTY, env) => {
  expect(wantsColour({ isTTY }, env)).toBe(expected);
});
