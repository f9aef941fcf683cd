import { afterAll, beforeAll, expect, test, vi } from "vitest";

const parsed: string[] = [];

// Others in the same worker may have loaded the modules that parse, and get their own.
beforeAll(() => {
  vi.resetModules();
  vi.doMock("yaml", async (original) => {
    const yaml = await original<Record<string, unknown>>();
    const counted = (name: string) => (text: string, options: unknown) => {
      parsed.push(text);
      return (yaml[name] as (...args: unknown[]) => unknown)(text, options);
    };
    return { ...yaml, parse: counted("parse"), parseDocument: counted("parseDocument") };
  });
});
afterAll(() => {
  vi.doUnmock("yaml");
  vi.resetModules();
});

test.each([
  ["check", 1],
  ["sync", 1],
  ["add step send --timeout 1m --catch Away:compensate", 2],
  ["edit step process-payment --timeout 1m --max-attempts 5 --description Pays", 2],
  ["remove step create-invoice", 2],
  ["rename step process-payment pay", 2],
])("%s parses each text of a workflow once: %i", async (line, texts) => {
  // Another text in each test: what was parsed once in this process stays known.
  const { projectInDirectory } = await import("../project-in-directory.ts");
  const project = await projectInDirectory();
  project.edit("workflow.yaml", (text) => `# ${line}\n${text}`);
  parsed.length = 0;
  expect(await project.run(line)).toMatchObject({ problems: [] });
  expect(parsed.map((text) => text.split("\n")[0])).toEqual(Array(texts).fill(`# ${line}`));
});
