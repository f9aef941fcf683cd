import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compositesAround, failables } from "../../src/semantics/compensation-order.ts";
import {
  consequenceOf,
  distinctRoutes,
  failureRoutes,
  isRedrivable,
  namedErrors,
  routeFor,
} from "../../src/semantics/failure-routes.ts";
import { checked } from "../plan/checked.ts";

const workflow = checked(
  [
    {
      name: "both",
      catch: [{ errors: ["B"], onFailure: "continue" }],
      parallel: [
        {
          steps: [
            {
              name: "a",
              catch: [
                { errors: ["A", "B"], onFailure: "fail" },
                { errors: ["C"], onFailure: "fallback" },
              ],
              fallback: "instead-of-a",
            },
          ],
        },
        { steps: [{ name: "c" }] },
      ],
    },
  ],
  "state-machine",
);

const failable = (name: string) => {
  const one = failables(workflow).find((step) => step.name === name);
  if (!one) throw new TypeError(name);
  return one;
};

describe("the table of a step's failures", () => {
  const a = failable("a");
  const around = compositesAround(workflow, a);

  test("has the routes in their order, that of all other errors last", () => {
    expect(failureRoutes(a)).toEqual([
      { errors: ["A", "B"], route: "fail" },
      { errors: ["C"], route: "fallback" },
      { errors: [], route: "fail" },
    ]);
    expect(distinctRoutes(a).map(({ errors }) => errors)).toEqual([["C"], []]);
    expect(["B", "C", "D", undefined].map((error) => routeFor(a, error))).toEqual([
      "fail",
      "fallback",
      "fail",
      "fail",
    ]);
  });

  test("has the errors that are not retried, those of the composites around included", () => {
    expect(namedErrors(a)).toEqual(["A", "B", "C"]);
    expect(namedErrors(failable("c"), around)).toEqual(["B"]);
  });

  test("says what follows, and which composite deals with it", () => {
    expect(consequenceOf(a, "A", around)).toEqual({ kind: "stop" });
    expect(consequenceOf(a, "B", around)).toEqual({
      kind: "handled",
      by: failable("both"),
      does: { kind: "continue" },
    });
    expect(consequenceOf(a, "C", around)).toMatchObject({ fallback: { name: "instead-of-a" } });
  });

  test("says whether what it has stopped can be redriven", () => {
    const passing = { ...a, onFailure: "continue" } as const;
    expect(isRedrivable("state-machine", a)).toBe(true);
    expect(isRedrivable("state-machine", passing)).toBe(false);
    expect(isRedrivable("queue", passing)).toBe(true);
  });
});

/** The table, what completes it, and fields of other things that have the same name. */
const ALLOWED = [
  "semantics/failure-routes.ts",
  "semantics/too-large.ts",
  "transports/queue/queue-functions.ts",
  "transports/queue/rendering/rendering.ts",
  "targets/sam/function-data.ts",
];

const READS = /\.onFailure\b|\.catch\b(?!\()|\{[^{}]*\b(?:onFailure|catch:)[^{}]*\} ?[=):]/;

test("nothing else in src looks at the failure rules of a step", () => {
  const root = new URL("../../src/", import.meta.url);
  const readers = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/^(?:workflow|prompts|cli)\//.test(path))
    .filter((path) => READS.test(readFileSync(new URL(path, root), "utf8")));
  expect(readers.filter((path) => !ALLOWED.includes(path))).toEqual([]);
});
