import { expect, test } from "vitest";
import { drawWorkflow } from "../../src/report/picture.ts";
import { LIMITS } from "../../src/workflow/limits.ts";
import { checkDocument } from "../../src/workflow/text/check.ts";

/** Drafts too: a picture is shown while there are steps to come. */
const draw = (value: unknown): string => drawWorkflow(checkDocument(value).workflow);

test("the order workflow: chain, failure routes, undo order", () => {
  const picture = draw({
    name: "order-processing",
    steps: [
      { name: "create-order", compensation: "cancel-order" },
      {
        name: "process-payment",
        onFailure: "compensate",
        compensation: "refund-payment",
        catch: [{ errors: ["PaymentDeclined"], onFailure: "compensate" }],
      },
      { name: "create-invoice", retry: { maxAttempts: 5 }, onFailure: "compensate" },
    ],
  });
  expect(`\n${picture}\n`).toMatchInlineSnapshot(`
    "
      order-processing

      ┌─────────────────┐
      │ create-order    │  fails for good ─▶ stop
      │ 3 retries, 30s  │  undone by cancel-order
      └────────┬────────┘
               ▼
      ┌─────────────────┐
      │ process-payment │  PaymentDeclined ─▶ undo, newest first
      │ 3 retries, 30s  │  fails for good ─▶ undo, newest first
      │                 │  undone by refund-payment
      └────────┬────────┘
               ▼
      ┌─────────────────┐
      │ create-invoice  │  fails for good ─▶ undo, newest first
      │ 5 retries, 30s  │
      └────────┬────────┘
               ▼
              done

      Undo order: refund-payment → cancel-order
    "
  `);
});

test("every route", () => {
  const picture = draw({
    name: "parcel",
    steps: [
      { name: "weigh", retry: { maxAttempts: 0 }, onFailure: "continue", timeout: "2m" },
      { name: "send", onFailure: "fallback", fallback: "send-by-post", compensation: "call-back" },
    ],
  });
  expect(`\n${picture}\n`).toMatchInlineSnapshot(`
    "
      parcel

      ┌────────────────┐
      │ weigh          │  fails for good ─▶ note the error, go on
      │ no retry, 2m   │
      └────────┬───────┘
               ▼
      ┌────────────────┐
      │ send           │  fails for good ─▶ run send-by-post, go on
      │ 3 retries, 30s │  send-by-post fails for good ─▶ stop
      │                │  undone by call-back
      └────────┬───────┘
               ▼
              done

      No failure asks for an undo yet: no step has onFailure: compensate.
    "
  `);
});

test("names of any legal length stay within 80 columns", () => {
  const long = (word: string) => `${word}${"-abcdefgh".repeat(8)}`.slice(0, 40);
  const picture = draw({
    name: long("workflow"),
    steps: [
      {
        name: long("first"),
        onFailure: "fallback",
        fallback: long("other"),
        compensation: long("undo"),
        catch: [{ errors: ["AnErrorWithAVeryLongNameThatNobodyCanRead"], onFailure: "compensate" }],
      },
    ],
  });
  expect(Math.max(...picture.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(picture.replaceAll(/[\s│]/g, "")).toContain(long("other"));
});

test("steps inside of steps, each behind a line of its own", () => {
  const picture = draw({
    name: "trip",
    steps: [
      { name: "cool-down", wait: "10m" },
      {
        name: "size",
        choice: [
          { when: { path: "input.total", greaterThan: 1000 }, steps: [{ name: "ask" }] },
          { otherwise: [] },
        ],
      },
      {
        name: "book",
        onFailure: "compensate",
        parallel: [
          { steps: [{ name: "hotel", compensation: "cancel-hotel" }, { name: "mail" }] },
          {
            steps: [
              {
                name: "bags",
                map: { items: "input.bags", maxConcurrency: 2, steps: [{ name: "tag" }] },
              },
            ],
          },
        ],
      },
    ],
  });
  expect(`\n${picture}\n`).toMatchInlineSnapshot(`
    "
      trip

      ┌──────────────┐
      │ cool-down    │
      │ waits 10m    │
      └───────┬──────┘
              ▼
      ┌──────────────┐
      │ size         │
      │ one of these │
      ├──────────────┘
      ├─ where input.total is greater than 1000
      │  ┌────────────────┐
      │  │ ask            │  fails for good ─▶ stop
      │  │ 3 retries, 30s │
      │  └────────────────┘
      ├─ otherwise ─▶ go on
      └───────┐
              ▼
      ┌──────────────┐
      │ book         │  a branch fails ─▶ undo, newest first
      │ all at once  │
      ├──────────────┘
      ├─ branch 1
      │  ┌────────────────┐
      │  │ hotel          │  fails for good ─▶ book fails
      │  │ 3 retries, 30s │  undone by cancel-hotel
      │  └────────┬───────┘
      │           ▼
      │  ┌────────────────┐
      │  │ mail           │  fails for good ─▶ book fails
      │  │ 3 retries, 30s │
      │  └────────────────┘
      ├─ branch 2
      │  ┌────────────────────────┐
      │  │ bags                   │  an item fails ─▶ book fails
      │  │ for each of input.bags │
      │  ├────────────────────────┘
      │  ├─ each item, 2 at once
      │  │  ┌────────────────┐
      │  │  │ tag            │  fails for good ─▶ book fails
      │  │  │ 3 retries, 30s │
      │  │  └────────────────┘
      │  ╵
      └───────┐
              ▼
             done

      Undo order: cancel-hotel
    "
  `);
});

test("however deep the steps are, each of them stays legible within 80 columns", () => {
  const long = (depth: number) => `step-${depth}${"-abcdefgh".repeat(8)}`.slice(0, 40);
  const around: readonly ((steps: readonly object[]) => object)[] = [
    (steps) => ({ choice: [{ when: { path: "input.isPaid", equals: true }, steps }] }),
    (steps) => ({ parallel: [{ steps }, { steps: [] }] }),
    (steps) => ({ map: { items: "input.lines", steps } }),
  ];
  const nested = (depth: number): object =>
    depth === LIMITS.nesting
      ? { name: long(depth), compensation: "call-back", onFailure: "compensate" }
      : { name: long(depth), ...around[depth % 3]?.([nested(depth + 1)]) };
  const picture = draw({ name: "deep", steps: [nested(1)] });
  expect(Math.max(...picture.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  for (let depth = 1; depth <= LIMITS.nesting; depth++)
    expect(picture).toContain(`│ ${long(depth)} `);
  expect(picture).toContain("fails for good ─▶ undo, newest first");
});

test("what starts it, and whether it keeps order", () => {
  const steps = [{ name: "pick" }];
  const heading = (about: object) => draw({ name: "parcel", ...about, steps }).split("\n\n")[0];
  expect(heading({ trigger: { api: "POST /parcels" } })).toBe("  parcel, started by POST /parcels");
  expect(heading({ trigger: { schedule: "rate(1 hour)" } })).toContain("by rate(1 hour)");
  expect(
    heading({
      trigger: { event: { source: "shop", detailType: "OrderPlaced" } },
      queue: { fifo: true, groupBy: "input.customerId" },
    }),
  ).toBe(
    "  parcel, started by the event OrderPlaced of shop, in order for each\n    input.customerId",
  );
});

test("an approval says how long it waits, and what follows where there is none", () => {
  const picture = draw({
    name: "purchase",
    steps: [
      {
        name: "ask-manager",
        approval: { timeout: "3d" },
        catch: [{ errors: ["TimedOut"], onFailure: "continue" }],
      },
    ],
  });
  expect(picture).toContain("│ approval, 3d │");
  expect(picture).toContain("TimedOut ─▶ note the error, go on");
  expect(picture).toContain("is not approved ─▶ stop");
});

const TRIP = {
  name: "trip",
  trigger: { event: { source: "shop", detailType: "OrderPlaced" } },
  steps: [
    {
      name: "book-hotel-and-flight",
      catch: [{ errors: ["SoldOut", "NoSuchHotel"], onFailure: "continue" }],
      onFailure: "compensate",
      parallel: [
        { steps: [{ name: "book-hotel", compensation: "cancel-hotel" }] },
        { steps: [{ name: "book-flight" }] },
      ],
    },
  ],
};

test.each([39, 50, 60, 79, 100])("%i columns are enough, and words stay whole", (width) => {
  const { workflow } = checkDocument(TRIP);
  const lines = drawWorkflow(workflow, { width, hasBoxes: true }).split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
  for (const word of ["book-hotel-and-flight", "cancel-hotel", "NoSuchHotel"]) {
    expect(lines.some((line) => line.includes(word))).toBe(true);
  }
});

test("where there are no box characters, it is drawn with plain ones", () => {
  const { workflow } = checkDocument(TRIP);
  const plain = drawWorkflow(workflow, { width: 60, hasBoxes: false });
  const drawn = drawWorkflow(workflow, { width: 60, hasBoxes: true });
  expect(plain).toMatch(/^[\n -~]+$/);
  expect(plain.split("\n").map(({ length }) => length)).toEqual(
    drawn.split("\n").map(({ length }) => length),
  );
  expect(plain).toContain("| book-flight    |  fails for good ->\n");
});
