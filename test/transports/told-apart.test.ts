import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TRANSPORTS } from "../../src/transports/names.ts";

const names = TRANSPORTS.join("|");

/** The ways in which code tells transports apart. */
const WAYS = [
  // A comparison, on either side, and a case of a switch.
  String.raw`\btransport\b\)? [!=]==? ["'\`]`,
  `(?:[!=]==?|\\bcase) "(?:${names})"`,
  `"(?:${names})" [!=]==?`,
  String.raw`switch \([^)]*\btransport\b`,
  // A record with a name in quotes as its key.
  `"(?:${names})":`,
  // The plan of one transport, which has more than those of others.
  `transports/(?:${names})/plan\\.ts"`,
].map((way) => new RegExp(way, "g"));

/** Comparisons with the same words that are about something else: a kind of resource, and a key of `workflow.yaml`. */
const OTHERS = ['if (kind === "queue") return queueId(name);', 'if (key === "queue" && '];

const root = new URL("../../src/", import.meta.url);

function toldApart(code: string): string[] {
  const text = OTHERS.reduce(
    (rest, other) => rest.replace(other, ""),
    code.replaceAll(/\s+/g, " "),
  );
  return WAYS.flatMap((way) => text.match(way) ?? []);
}

test("only src/transports/ tells transports apart; all others ask the one that a workflow has", () => {
  const found = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("transports/"))
    .map((path) => ({ path, found: toldApart(readFileSync(new URL(path, root), "utf8")) }))
    .filter(({ found }) => found.length > 0);
  expect(found).toEqual([]);
});

test.each([
  'plan.transport === "queue" ? 1 : 2',
  'if (\n  workflow.transport !==\n  "state-machine"\n) return;',
  'switch (plan.transport) { case "queue": }',
  'const ends = { "state-machine": 1 };',
  'import type { QueuePlan } from "../transports/queue/plan.ts";',
])("it is red for %j", (code) => {
  expect(toldApart(code)).not.toEqual([]);
});
