import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { progressOn } from "../../src/report/progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function streamWith(columns?: number) {
  let text = "";
  const write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  const stream = columns === undefined ? { write } : { write, isTTY: true, columns };
  return { stream, text: () => text };
}

test("on a terminal, what takes long shows the latest that was heard, cut to the width", () => {
  const { stream, text } = streamWith(40);
  let heard = "";
  const task = progressOn(stream).start("Installing packages", () => heard);
  heard = `Ctrl-C skips the installation.\nnpm http fetch GET https://example.com/${"x".repeat(99)}\u0007`;
  vi.advanceTimersByTime(2_000);
  expect(text()).not.toContain("npm http");
  vi.advanceTimersByTime(3_000);
  expect(text()).toContain(
    "\n  Ctrl-C skips the installation.\n  npm http fetch GET https://example.co\u001b[A\u001b[A",
  );
  task.done("Installed");
  const last = text().slice(text().lastIndexOf("\r"));
  expect(last).toMatch(/Installed\n$/);
  expect(last.startsWith("\r\u001b[J")).toBe(true);
});

test("a line that is too long for the terminal is not wrapped, which could not be drawn over", () => {
  const { stream, text } = streamWith(20);
  progressOn(stream).start("x".repeat(40)).done("");
  expect(text()).toContain(`${"x".repeat(17)}\r`);
});

test("elsewhere it is a line once it is another one", () => {
  const { stream, text } = streamWith();
  let heard: string | undefined;
  const task = progressOn(stream).start("Installing packages", () => heard);
  vi.advanceTimersByTime(20_000);
  heard = "waiting for the registry";
  vi.advanceTimersByTime(20_000);
  task.failed("Installation failed");
  vi.advanceTimersByTime(20_000);
  expect(text()).toBe("Installing packages …\n  waiting for the registry\nInstallation failed\n");
});

test("a terminal without characters for it gets plain ones", () => {
  const { stream, text } = streamWith(40);
  const start = (name: string) => progressOn(stream, { hasBoxes: false }).start(name);
  const one = start("one");
  vi.advanceTimersByTime(2_000);
  one.done("done");
  start("two").failed("failed");
  expect(text()).toMatch(/^[\0-\x7f]+$/);
  expect(stripVTControlCharacters(text())).toMatch(/[*] done\n.*x failed\n/s);
});

test("elsewhere a line that has been said is not said again", () => {
  const { stream, text } = streamWith();
  let count = 0;
  const latest = () => `Ctrl-C skips the installation.\nhttp fetch ${count++}`;
  const task = progressOn(stream).start("Installing packages", latest);
  vi.advanceTimersByTime(8_000);
  task.done("Installed");
  expect(text()).toBe(
    "Installing packages …\n  Ctrl-C skips the installation.\n  http fetch 0\n  http fetch 1\nInstalled\n",
  );
});
