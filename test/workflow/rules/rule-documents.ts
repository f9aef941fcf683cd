import { type DocumentedRule, RULE_PAGES } from "../../../src/workflow/rules/pages.ts";

/** Returns the documentation of all rules: path and content of each file. */
export function ruleDocuments(): [path: string, content: string][] {
  return [
    ["docs/rules/README.md", index()],
    ...RULE_PAGES.map((rule): [string, string] => [`docs/rules/${rule.name}.md`, page(rule)]),
  ];
}

function index(): string {
  const rows = RULE_PAGES.flatMap(({ name, title, codes }) =>
    codes.map((code) => `| \`${code}\` | [${title}](${name}.md) |`),
  );
  return `# Rules of \`workflow.yaml\`

Each finding has a code. \`unchain help <CODE>\` prints the page of its rule.

| Code | Rule |
| --- | --- |
${rows.toSorted().join("\n")}
`;
}

function page({ title, text, codes, valid, invalid }: DocumentedRule): string {
  const listed = codes.map((code) => `\`${code}\``).join(", ");
  return `# ${title}

${listed}

${text}

## Valid

${valid.map(yaml).join("\n\n")}

## Invalid

${invalid.map((example) => `${example.codes.map((code) => `\`${code}\``).join(", ")}:\n\n${yaml(example.yaml)}`).join("\n\n")}
`;
}

const yaml = (text: string): string => `\`\`\`yaml\n${text.trim()}\n\`\`\``;
