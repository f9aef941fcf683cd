import { describe, expect, test } from "vitest";
import { readPriceFile } from "../../../src/explain/prices/price-file.ts";
import { PRICE_KEYS, pricesIn, REGIONS } from "../../../src/explain/prices/prices.ts";

const read = (text: string, region?: string) => readPriceFile(text, "prices.yaml", region);

test("what a file does not say is as in its region", () => {
  const table = read('region: eu-west-1\ndate: "2026-12-01"\ntableWritesPerMillion: 2\n');
  expect(table).toMatchObject({
    region: "eu-west-1",
    date: "2026-12-01",
    pages: [
      { title: "Prices of your own", url: "prices.yaml" },
      expect.anything(),
      ...Array(4).fill(expect.anything()),
    ],
    prices: { ...pricesIn("eu-west-1")?.prices, tableWrite: 2 / 1_000_000 },
  });
});

test("--region wins over the region of the file", () => {
  expect(read("{ region: eu-west-1 }", "eu-central-1")).toMatchObject({ region: "eu-central-1" });
});

test("a region whose prices are not known needs all of them", () => {
  expect(read("{ region: ap-south-1, lambdaRequestsPerMillion: 0.2 }")).toEqual([
    expect.objectContaining({
      code: "MISSING_PRICE",
      message: expect.stringMatching(/ap-south-1, and the file lacks: lambdaGbSecondArm64, /),
      path: "prices.yaml",
    }),
  ]);
  const all = Object.fromEntries(PRICE_KEYS.map((key) => [key, 1]));
  expect(read(JSON.stringify({ region: "ap-south-1", ...all }))).toMatchObject({
    region: "ap-south-1",
    date: "",
  });
});

describe("what is wrong is said, with what would work", () => {
  test.each([
    ["[1]", "INVALID_PRICES", /"lambdaRequestsPerMillion": 0.2/],
    ["{", "INVALID_PRICES", /0.2/],
    ["{ lambdaRequests: 1 }", "UNKNOWN_KEY", /mean "lambdaRequestsPerMillion"/],
    ["{ tableWritesPerMilion: 1 }", "UNKNOWN_KEY", /mean "tableWritesPerMillion"/],
    ["{ oil: 1 }", "UNKNOWN_KEY", /^Known are: region, /],
    ["{ objectGetsPerMillion: -1 }", "INVALID_PRICE", /objectGetsPerMillion: 0.4/],
    ["{ objectGetsPerMillion: free }", "INVALID_PRICE", /objectGetsPerMillion: 0.4/],
    ["{ expressGbSecond: .inf }", "INVALID_PRICE", /1.667e-5|0.00001667/],
    ["{ date: 2026 }", "INVALID_PRICE", /date: "2026-11-30"/],
  ])("%s", (text, code, suggestion) => {
    expect(read(text)).toEqual([
      expect.objectContaining({ code, suggestion: expect.stringMatching(suggestion) }),
    ]);
  });
});

test("every known region has a price of everything, and pages that they are from", () => {
  for (const region of REGIONS) {
    const table = pricesIn(region);
    expect(Object.values(table?.prices ?? {}).every((price) => price > 0)).toBe(true);
    expect(table?.pages.every(({ url }) => url.startsWith("https://aws.amazon.com/"))).toBe(true);
    expect(table?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  expect(pricesIn("constructor")).toBeUndefined();
});
