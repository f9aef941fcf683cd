import { expect, test } from "vitest";
import { resultJson } from "../../src/report/result.ts";
import { requireValidResult } from "./valid-result.ts";

test("the document has the keys of the documentation, in its order", () => {
  const text = resultJson({
    errors: [],
    next: ["cd shop"],
    files: [{ action: "create", path: "a" }],
    directory: "/shop",
    status: "created",
  });
  expect(text).toBe(`{
  "status": "created",
  "directory": "/shop",
  "files": [
    {
      "path": "a",
      "action": "create"
    }
  ],
  "next": [
    "cd shop"
  ],
  "errors": []
}
`);
});

test("an error has its keys in the order of the documentation", () => {
  const errors = [{ column: 3, line: 2, path: "w.yaml", message: "Bad.", code: "BAD" }];
  const text = resultJson({ status: "error", directory: "/shop", files: [], next: [], errors });
  expect(JSON.parse(text).errors).toEqual(errors);
  expect(text).toMatch(/"code".*"message".*"path".*"line".*"column"/s);
});

test("warnings are in the document only where there are some", () => {
  const result = {
    status: "updated",
    directory: "/shop",
    files: [],
    next: [],
    errors: [],
  } as const;
  expect(JSON.parse(resultJson(result))).not.toHaveProperty("warnings");
  const warnings = [{ code: "OLD", message: "Old." }];
  expect(JSON.parse(resultJson({ ...result, warnings })).warnings).toEqual(warnings);
});

test("the published schema takes what is printed, and nothing else", () => {
  const problem = {
    code: "BAD",
    message: "Bad.",
    suggestion: "Good.",
    path: "-",
    line: 1,
    column: 2,
  };
  const files = [
    { path: "a", action: "merge" },
    { path: "b", action: "keep", reason: "changed-here" },
  ] as const;
  const result = { status: "conflict", directory: "/shop", files, next: ["x"] } as const;
  const text = resultJson({ ...result, errors: [problem], warnings: [problem] });
  expect(() => requireValidResult(text)).not.toThrow();
  for (const [from, to] of [
    ['"conflict"', '"done"'],
    ['"merge"', '"merged"'],
    ['"changed-here"', '"changed here"'],
    ['"BAD"', '"bad"'],
    ['"line": 1', '"line": 0'],
    ['"next"', '"then"'],
    ['"suggestion"', '"fix"'],
  ] as const) {
    expect(() => requireValidResult(text.replace(from, to))).toThrow("Not a result");
  }
});
