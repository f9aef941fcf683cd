import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import validate from "asl-validator";
import { execa } from "execa";
import fc from "fast-check";
import { parseAst } from "rolldown/parseAst";
import { describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { templateNames } from "../../scripts/templates-plugin.ts";
import { isComposite } from "../../src/forms/traits.ts";
import { type PackageManager, packageManagers } from "../../src/plan/package-manager.ts";
import { planProject } from "../../src/plan/plan.ts";
import { renderProject } from "../../src/render/render.ts";
import { renderWorkflow } from "../../src/testing.ts";
import type { StateMachine } from "../../src/transports/state-machine/state-machine.ts";
import { pascalCase } from "../../src/workflow/letter-case.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import { transportLimits } from "../../src/workflow/rules/rules.ts";
import { allSteps } from "../../src/workflow/steps/traversal.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";
import type {
  TransportName,
  Workflow,
  WorkflowWithTransport,
} from "../../src/workflow/workflow.ts";
import { descriptionArbitrary, workflowArbitrary } from "../workflow/arbitrary/arbitrary.ts";
import { nestedWorkflows, orderedChoices } from "../workflow/arbitrary/nested-arbitrary.ts";
import { parseTemplate, references } from "./templates/cloudformation.ts";
import { definitionFaults, machinesIn } from "./templates/definition-faults.ts";

vi.setConfig({ testTimeout: 60_000 });

const templates = fileURLToPath(new URL("../../templates", import.meta.url));

/** How generated code is formatted and linted. */
const biome = {
  formatter: { indentStyle: "space", indentWidth: 2, lineWidth: 100 },
  linter: {
    rules: { preset: "recommended" },
  },
  assist: { actions: { source: { organizeImports: "on" } } },
};

type Files = ReadonlyMap<string, string>;

const isPossible = (workflow: Workflow, transport: TransportName) =>
  transportLimits(workflow, transport).length === 0;

/** Tasks in a row, every form of step inside of each other, or choices in work that keeps its order. */
const anyWorkflow = fc.oneof(
  { arbitrary: workflowArbitrary, weight: 2 },
  { arbitrary: nestedWorkflows(["wait", "choice", "parallel", "map", "approval"]), weight: 2 },
  { arbitrary: orderedChoices, weight: 1 },
);

/** A workflow and a transport that can carry it. */
const routedArbitrary: fc.Arbitrary<WorkflowWithTransport> = anyWorkflow.chain((workflow) => {
  const possible = (["queue", "state-machine"] as const).filter((transport) =>
    isPossible(workflow, transport),
  );
  return fc
    .constantFrom(...possible)
    .map((transport): WorkflowWithTransport => ({ ...workflow, transport }));
});

function render(workflow: WorkflowWithTransport, packageManager: PackageManager = "npm"): Files {
  const plan = planProject(workflow, { packageManager });
  const tree = renderProject(plan, writeWorkflow(workflow));
  return new Map([...tree].map(([path, { content }]) => [path, content]));
}

function file(files: Files, path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new Error(`${path} is not generated.`);
  return content;
}

const seed = Date.now() % 2 ** 31;

/** Random workflows with any text for a description, each rendered once for all properties. */
const sample = fc
  .sample(fc.tuple(routedArbitrary, descriptionArbitrary), { seed, numRuns: 60 })
  .map(([routed, description]) => {
    const workflow = { ...routed, description } satisfies WorkflowWithTransport;
    const files = render(workflow);
    return { workflow, files, template: parseTemplate(file(files, "template.yaml")) };
  });
type Sample = (typeof sample)[number];

/** Checks a property of each workflow of the {@link sample}. */
function forEachWorkflow(check: (one: Sample) => void, count = sample.length): void {
  for (const [index, one] of sample.slice(0, count).entries()) {
    try {
      check(one);
    } catch (error) {
      const text = `workflow ${index} of seed ${seed}\n${writeWorkflow(one.workflow)}`;
      throw new Error(text, { cause: error });
    }
  }
}

/** Checks a property of the definition of each workflow of the {@link sample} that has one. */
function forEachDefinition(check: (definition: StateMachine) => void, count?: number): void {
  forEachWorkflow(({ workflow, files }) => {
    if (workflow.transport !== "state-machine") return;
    check(JSON.parse(file(files, "workflow.asl.json")));
  }, count);
}

const withExtension = (files: Files, extension: string) =>
  [...files].filter(([path]) => path.endsWith(extension));

describe("every valid workflow", () => {
  test("is rendered, whatever installs it, and always to the same files", () => {
    const managers = fc.constantFrom(...packageManagers);
    fc.assert(
      fc.property(routedArbitrary, managers, (workflow, packageManager) => {
        const files = render(workflow, packageManager);
        expect([...files]).toEqual([...render(structuredClone(workflow), packageManager)]);
        expect([...files.keys()].toSorted()).toEqual([...files.keys()]);
        for (const [path, content] of files) {
          expect(content, path).toMatch(/[^\n]\n$/);
          expect(content, path).not.toMatch(/\r/);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("is rendered by create-unchain/testing as by the command line", () => {
    forEachWorkflow(({ workflow, files }) => {
      expect(renderWorkflow(writeWorkflow(workflow))).toEqual(Object.fromEntries(files));
    }, 40);
  });

  test("gives TypeScript that parses", () => {
    const parsed = new Set<string>();
    forEachWorkflow(({ files }) => {
      for (const [path, content] of withExtension(files, ".ts")) {
        if (parsed.has(content)) continue;
        parsed.add(content);
        expect(() => parseAst(content, { lang: "ts" }, path), path).not.toThrow();
      }
    });
  });

  test("gives JSON and YAML that parse", () => {
    forEachWorkflow(({ files }) => {
      for (const [, content] of withExtension(files, ".json")) JSON.parse(content);
      for (const [path, content] of [
        ...withExtension(files, ".yaml"),
        ...withExtension(files, ".yml"),
      ]) {
        if (path !== "template.yaml")
          expect(parse(content, { logLevel: "error" }), path).toBeTypeOf("object");
      }
    });
  });

  test("gives a template in which every reference leads somewhere", () => {
    forEachWorkflow(({ template }) => {
      const known = [
        ...Object.keys(template.Resources),
        ...Object.keys(template.Parameters),
        ...["StackName", "Region", "AccountId", "Partition", "URLSuffix"].map((x) => `AWS::${x}`),
      ];
      expect(known).toEqual(expect.arrayContaining(references(template)));
    });
  });

  test("gives a definition that is sound", () => {
    forEachDefinition((definition) => expect(definitionFaults(definition)).toEqual([]));
  });

  test("gives a definition that passes asl-validator", () => {
    forEachDefinition((definition) => {
      const text = JSON.stringify(definition)
        .replaceAll(`\${Partition}`, "aws-cn")
        .replaceAll(/"\$\{(\w+)\}"/g, '"arn:aws-cn:lambda:cn-north-1:123456789012:function:$1:1"');
      const result = validate(JSON.parse(text), { checkPaths: true, checkArn: true });
      expect(result.isValid ? "" : result.errorsText("\n")).toBe("");
    }, 40);
  });

  test("has the same steps under both transports", () => {
    const ours = /^(?:src\/steps|test\/steps|events)\/|^src\/workflow\.ts$/;
    fc.assert(
      fc.property(
        workflowArbitrary.filter((workflow) => isPossible(workflow, "queue") && !workflow.queue),
        (workflow) => {
          const steps = (transport: TransportName) =>
            [...render({ ...workflow, transport })].filter(([path]) => ours.test(path));
          expect(steps("queue")).toEqual(steps("state-machine"));
        },
      ),
    );
  });

  test("leaves no hole in a file", () => {
    const hole = /\b(?:undefined|null|NaN|Infinity)\b|\[object |\{\{/;
    forEachWorkflow(({ workflow }) => {
      for (const [path, content] of render(withoutFreeText(workflow))) {
        const suspects = content.split("\n").filter((line) => hole.test(line));
        expect(
          suspects.filter((line) => !templateLines.has(line) && line.trim() !== DISCARDED),
          path,
        ).toEqual([]);
      }
    });
  });
});

/** What a map of compensations answers is not kept. */
const DISCARDED = '"ResultPath": null,';

const free = new Map([
  ['"undefined"', '"not-known"'],
  ['"null"', '"nothing"'],
  ["results.undefined.", "results.notKnown."],
  ["results.null.", "results.nothing."],
]);

/** With names and texts that are not what a hole would look like. */
function withoutFreeText(workflow: WorkflowWithTransport): WorkflowWithTransport {
  const text = JSON.stringify(workflow, (key, value) =>
    key === "description" ? undefined : /^(?:source|detailType)$/.test(key) ? "shop" : value,
  );
  const known = [...free].reduce((done, [from, to]) => done.replaceAll(from, to), text);
  // A condition may compare with null, which the README and the tests then say.
  return JSON.parse(known.replaceAll(/\bnull\b/g, "1"));
}

const templateLines = new Set(
  templateNames(templates).flatMap((name) =>
    readFileSync(join(templates, name), "utf8").split(/\r?\n/),
  ),
);

/** One line of Markdown as it is read: without the escapes. */
const unescaped = (markdown: string) => markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");

const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();

describe("free text", () => {
  test("is read back as it was from JSON and YAML", () => {
    forEachWorkflow(({ workflow, files, template }) => {
      expect(JSON.parse(file(files, "package.json")).description).toBe(workflow.description);
      expect(template.Description).toBe(workflow.description);
      for (const task of tasksOf(workflow)) {
        const { Properties } = template.Resources[`${pascalCase(task.name)}Function`] ?? {};
        expect(Properties?.Description).toBe(task.description);
      }
      if (workflow.transport === "queue") return;
      const definition: StateMachine = JSON.parse(file(files, "workflow.asl.json"));
      expect(definition.Comment).toBe(workflow.description);
      for (const task of tasksOf(workflow)) {
        const holder = machinesIn(definition).find(({ States }) => States[task.name]);
        expect(holder?.States[task.name]?.Comment).toBe(task.description);
      }
    });
  });

  test("is shown as it was in the README, whose table keeps its columns", () => {
    forEachWorkflow(({ workflow, files }) => {
      const lines = file(files, "README.md").split("\n");
      expect(lines[0]).toBe(`# ${workflow.name}`);
      expect(unescaped(lines[2] ?? "")).toBe(inOneLine(workflow.description));
      const start = lines.findIndex((line) => line.startsWith("| Step |"));
      const end = lines.indexOf("", start);
      const table = lines.slice(start, end);
      const joined = allSteps(workflow).filter(isComposite);
      expect(table).toHaveLength(2 + tasksOf(workflow).length + joined.length);
      for (const row of table) {
        expect(row).toMatch(/^\|.*\|$/);
        expect(row.match(/(?<!\\)\|/g), row).toHaveLength(5);
      }
    });
  });

  test("stands above its step, in a comment that it does not end", () => {
    forEachWorkflow(({ workflow, files }) => {
      for (const { name, description } of tasksOf(workflow)) {
        const source = file(files, `src/steps/${name}.ts`);
        const { body } = parseAst(source, { lang: "ts" });
        const isApproval = source.includes("ApprovalRequest");
        expect(body.map(({ type }) => type)).toEqual([
          ...Array(isApproval ? 3 : 1).fill("ImportDeclaration"),
          ...Array(isApproval ? 1 : 2).fill("ExportNamedDeclaration"),
        ]);
        if (description === undefined) continue;
        const text = inOneLine(description).replaceAll("*/", "* /");
        expect(source.split("\n")).toContain(` * ${text}`);
      }
    });
  });
});

test("generated TypeScript is formatted and has no lint", async () => {
  const folder = mkdtempSync(join(tmpdir(), "unchain-format-"));
  try {
    for (const [index, { files }] of sample.slice(0, 20).entries()) {
      for (const [path, content] of withExtension(files, ".ts")) {
        const target = join(folder, "projects", String(index), path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
    }
    writeFileSync(join(folder, "biome.json"), JSON.stringify(biome));
    const { all, exitCode } = await execa("biome", ["check", "--max-diagnostics=20", "projects"], {
      cwd: folder,
      localDir: fileURLToPath(new URL("../..", import.meta.url)),
      preferLocal: true,
      reject: false,
      all: true,
    });
    expect(exitCode, `seed ${seed}\n${all}`).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
