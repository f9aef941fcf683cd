import { parse } from "yaml";
import { closest } from "../../cli/arguments/closest.ts";
import { isMapping } from "../../mapping.ts";
import type { Message } from "../../messages/message.ts";
import {
  DEFAULT_REGION,
  PRICE_KEYS,
  type PriceList,
  type PriceTable,
  priceListOf,
  pricesIn,
  unitPrices,
} from "./prices.ts";

const TEXT_KEYS = ["region", "date", "source"];

/**
 * Reads prices of one's own: JSON or YAML with the keys of {@link PriceList}, and `region`, `date` and
 * `source`, all of which may be left out. What is left out is as in the region, where that is known.
 *
 * @param path the file as the user named it, for the problems
 */
export function readPriceFile(
  text: string,
  path: string,
  wantedRegion: string | undefined,
): PriceTable | Message[] {
  const problem = (code: string, message: string, suggestion: string): Message => ({
    code,
    message,
    suggestion,
    path,
  });
  const data = parsed(text);
  if (data === undefined) {
    return [
      problem(
        "INVALID_PRICES",
        "The prices must be a mapping of names to numbers in JSON or YAML.",
        `Write e.g. { "${PRICE_KEYS[0]}": 0.2 }.`,
      ),
    ];
  }
  const wrong = Object.entries(data).flatMap(([key, value]) => valueProblem(key, value, problem));
  if (wrong.length > 0) return wrong;
  const region = wantedRegion ?? (data.region as string | undefined) ?? DEFAULT_REGION;
  const known = priceListOf(region);
  const missing = known ? [] : PRICE_KEYS.filter((key) => !Object.hasOwn(data, key));
  if (missing.length > 0) {
    return [
      problem(
        "MISSING_PRICE",
        `Unchain has no prices for ${region}, and the file lacks: ${missing.join(", ")}.`,
        "Add all of them.",
      ),
    ];
  }
  const list = { ...known, ...data } as unknown as PriceList;
  const source = (data.source as string | undefined) ?? path;
  return {
    region,
    date: (data.date as string | undefined) ?? pricesIn(region)?.date ?? "",
    pages: [{ title: "Prices of your own", url: source }, ...(pricesIn(region)?.pages ?? [])],
    prices: unitPrices(list),
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parse(text, { logLevel: "error" });
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function valueProblem(
  key: string,
  value: unknown,
  problem: (code: string, message: string, suggestion: string) => Message,
): Message[] {
  const known: readonly string[] = [...TEXT_KEYS, ...PRICE_KEYS];
  if (!known.includes(key)) {
    const begun = known.find((one) => one.toLowerCase().startsWith(key.toLowerCase()));
    const near = begun ?? closest(key, known);
    const suggestion = near ? `Did you mean "${near}"?` : `Known are: ${known.join(", ")}.`;
    return [problem("UNKNOWN_KEY", `There is no price ${JSON.stringify(key)}.`, suggestion)];
  }
  if (TEXT_KEYS.includes(key)) {
    return typeof value === "string" && value !== ""
      ? []
      : [problem("INVALID_PRICE", `${key} must be a string.`, `Write e.g. ${key}: "2026-11-30".`)];
  }
  const isPrice = typeof value === "number" && Number.isFinite(value) && value >= 0;
  return isPrice
    ? []
    : [
        problem(
          "INVALID_PRICE",
          `${key} takes US dollars as a number of at least 0, not ${JSON.stringify(value)}.`,
          `Write e.g. ${key}: ${priceListOf(DEFAULT_REGION)?.[key as keyof PriceList]}.`,
        ),
      ];
}
