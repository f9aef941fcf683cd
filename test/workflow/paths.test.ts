import { expect, test } from "vitest";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";

const codesOf = (text: string) => parseWorkflow(text, "w.yaml").problems.map(({ code }) => code);

const inCondition = (path: string) =>
  `name: w\nsteps: [{ name: a }, { name: c, choice: [{ when: { path: ${JSON.stringify(path)}, isPresent: true }, steps: [{ name: b }] }] }]\n`;

const inMap = (path: string) =>
  `name: w\nsteps: [{ name: a }, { name: m, map: { items: ${JSON.stringify(path)}, steps: [{ name: b }] } }]\n`;

const inKey = (path: string) =>
  `name: w\nsteps: [{ name: a }, { name: b, idempotency: { key: ${JSON.stringify(path)} } }]\n`;

const inGroup = (path: string) =>
  `name: w\nqueue: { fifo: true, groupBy: ${JSON.stringify(path)} }\nsteps: [{ name: a }]\n`;

test.each([
  "input.total",
  "input.$total",
  "input._id.$oid",
  "input.lines[0]",
  "input.lines[999].price",
  "results.a.left[0][1]",
])("%s is a path wherever one is written", (path) => {
  expect(codesOf(inCondition(path))).toEqual([]);
  expect(codesOf(inMap(path))).toEqual([]);
  expect(codesOf(inKey(path))).toEqual([]);
});

test.each(["input.customer", "input._id.$oid"])("%s is a path into the input", (path) => {
  expect(codesOf(inGroup(path))).toEqual([]);
});

test.each([
  "total",
  "input.total-sum",
  "input.lines[1000]",
  "input.lines[-1]",
  "input.lines[01]",
  "input.1st",
  "input.__proto__.x",
])("%s is a path nowhere", (path) => {
  expect(codesOf(inCondition(path))).toEqual(["INVALID_PATH"]);
  expect(codesOf(inMap(path))).toEqual(["INVALID_PATH"]);
  expect(codesOf(inKey(path))).toEqual(["INVALID_KEY"]);
  expect(codesOf(inGroup(path))).toEqual(["INVALID_GROUP"]);
});

test.each(["input.lines[1000]", "input.lines[-1]", "input.lines[01]", "input.lines[x]"])(
  "the fix for %s says which positions there are",
  (path) => {
    for (const text of [inCondition(path), inMap(path), inKey(path)]) {
      expect(parseWorkflow(text, "w.yaml").problems[0]?.suggestion).toContain("from 0 to 999");
    }
  },
);
