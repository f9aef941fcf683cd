/** Returns dollars as they are printed: `1,234.50`. */
export function formatUsd(amount: number): string {
  if (amount > 0 && amount < 0.005) return "<0.01";
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Returns a number with at most so many decimals, none of them needless: `1,234.5`. */
export function formatNumber(value: number, decimals = 1): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: decimals });
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
