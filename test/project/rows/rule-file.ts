import fc from "fast-check";
import { tokenize } from "../../../src/project/merge/rows/tokens.ts";

/** What a file of failure rules says: a value for each property of a step, and for each of its rows. */
export interface RuleFile {
  readonly input: number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  readonly properties: Readonly<Record<string, number>>;
  readonly rows: Readonly<Record<string, number>>;
}

/** Writes a file of rules as it is generated. Rows with an even value take one line, others five. */
export function written({ input, steps }: RuleFile): string {
  const lines = steps.flatMap(({ name, properties, rows }) => [
    "  {",
    `    step: "${name}",`,
    ...Object.entries(properties).map(([key, value]) => `    ${key}: { times: ${value} },`),
    ...(Object.keys(rows).length > 0
      ? ["    failures: [", ...Object.entries(rows).flatMap(rowLines), "    ],"]
      : []),
    "  },",
  ]);
  return [
    'import { fail } from "../local/faults.ts";',
    'import type { StepRules } from "./scenarios.ts";',
    "",
    "/** How every run begins. */",
    `export const given = { input: ${input} };`,
    "",
    "/** What happens when a step fails. */",
    "export const rules: StepRules[] = [",
    ...lines,
    "];",
    "",
  ].join("\n");
}

function rowLines([title, value]: [string, number]): string[] {
  const faults = `faults: [fail("it's", (id) => id)]`;
  if (value % 2 === 0) return [`      { title: "${title}", ${faults}, tries: ${value} },`];
  return [
    "      {",
    `        title: "${title}",`,
    `        ${faults},`,
    `        tries: ${value},`,
    "      },",
  ];
}

/** Runs a file of rules and returns what it says. */
export function saidBy(text: string): RuleFile {
  const script = text
    .replace(/import\s+(?:type\s+)?\{[^}]*\}\s*from\s*["'][^"']*["'];?/g, "")
    .replace(/export\s+const\s+(\w+)\s*(?::\s*StepRules\s*\[\s*\])?\s*=/g, "const $1 =");
  const { given, rules } = new Function("fail", `${script}\nreturn { given, rules };`)(() => 0);
  return {
    input: given.input,
    steps: rules.map(
      ({ step, failures = [], ...properties }: { step: string; failures: Row[] }) => ({
        name: step,
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [
            key,
            (value as { times: number }).times,
          ]),
        ),
        rows: Object.fromEntries(failures.map(({ title, tries }) => [title, tries])),
      }),
    ),
  };
}

type Row = { title: string; tries: number };

const value = fc.nat({ max: 5 });

const step = (name: string): fc.Arbitrary<Step> =>
  fc.record({
    name: fc.constant(name),
    properties: fc.dictionary(fc.constantFrom("retry", "timeout", "batch"), value),
    rows: fc.dictionary(fc.constantFrom("is retried", "stops", "is undone", "waits"), value),
  });

export const ruleFile: fc.Arbitrary<RuleFile> = fc.record({
  input: value,
  steps: fc
    .subarray(["create-order", "pay", "pack", "send-invoice"], { minLength: 1 })
    .chain((names) => fc.tuple(...names.map(step))),
});

/** What somebody does to a file of rules; `own` is in the names of what is added. */
export function edits(own: string, mayReorder = false): fc.Arbitrary<(file: RuleFile) => RuleFile> {
  const one = fc.record({
    kind: fc.constantFrom("change", "change", "add", "remove", "none"),
    at: fc.nat({ max: 5 }),
    value,
  });
  return fc
    .record({
      input: fc.option(value),
      steps: fc.array(fc.record({ kind: one, properties: one, rows: one }), { maxLength: 4 }),
      isTurned: fc.constantFrom(...(mayReorder ? [true, false] : [false])),
    })
    .map(({ input, steps: changes, isTurned }) => ({ input: old, steps }) => {
      const changed = steps.flatMap((step, index): Step[] => {
        const change = changes[index];
        if (change === undefined) return [step];
        const added = { name: `${own}-${index}`, properties: { retry: 1 }, rows: { stops: 2 } };
        const edited = {
          ...step,
          properties: editedRecord(step.properties, change.properties, own),
          rows: editedRecord(step.rows, change.rows, own),
        };
        const { kind, at } = change.kind;
        if (kind === "remove" && at === 0) return [];
        return kind === "add" && at === 0 ? [edited, added] : [edited];
      });
      return { input: input ?? old, steps: isTurned ? changed.toReversed() : changed };
    });
}

function editedRecord(
  record: Readonly<Record<string, number>>,
  { kind, at, value }: { kind: string; at: number; value: number },
  own: string,
): Record<string, number> {
  const entries = Object.entries(record);
  const index = at % (entries.length + 1);
  if (kind === "add") entries.splice(index, 0, [`${own}${at}`, value]);
  if (kind === "remove") entries.splice(index, 1);
  if (kind === "change" && entries[index]) entries[index] = [entries[index][0], value];
  return Object.fromEntries(entries);
}

/** Lays the code of a text out anew, as formatters do with any settings. */
export const layouts: fc.Arbitrary<(text: string) => string> = fc
  .record({ breaks: fc.array(fc.nat({ max: 5 }), { minLength: 1 }), isSingle: fc.boolean() })
  .map(({ breaks, isSingle }) => (text) => {
    const tokens = tokenize(text) ?? [];
    return tokens
      .map((token, index) => {
        const [next, choice] = [tokens[index + 1]?.text, breaks[index % breaks.length] ?? 0];
        const isLast = next !== undefined && /^[\]}]$/.test(next) && !/^[[{]$/.test(token.text);
        const mayBreak = next !== "=>" && choice === 0;
        const space = mayBreak || token.kind === "comment" ? `\n${" ".repeat(choice)}` : " ";
        if (token.text === "," && isLast) return choice % 2 === 0 ? "" : ",\n\t";
        if (token.text === ";" && choice % 2 === 0) return "\n";
        const isQuoted = token.kind === "string" && isSingle && !token.text.includes("'");
        const code = isQuoted ? `'${token.text.slice(1, -1)}'` : token.text;
        const comma = isLast && choice === 4 && token.text !== "," ? "," : "";
        return code + comma + space;
      })
      .join("")
      .concat("\n");
  });
