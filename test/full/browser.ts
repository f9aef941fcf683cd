import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { outputFileSync } from "fs-extra/esm";

/** What drives the browser, and what looks for barriers in a page; nothing of ours depends on them. */
const TOOLS = { "axe-core": "4.14.1", "playwright-core": "1.65.1" };

/** What these tests use of playwright-core, whose types are not installed. */
export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<T>(work: string): Promise<T>;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  emulateMedia(media: { media?: "print"; colorScheme?: "light" | "dark" }): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
  on(event: "console" | "pageerror" | "request", hear: (what: Heard) => void): void;
  screenshot(options: { path: string; fullPage: true }): Promise<unknown>;
  close(): Promise<void>;
}

export interface Heard {
  text?(): string;
  url?(): string;
  readonly message?: string;
}

export interface Browser {
  newPage(options: {
    viewport: { width: number; height: number };
    colorScheme?: "light" | "dark";
    bypassCSP?: boolean;
  }): Promise<Page>;
  close(): Promise<void>;
}

/** Returns where Chromium is on this machine; `CHROMIUM` says it, or the path does. */
export function findChromium(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const known = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM ?? "", ...known].find((path) => path !== "" && existsSync(path));
}

/** Installs what drives the browser, once for all runs, and returns it with the source of axe. */
export async function browserTools() {
  const folder = join(tmpdir(), `unchain-${userInfo().username}`, "browser");
  mkdirSync(folder, { recursive: true });
  const isThere = Object.keys(TOOLS).every((name) =>
    existsSync(join(folder, "node_modules", name)),
  );
  if (!isThere) {
    outputFileSync(
      join(folder, "package.json"),
      JSON.stringify({ private: true, dependencies: TOOLS }),
    );
    await execa("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
  }
  const require = createRequire(join(folder, "package.json"));
  const { chromium } = require("playwright-core");
  return {
    launch: (executablePath: string): Promise<Browser> =>
      chromium.launch({
        executablePath,
        args: ["--no-sandbox", "--disable-background-networking"],
      }),
    axe: require("axe-core").source as string,
  };
}
