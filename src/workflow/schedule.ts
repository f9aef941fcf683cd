import { LIMITS } from "./limits.ts";

/** A mistake in a schedule, and what would work; each a whole sentence without its full stop. */
export interface TriggerMistake {
  readonly rule: string;
  readonly fix: string;
}

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  /** A form that only this field has. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** "Schedule types in EventBridge Scheduler", EventBridge Scheduler User Guide. */
const CRON_FIELDS: readonly CronField[] = [
  { name: "minutes", min: 0, max: 59 },
  { name: "hours", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31, special: /^(?:\?|L|LW|(?:[1-9]|[12]\d|3[01])W)$/ },
  { name: "month", min: 1, max: 12, names: MONTHS },
  {
    name: "day of the week",
    min: 1,
    max: 7,
    names: DAYS,
    special: /^(?:\?|L|(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(?:L|#[1-5]))$/,
  },
  { name: "year", min: 1970, max: 2199 },
];

/**
 * Returns what keeps EventBridge Scheduler from taking a `rate()` or `cron()` expression; undefined where it takes it.
 */
export function scheduleMistake(schedule: string): TriggerMistake | undefined {
  if (schedule.length > LIMITS.scheduleLength) {
    return {
      rule: `schedule has ${schedule.length} characters, at most ${LIMITS.scheduleLength} are allowed`,
      fix: "Write a shorter one",
    };
  }
  const [, kind, inner = ""] = /^(rate|cron)\((.*)\)$/.exec(schedule) ?? [];
  if (kind === "rate") return rateMistake(inner);
  if (kind === "cron") return cronMistake(inner);
  const meant = meantRate(schedule) ?? meantCron(schedule);
  return {
    rule: "schedule takes rate(…) or cron(…)",
    fix: meant === undefined ? 'Write e.g. "schedule: rate(1 hour)"' : `Did you mean ${meant}?`,
  };
}

function rateMistake(rate: string): TriggerMistake | undefined {
  const [, value, unit = "", plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(rate) ?? [];
  if (value !== undefined && (value === "1") === (plural === "")) return undefined;
  const meant =
    value === undefined ? meantRate(rate) : `rate(${value} ${unit}${value === "1" ? "" : "s"})`;
  return {
    rule: "a rate is a whole number of at least 1 and minute, minutes, hour, hours, day or days",
    fix: meant === undefined ? 'Write e.g. "schedule: rate(1 hour)"' : `Did you mean ${meant}?`,
  };
}

/** The rate somebody most likely meant by `5 min`, `hourly` or `every 2 hours`. */
function meantRate(text: string): string | undefined {
  const words = { hourly: "1h", daily: "1d" } as Record<string, string>;
  const typed = text.trim().toLowerCase();
  const plain = (Object.hasOwn(words, typed) ? words[typed] : typed) ?? typed;
  const match = /^(?:rate)?\s*\(?\s*(?:every\s+)?(\d*)\s*(m|h|d)[a-z]*\s*\)?$/.exec(plain);
  if (!match) return undefined;
  const value = match[1] === "" ? 1 : Number(match[1]);
  if (value < 1 || !Number.isSafeInteger(value)) return undefined;
  const unit = { m: "minute", h: "hour", d: "day" }[match[2] as "m" | "h" | "d"];
  return `rate(${value} ${unit}${value === 1 ? "" : "s"})`;
}

/** The `cron()` that says what five fields of a crontab say, in which Sunday is 0 or 7 and no field is a `?`. */
function meantCron(crontab: string): string | undefined {
  const [minutes, hours, day, month, weekday, ...more] = crontab.trim().split(/\s+/);
  if (weekday === undefined || more.length > 0) return undefined;
  const named = weekday
    .toUpperCase()
    .replace(/(^|[,-])([0-7])(?=$|[,/-])/g, (_, before, digit) => before + DAYS[digit % 7]);
  // A crontab with both runs on either day; "*" alone says nothing of it.
  if (day !== "*" && weekday !== "*") return undefined;
  const days =
    weekday === "*" ? [day, month?.toUpperCase(), "?"] : ["?", month?.toUpperCase(), named];
  const inner = [minutes, hours, ...days, "*"].join(" ");
  const isTaken = inner
    .split(" ")
    .every((value, index) => fitsField(CRON_FIELDS[index] as CronField, value));
  return isTaken ? `cron(${inner})` : undefined;
}

function cronMistake(cron: string): TriggerMistake | undefined {
  const meant = meantCron(cron);
  const example = meant
    ? `Did you mean ${meant}?`
    : 'Write e.g. "schedule: cron(0 8 ? * MON-FRI *)"';
  const fields = cron.split(" ");
  if (fields.length !== CRON_FIELDS.length) {
    return {
      rule: `cron has ${CRON_FIELDS.length} fields (${CRON_FIELDS.map(({ name }) => name).join(", ")}), not ${fields.length}`,
      fix: example,
    };
  }
  for (const [index, field] of CRON_FIELDS.entries()) {
    const value = fields[index] ?? "";
    if (!fitsField(field, value)) {
      return {
        rule: `${JSON.stringify(value)} is no ${field.name} of cron, ${field.min} to ${field.max}`,
        fix: example,
      };
    }
  }
  const questionMarks = [fields[2], fields[4]].filter((value) => value === "?").length;
  if (questionMarks === 1) return undefined;
  return {
    rule: "in cron, exactly one of day of the month and day of the week must be ?",
    fix: example,
  };
}

function fitsField(field: CronField, value: string): boolean {
  if (field.special?.test(value)) return true;
  return value.split(",").every((item) => {
    const [range = "", step, more] = item.split("/");
    if (more !== undefined) return false;
    if (step !== undefined && !(/^\d{1,4}$/.test(step) && Number(step) > 0)) return false;
    if (range === "*") return true;
    const [from, to, ...rest] = range.split("-").map((part) => fieldNumber(field, part));
    if (from === undefined || rest.length > 0) return false;
    return !range.includes("-") || to !== undefined;
  });
}

function fieldNumber({ min, max, names = [] }: CronField, text: string): number | undefined {
  const named = names.indexOf(text);
  if (named >= 0) return min + named;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}
