import { expect, test } from "vitest";
import { commentsOf, lostComments } from "../../../src/workflow/text/comments.ts";

test("comments are those of YAML, and nothing that looks like one", () => {
  const text = `\uFEFF# first
a: 1 # behind
b: "x # no"
c: |
  # no
d: >-
  # no
e: x#no
f: { g: 1, # in flow
}
#last`;
  expect(commentsOf(text)).toEqual(["# first", "# behind", "# in flow", "#last"]);
  expect(commentsOf("a: 1 # x\r\n# y\r\n")).toEqual(["# x", "# y"]);
});

test("what is lost is told as often as it is lost", () => {
  expect(lostComments("# a\n# b\n# a\n", "# a\n")).toEqual(["# b", "# a"]);
  expect(lostComments("# a\n", "# a\n# b\n")).toEqual([]);
});
