import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openProject } from "../run/load-project.ts";
import type { Files } from "../run/project-files.ts";

const folder = new URL("../../../templates/infrastructure/terraform/local/", import.meta.url);

/** What a project's `local/` has for Terraform's language; only what the tests call. */
export interface TerraformLanguage {
  evaluate(files: Files, given?: Given): Promise<EvaluatedModule>;
}

interface Given {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly locals?: Readonly<Record<string, unknown>>;
}

export interface EvaluatedModule {
  readonly resources: readonly {
    readonly kind: "resource" | "data";
    readonly address: string;
    readonly body: Readonly<Record<string, unknown>>;
  }[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a Terraform project has in `local/` of its own, by path. */
export const languageFiles: Files = Object.fromEntries(
  readdirSync(fileURLToPath(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [`local/${name}`, readFileSync(new URL(name, folder), "utf8")]),
);

/** Loads the evaluator with what generated projects depend on. */
export async function loadLanguage(): Promise<TerraformLanguage> {
  const project = openProject(languageFiles);
  const { parseTerraform } = await project.load("local/terraform/hcl.ts");
  const { evaluateModule } = await project.load("local/terraform/module.ts");
  const parse = parseTerraform as (files: Files) => Promise<unknown>;
  const evaluate = evaluateModule as (
    configuration: unknown,
    readFile: (path: string) => string,
    given?: Given,
  ) => EvaluatedModule;
  return {
    async evaluate(files, given) {
      const isTerraform = ([path]: [string, string]) => path.endsWith(".tf");
      const parsed = await parse(Object.fromEntries(Object.entries(files).filter(isTerraform)));
      const read = (path: string) => files[path.replace(/^\.\//, "")] ?? "";
      return evaluate(parsed, read, given);
    },
  };
}
