import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Explanation } from "../../src/explain/explanation.ts";
import { explainPage } from "../../src/explain/page/page.ts";
import { timelineSvg } from "../../src/explain/page/timeline-svg.ts";
import { storiesOf } from "../../src/explain/stories/stories.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import type { WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { checked } from "../plan/checked.ts";
import { orderExplanation } from "./order-explanation.ts";

const order: WorkflowWithTransport = { ...orderProcessing, transport: "state-machine" };

/** Pieces that mean something in HTML, in XML, in a script or in a style. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...["</script>", "<!--", "-->", "<script>", "]]>", "<![CDATA[", "</style>", "</title>"],
      ...["'", '"', "&", "<", ">", "`", "${x}", "&lt;", "\u2028", "\u2029", "\u0000", "\u0007"],
      ...["<img src=x onerror=alert(1)>", "javascript:alert(1)", "\ud800", "😀", "x", "{{a}}"],
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((pieces) => pieces.join(""));

/** What surrounds the text of a document: its tags, the values of attributes left out. @throws on a stray bracket */
function tagsOf(document: string): string[] {
  const withoutOwn = document.replace(
    /<(script|style)( type="application\/json" id="data")?>.*?<\/\1>/gs,
    "<$1/>",
  );
  const tags = withoutOwn.match(/<[^<>]*>/g) ?? [];
  const rest = withoutOwn.replace(/<[^<>]*>/g, "");
  expect(rest).not.toMatch(/[<>]/);
  return tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

/** An explanation in which every text is another; numbers and ids stay. */
function withTexts(value: unknown, text: (was: string) => string, key = ""): unknown {
  const kept = [
    "id",
    "kind",
    "of",
    "from",
    "fate",
    "is",
    "architecture",
    "transport",
    "cheapest",
    "recommended",
    "step",
    "url",
  ];
  if (typeof value === "string") return kept.includes(key) ? value : text(value);
  if (Array.isArray(value)) return value.map((one) => withTexts(one, text, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withTexts(one, text, name)]),
  );
}

function workflowSaying(text: string): WorkflowWithTransport {
  const when = { path: "input.kind", equals: text };
  const choice = [{ when, steps: [{ name: "ship" }] }];
  const workflow = checked([{ name: "weigh" }, { name: "kind", choice }], "state-machine");
  return { ...workflow, steps: workflow.steps.map((step) => ({ ...step, description: text })) };
}

describe("whatever the texts of a workflow say, they are text", () => {
  const plainTags = tagsOf(
    explainPage(workflowSaying("x"), withTexts(orderExplanation, () => "x") as Explanation),
  );
  const plainSvg = tagsOf(timelineSvg(order, orderExplanation));

  test("in the page", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const explanation = withTexts(orderExplanation, () => text) as Explanation;
        const page = explainPage(workflowSaying(text), explanation);
        expect(tagsOf(page)).toEqual(plainTags);
        expect(page.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
        expect(page).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 100 },
    );
  });

  test("in the picture", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { timeline } = orderExplanation;
        const renamed = ({ bars, seconds }: (typeof timeline)["nested"]) => ({
          seconds,
          bars: bars.map((bar) => ({ ...bar, step: text })),
        });
        const { nested, decoupled } = timeline;
        const named = { ...order, name: text };
        const svg = timelineSvg(named, {
          ...orderExplanation,
          timeline: { nested: renamed(nested), decoupled: renamed(decoupled) },
        });
        expect(tagsOf(svg)).toEqual(plainSvg);
      }),
      { numRuns: 100 },
    );
  });

  test("in the data of its script, which gets them as they are", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const workflow = checked([{ name: "a", description: "x" }], "queue");
        const named = {
          ...workflow,
          steps: workflow.steps.map((step) => ({ ...step, name: text })),
        };
        const page = explainPage(named, orderExplanation);
        const [, data = ""] =
          /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
        expect(data).not.toMatch(/[<>\u2028\u2029]/);
        expect(JSON.parse(data).steps[0].step).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the page", () => {
  const page = explainPage(order, orderExplanation);

  test("runs no script and no style but its own, and loads nothing", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const hashOf = (tag: string) => {
      const [, text = ""] = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(page) ?? [];
      return createHash("sha256").update(text).digest("base64");
    };
    expect(policy.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hashOf("style")}'; script-src 'sha256-${hashOf("script")}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/\s(?:src|style|on\w+)=/);
    const links = orderExplanation.prices.pages.map(({ url }) => url);
    expect(page.match(/https?:[^"<]*/g)).toEqual(links);
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });

  test("says in its first lines what nesting costs, what the state machine costs, and what a failure does", () => {
    const text = page
      .slice(page.indexOf("<main>"), page.indexOf('id="time"'))
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
    expect(text).toContain("What nesting costs 51 % waiting");
    expect(text).toContain(
      "4.1 s for 2 s of work. Waiting costs 14.00 of the 27.93 USD that a million runs cost.",
    );
    expect(text).toContain("Why the state machine costs more 142.68 USD");
    expect(text).toContain(
      "88 % of the bill is state transitions. 28.75 USD pay for what Unchain adds",
    );
    expect(text).toContain(
      "When create-invoice fails Everything is undone refund-payment and cancel-order undid",
    );
  });

  test("has a button for each function, and every story in its data", () => {
    const buttons = [...page.matchAll(/data-step="([^"]*)"/g)].map(([, step]) => step);
    const told = storiesOf(order).map(({ step }) => step);
    expect(buttons.toSorted()).toEqual(told.toSorted());
  });

  test("stays small", () => {
    expect(page.length).toBeLessThan(60_000);
  });
});

describe("the picture", () => {
  /** A character of the fixed-width typeface at 12 pixels, as wide as browsers draw it. */
  const CHARACTER = 7.25;

  function timelineOf(length: number, steps: number, times: number): Explanation {
    const bars = Array.from({ length: steps }, (_, index) => ({
      step: `s${index}${"-long".repeat(length)}`,
      kind: "function" as const,
      start: index * 100,
      works: 100,
      waits: (steps - 1 - index) * 100,
      times,
    }));
    const nested = { seconds: steps * 100, bars };
    return { ...orderExplanation, timeline: { nested, decoupled: nested } };
  }

  test.each([
    [0, 1, 1],
    [3, 3, 1],
    [12, 20, 1000],
  ])("keeps names and times off the bars (%i, %i steps, %i times)", (length, steps, times) => {
    const svg = timelineSvg(order, timelineOf(length, steps, times));
    const rects = [
      ...svg.matchAll(/<rect class="(?:work|wait)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g),
    ];
    expect(rects.length).toBeGreaterThan(0);
    const from = Math.min(...rects.map(([, x]) => Number(x)));
    const to = Math.max(...rects.map(([, x, width]) => Number(x) + Number(width)));
    for (const [, name = ""] of svg.matchAll(/<title>[^<]*<\/title>([^<]*)<\/text>/g)) {
      expect(20 + name.length * CHARACTER).toBeLessThan(from);
    }
    const texts = [...svg.matchAll(/text-anchor="end">(.*?)<\/text>/g)].map(([, text = ""]) =>
      text.replace(/<[^>]*>/g, ""),
    );
    for (const text of texts) expect(740 - text.length * CHARACTER).toBeGreaterThan(to);
    const height = Number(/viewBox="0 0 760 ([\d.]+)"/.exec(svg)?.[1]);
    for (const [, y] of svg.matchAll(/ y="([\d.]+)"/g)) expect(Number(y)).toBeLessThan(height);
  });

  test("has a title and a description, and says the sums", () => {
    const svg = timelineSvg(order, orderExplanation);
    expect(svg).toContain('<title id="title">order-processing: who works and who waits</title>');
    expect(svg).toContain(
      "Nested: 4.1 s paid for 2 s of work, 51 % of it waiting. Decoupled: 2 s paid, all of it work.",
    );
    expect(svg.length).toBeLessThan(4000);
  });

  test("is in our README, with the durations that the README names", async () => {
    await expect(timelineSvg(order, orderExplanation)).toMatchFileSnapshot(
      "../../docs/order-processing.svg",
    );
  });
});
