import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainWorkflow } from "../../src/explain/explain.ts";
import { explainPage } from "../../src/explain/page/page.ts";
import { type Story, storiesOf } from "../../src/explain/stories/stories.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import type { TransportName, WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { workflows } from "../fixtures/workflows.ts";
import { type Browser, browserTools, findChromium, type Page } from "./browser.ts";

const chromium = findChromium();
if (!chromium) {
  console.warn("The page of explain is not tested in a browser: Chromium here.");
}

const cases = [
  ["order-processing", "state-machine"],
  ["order-processing", "queue"],
  ["nested", "state-machine"],
  ["approvals", "state-machine"],
  ["hostile-names", "queue"],
] as const;

function checkedWorkflow(
  name: keyof typeof workflows,
  transport: TransportName,
): WorkflowWithTransport {
  const { workflow, problems } = parseWorkflow(workflows[name], name, { transport });
  if (!workflow) throw new Error(problems.map(({ message }) => message).join("\n"));
  return { ...workflow, transport };
}

/** What the page shows, read as a person would. */
interface Shown {
  readonly title: string;
  readonly pressed: string[];
  readonly ending: string;
  readonly live: string | null;
  readonly succeeded: string[];
  readonly failed: string[];
  readonly tries: string[];
  readonly marked: Record<string, string>;
}

const READ = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const names = (selector) => all(selector).map((one) => one.dataset.step);
  return {
    title: document.querySelector("#story-title").textContent,
    pressed: all('#faults [aria-pressed="true"]').map((one) => one.textContent),
    ending: document.querySelector("#ending").textContent,
    live: document.querySelector("#ending").getAttribute("aria-live"),
    succeeded: names("#events > .works, #events > .undoes"),
    failed: names("#events > .fails"),
    tries: all(".tries > li").map((one) => one.firstChild.textContent),
    marked: Object.fromEntries(all(".picture button").map((one) => [one.dataset.step, one.dataset.outcome])),
  };
})()`;

function expected(step: string, { fault, ending, events }: Story): Shown {
  const ran = events.flatMap((event) => ("works" in event ? [event] : []));
  const names = (works: boolean) => ran.filter((one) => one.works === works).map((one) => one.step);
  const failed = names(false);
  return {
    title: `What if ${step} …`,
    pressed: [fault.label],
    ending: `${ending.title}. ${ending.text}`,
    live: "polite",
    succeeded: names(true),
    failed,
    tries: ran.flatMap(({ tries = [] }) => tries.map(({ what }) => what)),
    marked: Object.fromEntries(
      ran.map(({ step: name }) => [name, failed.includes(name) ? "failed" : "done"]),
    ),
  };
}

describe.skipIf(!chromium)("the page of explain, in a browser", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "unchain-page-"));
  let browser: Browser;
  let axe: string;

  beforeAll(async () => {
    const tools = await browserTools();
    axe = tools.axe;
    browser = await tools.launch(chromium ?? "");
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: keyof typeof workflows, transport: TransportName): string {
    const workflow = checkedWorkflow(name, transport);
    const path = join(folder, `${name}-${transport}.html`);
    writeFileSync(path, explainPage(workflow, explainWorkflow(workflow)));
    return pathToFileURL(path).href;
  }

  /** Opens a page, and fails on whatever it says, and on whatever it loads. */
  async function opened(
    url: string,
    options: { width?: number; colorScheme?: "light" | "dark"; bypassCSP?: boolean } = {},
  ): Promise<{ page: Page; heard: string[] }> {
    const { width = 1280, ...rest } = options;
    const page = await browser.newPage({ viewport: { width, height: 900 }, ...rest });
    const heard: string[] = [];
    page.on("console", (message) => heard.push(message.text?.() ?? ""));
    page.on("pageerror", ({ message = "" }) => heard.push(message));
    page.on("request", (request) => {
      if (request.url?.() !== url) heard.push(request.url?.() ?? "");
    });
    await page.goto(url);
    return { page, heard };
  }

  test.each(cases)(
    "shows what the interpreter says, by mouse and keyboard: %s by %s",
    async (name, transport) => {
      const { page, heard } = await opened(written(name, transport));
      let byKeyboard = false;
      for (const { step, stories } of storiesOf(checkedWorkflow(name, transport))) {
        for (const [index, story] of stories.entries()) {
          const node = `.picture button[data-step="${step}"]`;
          const fault = `#faults button:nth-child(${index + 1})`;
          if (byKeyboard) {
            await page.focus(node);
            await page.keyboard.press("Enter");
            await page.focus(fault);
            await page.keyboard.press("Space");
          } else {
            await page.click(node);
            await page.click(fault);
          }
          byKeyboard = !byKeyboard;
          const shown = await page.evaluate<Shown>(READ);
          const { marked, ...rest } = expected(step, story);
          expect({ ...shown, marked: {} }).toEqual({ ...rest, marked: {} });
          expect(shown.marked).toMatchObject(marked);
          const idle = Object.keys(shown.marked).filter((one) => !(one in marked));
          expect(idle.every((one) => shown.marked[one] === "idle")).toBe(true);
          expect(await page.evaluate("document.activeElement.textContent")).toBe(story.fault.label);
        }
      }
      expect(heard).toEqual([]);
      await page.close();
    },
  );

  test.each(["light", "dark"] as const)(
    "has no barrier that axe knows of (%s)",
    async (colorScheme) => {
      for (const [name, transport] of cases) {
        const { page } = await opened(written(name, transport), { colorScheme, bypassCSP: true });
        await page.evaluate(
          "for (const one of document.querySelectorAll('details')) one.open = true",
        );
        await page.evaluate(axe);
        const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))",
        );
        expect(found).toEqual([]);
        await page.close();
      }
    },
  );

  test.each([320, 400, 1280])("fits into %i pixels", async (width) => {
    for (const [name, transport] of cases) {
      const { page } = await opened(written(name, transport), { width });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        width,
      );
      const narrowest =
        "Math.min(...[...document.querySelectorAll('.timeline .chart')].map((one) => one.clientWidth))";
      expect(await page.evaluate(narrowest)).toBeGreaterThan(50);
      const highest =
        "Math.max(...[...document.querySelectorAll('.timeline tfoot')].map((one) => one.clientHeight))";
      expect(await page.evaluate(highest)).toBeLessThan(100);
      await page.close();
    }
  });

  test("shows a run that happened, and comes back to it", async () => {
    const workflow = checkedWorkflow("order-processing", "queue");
    const path = join(folder, "run.html");
    const run = { status: "succeeded", ending: { title: "Succeeded", text: "x" } } as const;
    const events = [{ kind: "run", step: "create-order", works: true } as const];
    writeFileSync(path, explainPage(workflow, explainWorkflow(workflow), { ...run, events }));
    const { page, heard } = await opened(pathToFileURL(path).href);
    const happened = { title: "What happened", pressed: [], ending: "Succeeded. x" };
    expect(await page.evaluate(READ)).toMatchObject({ ...happened, succeeded: ["create-order"] });
    await page.click('.picture button[data-step="create-order"]');
    expect(await page.evaluate(READ)).toMatchObject({ title: "What if create-order …" });
    await page.click("#run");
    expect(await page.evaluate(READ)).toMatchObject(happened);
    expect(heard).toEqual([]);
    await page.close();
  });

  test("prints what is folded away, on white", async () => {
    const { page } = await opened(written("order-processing", "queue"), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.evaluate("document.querySelector('.cases').checkVisibility()")).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
      "rgb(255, 255, 255)",
    );
    await page.close();
  });
});
