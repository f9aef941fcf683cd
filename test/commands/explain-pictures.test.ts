import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writePictures } from "../../src/commands/explain-pictures.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { orderExplanation } from "../explain/order-explanation.ts";

let cwd: string;
let told: string[];

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "unchain-pictures-"));
  told = [];
});

afterEach(() => rmSync(cwd, { recursive: true }));

const write = (flags: Partial<Record<"html" | "svg", string>>) =>
  writePictures(orderProcessing, orderExplanation, flags, undefined, {
    cwd,
    info: (line) => told.push(line),
  });

test("writes what is asked for, says so, and writes it again", () => {
  for (const _ of ["first", "again"]) {
    expect(write({ html: "a page.html", svg: "b.svg" })).toBeUndefined();
  }
  expect(told).toEqual([
    ...["Written: a page.html", "Written: b.svg"],
    ...["Written: a page.html", "Written: b.svg"],
  ]);
  expect(readFileSync(join(cwd, "a page.html"), "utf8")).toMatch(/^<!doctype html>/);
  expect(readFileSync(join(cwd, "b.svg"), "utf8")).toMatch(/^<svg /);
});

test("writes nothing that is not asked for", () => {
  expect(write({ svg: "b.svg" })).toBeUndefined();
  expect(readdirSync(cwd)).toEqual(["b.svg"]);
});

test("leaves a file alone that it did not make", () => {
  const mine = join(cwd, "index.html");
  for (const text of ["", "<!doctype html><p>Mine.", `${"x".repeat(2000)}create-unchain explain`]) {
    writeFileSync(mine, text);
    expect(write({ html: "index.html" })).toMatchObject({ code: "FILE_EXISTS" });
    expect(readFileSync(mine, "utf8")).toBe(text);
  }
});

test("says what is in the way", () => {
  expect(write({ html: join("nowhere", "a.html") })).toMatchObject({
    code: "CANNOT_WRITE",
    message: expect.stringMatching(/^--html nowhere.a\.html: ENOENT/),
  });
  expect(write({ svg: "." })?.code).toBe("CANNOT_WRITE");
});
