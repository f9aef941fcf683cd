import { expect, test } from "vitest";
import type { Action, Change } from "../../src/project/changes.ts";
import { changesResult, failureResult, resultJson } from "../../src/report/result.ts";

const change = (action: Action): Change => ({ path: "a", action, owner: "managed", content: "x" });

test.each<[string, Action[], boolean, boolean]>([
  ["created", ["create", "identical"], true, false],
  ["updated", ["create", "keep"], false, false],
  ["updated", ["remove"], false, false],
  ["unchanged", ["identical", "keep"], false, false],
  ["planned", ["create"], true, true],
  ["planned", ["identical"], false, true],
  ["conflict", ["create", "conflict"], true, false],
  ["conflict", ["create", "conflict"], true, true],
])("the status is %s after %s (new: %s, dry run: %s)", (status, actions, isNew, isDryRun) => {
  const result = changesResult({
    directory: "/shop",
    changes: actions.map(change),
    isNew,
    isDryRun,
  });
  expect(result.status).toBe(status);
});

test("the document has the keys of the documentation, in its order", () => {
  const result = changesResult({
    directory: "/shop",
    changes: [change("create")],
    isNew: true,
    isDryRun: false,
    next: ["cd shop"],
  });
  expect(resultJson(result)).toBe(`{
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

test("a failure lists its errors and no files", () => {
  const errors = [{ column: 3, line: 2, path: "w.yaml", message: "Bad.", code: "BAD" }];
  const result = failureResult({ status: "error", directory: "/shop", errors });
  expect(JSON.parse(resultJson(result))).toEqual({
    status: "error",
    directory: "/shop",
    files: [],
    next: [],
    errors: [{ code: "BAD", message: "Bad.", path: "w.yaml", line: 2, column: 3 }],
  });
  expect(resultJson(result)).toMatch(/"code".*"message".*"path".*"line".*"column"/s);
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
