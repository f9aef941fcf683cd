import { appendFileSync } from "node:fs";
import { test } from "vitest";
import { renderProject } from "../../e2e/generated/install-project.ts";
import type { Files } from "../../generated/run/project-files.ts";
import { runProjectTests } from "../../generated/run/run-tests.ts";
import { type Mutation, mutate } from "../mutation.ts";
import { mutations } from "../table.ts";
import { type Entry, projectOf, readEntries, titlesOf } from "./entries.ts";

const journal = process.env.RECORD_JOURNAL ?? "";
const [part = 0, parts = 1] = (process.env.RECORD_PART ?? "0/1").split("/").map(Number);

const titles = titlesOf(mutations);
const done = new Set(readEntries(journal).map(({ title }) => title));
const write = (entry: Entry) => appendFileSync(journal, `${JSON.stringify(entry)}\n`);

const rendered = new Map<string, Files>();
function render(mutation: Mutation): Files {
  const key = projectOf(mutation);
  const files =
    rendered.get(key) ??
    renderProject(mutation.workflow, mutation.transport, mutation.infrastructure);
  rendered.set(key, files);
  return files;
}

async function record(title: string, kind: Entry["kind"], files: Files): Promise<void> {
  if (done.has(title)) return;
  done.add(title);
  write({ kind: "begun", title });
  const results = await runProjectTests(files);
  const names = (some: typeof results) => some.map(({ name }) => name).toSorted();
  const failed = results.filter(({ passed }) => !passed);
  const endless = names(results.filter(({ endless }) => endless));
  const tests = kind === "sound" ? { tests: names(results) } : {};
  write({ kind, title, ...tests, failed: names(failed), endless });
}

test("records which tests fail on each mutant", async () => {
  for (const [index, mutation] of mutations.entries()) {
    if (index % parts !== part) continue;
    const files = render(mutation);
    await record(projectOf(mutation), "sound", files);
    const text = files[mutation.file];
    const broken = text === undefined ? undefined : mutate(mutation, text);
    if (broken === undefined) throw new Error(`There is no such place: ${titles[index]}`);
    await record(titles[index] ?? "", "row", { ...files, [mutation.file]: broken });
  }
});
