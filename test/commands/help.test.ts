import { expect, test } from "vitest";
import { CHOICES, type CommandName, flagsOf } from "../../src/commands/arguments.ts";
import { HELP } from "../../src/commands/help.ts";
import { DEFAULTS } from "../../src/workflow/defaults.ts";
import { formatDuration } from "../../src/workflow/duration.ts";

const commands: readonly CommandName[] = [
  "new",
  "add step",
  "edit step",
  "rename step",
  "remove step",
  "sync",
  "upgrade",
  "check",
  "schema",
];

/** What the help says of a flag, and of those on the same line. */
const aboutFlag = (flag: string) =>
  new RegExp(`^ .*--${flag}\\b.*(?:\\n {24,}.*)*$`, "m").exec(HELP)?.[0];

test("every flag of every command is in the help, with the values that it takes", () => {
  for (const flag of new Set(commands.flatMap(flagsOf))) {
    const said = aboutFlag(flag);
    expect(said, flag).toBeDefined();
    for (const value of CHOICES[flag as keyof typeof CHOICES] ?? []) expect(said).toContain(value);
  }
});

test("the defaults in the help are those of a step", () => {
  const { retry, timeoutSeconds, onFailure, windowSeconds } = DEFAULTS;
  const said = {
    timeout: formatDuration(timeoutSeconds),
    "max-attempts": retry.maxAttempts,
    interval: formatDuration(retry.intervalSeconds),
    "backoff-rate": retry.backoffRate,
    "max-delay": formatDuration(retry.maxDelaySeconds),
    jitter: retry.jitter,
    "on-failure": onFailure,
    "idempotency-window": formatDuration(windowSeconds),
  };
  for (const [flag, value] of Object.entries(said)) expect(aboutFlag(flag)).toContain(`(${value})`);
});
