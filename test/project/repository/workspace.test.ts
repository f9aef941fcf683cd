import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isMember, withMember } from "../../../src/project/repository/workspace.ts";

const manifest = (workspaces: unknown) => JSON.stringify({ name: "shop", workspaces }, null, 2);

describe("a member of a workspace", () => {
  test.each([
    [["services/*"], true],
    [["./services/*/"], true],
    [["services/**"], true],
    [["services/orders"], true],
    [{ packages: ["services/*"], nohoist: [] }, true],
    [["{apps,services}/*"], true],
    [["services/*", "!services/orders"], false],
    [["services/*", "!services/legacy"], true],
    [["services"], false],
    [["packages/*"], false],
    [["*"], false],
    [[], false],
    ["services/*", false],
  ])("package.json: %j %j", (workspaces, expected) => {
    expect(isMember(manifest(workspaces), "services/orders")).toBe(expected);
  });

  test.each([
    ["packages:\n  - 'services/*'\n", true],
    ["packages: [services/*]\n", true],
    ["packages:\n  - apps/*\n", false],
    ["packages:\n  - services/*\n  - '!services/orders'\n", false],
    ["catalog:\n  react: 19\n", false],
    ["", false],
  ])("pnpm-workspace.yaml: %j %j", (text, expected) => {
    expect(isMember(text, "services/orders")).toBe(expected);
  });
});

describe("one more member", () => {
  const cases: [name: string, text: string, added: string][] = [
    [
      "a list on lines of their own",
      manifest(["apps/*"]),
      '    "apps/*",\n    "services/orders"\n',
    ],
    ["a list on one line", '{ "workspaces": ["a", "b"] }', '["a", "b", "services/orders"]'],
    ["a list without blanks", '{"workspaces":["a"]}', '["a", "services/orders"]'],
    ["an empty list", '{ "workspaces": [] }', '["services/orders"]'],
    [
      "yarn's object",
      '{ "workspaces": { "packages": ["a"], "nohoist": ["b"] } }',
      '["a", "services/orders"], "nohoist"',
    ],
    ["tabs", '{\n\t"workspaces": [\n\t\t"a"\n\t]\n}\n', '\n\t\t"a",\n\t\t"services/orders"\n\t]'],
    ["CRLF", '{\r\n  "workspaces": [\r\n    "a"\r\n  ]\r\n}', '"a",\r\n    "services/orders"\r\n'],
    ["plain YAML", "packages:\n  - apps/* # ours\nx: 1\n", "# ours\n  - services/orders\nx: 1\n"],
    ["quoted YAML", "packages:\n- 'a'\n- \"b\"\n", '- "b"\n- "services/orders"\n'],
    ["YAML without a last newline", "packages:\n  - a", "  - a\n  - services/orders"],
    ["YAML with CRLF", "packages:\r\n  - 'a'\r\n", "  - 'a'\r\n  - 'services/orders'\r\n"],
    ["YAML in flow style", "packages: [a, 'b']\n", "[a, 'b', 'services/orders']"],
    ["YAML without a list", "catalog:\n  a: 1\n", "a: 1\npackages:\n  - services/orders\n"],
    ["an empty YAML file", "", "packages:\n  - services/orders\n"],
    [
      "a byte order mark",
      "\uFEFFpackages:\n  - a\n",
      "\uFEFFpackages:\n  - a\n  - services/orders\n",
    ],
  ];

  test.each(cases)("in %s", (_, text, added) => {
    const after = withMember(text, "services/orders") as string;
    expect(after).toContain(added);
    expect(isMember(after, "services/orders")).toBe(true);
    expect(parse(after)).toBeTruthy();
    const lost = [...text].filter((character) => character === "\n").length;
    expect([...after].filter((character) => character === "\n").length).toBeGreaterThanOrEqual(
      lost,
    );
  });

  test("whose name means something in YAML is quoted", () => {
    const after = withMember("packages:\n  - a\n", "my services/#1") as string;
    expect(parse(after)).toEqual({ packages: ["a", "my services/#1"] });
  });

  test.each([['{ "workspaces": "a" }'], ["packages: a\n"], ["[]"], ["{ not json"]])(
    "is not written where the list is not a list: %j",
    (text) => {
      expect(withMember(text, "services/orders")).toBeUndefined();
    },
  );
});
