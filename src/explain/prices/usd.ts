/** Returns dollars as they are printed: `1,234.50`. */
export function formatUsd(amount: number): string {
  if (amount > 0 && amount < 0.005) return "<0.01";
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/**
 * Returns a number with at most so many decimals, none of them needless: `1,234.5`. Without `Intl`, whose first use
 * takes as long as rendering a project.
 */
export function formatNumber(value: number, decimals = 1): string {
  const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
  const needed = fraction.replace(/0+$/, "");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return needed === "" ? grouped : `${grouped}.${needed}`;
}

/** Returns seconds in the unit that a person would choose: `200 ms`, `2 s`, `3 d`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${formatNumber(seconds * 1_000, 0)} ms`;
  if (seconds < 120) return `${formatNumber(seconds, 2)} s`;
  if (seconds < 7_200) return `${formatNumber(seconds / 60)} min`;
  return seconds < 172_800
    ? `${formatNumber(seconds / 3_600)} h`
    : `${formatNumber(seconds / 86_400)} d`;
}

/** Returns a share as a percentage with as many digits as tell it from 100 %. */
export function percent(share: number): string {
  if (share === 1) return "100 %";
  const digits = share < 0.99 ? 0 : Math.min(6, Math.max(1, Math.ceil(-Math.log10(1 - share)) - 1));
  return `${(share * 100).toFixed(digits)} %`;
}

/** Returns runs in a second in the unit that makes them a number to remember: `100 runs a second`, `1 run a day`. */
export function formatRuns(perSecond: number): string {
  const units = [
    [1, "a second"],
    [60, "a minute"],
    [3_600, "an hour"],
    [86_400, "a day"],
  ] as const;
  const [factor, unit] = units.find(([seconds]) => perSecond * seconds >= 1) ?? [86_400, "a day"];
  const runs = formatNumber(perSecond * factor, 3);
  return `${runs} run${runs === "1" ? "" : "s"} ${unit}`;
}
