/** Returns a text as a string of HCL in which nothing is put in. */
export function hclString(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}

/** Returns `name = value` lines, aligned as `terraform fmt` aligns them. */
export function alignedLines(values: Readonly<Record<string, string>>): string[] {
  const longest = Math.max(...Object.keys(values).map((name) => name.length));
  return Object.entries(values).map(([name, value]) => `${name.padEnd(longest)} = ${value}`);
}
