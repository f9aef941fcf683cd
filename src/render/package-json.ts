import type { Plan } from "../plan/plan.ts";
import { versions } from "../plan/versions.ts";
import { descriptions } from "../targets/descriptions.ts";
import { transportOf } from "../transports/registry.ts";

/** The properties of `import.meta` in a module that is bundled as CommonJS. */
const IMPORT_META = [
  "--define:import.meta.url=moduleUrl",
  "--define:import.meta.filename=__filename",
  "--define:import.meta.dirname=__dirname",
  `--banner:js="'use strict';const moduleUrl=require('node:url').pathToFileURL(__filename).href;"`,
  "--log-override:empty-import-meta=error",
].join(" ");

/**
 * The modules that sign people in and take on other roles, which are left out: a function has its credentials in its
 * environment ("Defining Lambda function permissions with an execution role"). They would be a quarter of each bundle.
 */
const NO_SIGN_IN = '"--external:@aws-sdk/nested-clients/*"';

/**
 * The flags with which functions are bundled. Of a package that has them, the modules are taken, since only of these
 * esbuild leaves out what is not used; source maps name lines without having their text, which Node would read with the
 * first error. What modules ask of `import.meta` is said of the bundle; the rest of it, and `await` outside of a
 * function, esbuild refuses.
 */
const BUNDLING = `--bundle --platform=node --target=${versions.esbuildTarget} --format=cjs --main-fields=module,main --minify --sourcemap --sources-content=false ${NO_SIGN_IN} ${IMPORT_META}`;

/** The generated `package.json`. */
export function packageJson(plan: Plan): string {
  const { dependencies, devDependencies } = versions;
  const packages = transportOf(plan).rendering.packages(plan);
  const { "check:infrastructure": checkInfrastructure, ...infrastructure } = descriptions[
    plan.workflow.infrastructure
  ].scripts(plan.packageManager);
  const document = {
    name: plan.workflow.name,
    version: "0.1.0",
    ...(plan.workflow.description === undefined ? {} : { description: plan.workflow.description }),
    private: true,
    type: "module",
    engines: { node: versions.nodeEngine },
    ...(plan.packageManagerVersion && {
      packageManager: `${plan.packageManager}@${plan.packageManagerVersion}`,
    }),
    scripts: {
      check: "tsc",
      "check:infrastructure": checkInfrastructure,
      test: "vitest run --tags-filter=!slow",
      local: "tsx local/run.ts",
      ...(plan.forms.approvals && {
        approve: "tsx src/commands/answer.ts approve",
        reject: "tsx src/commands/answer.ts reject",
      }),
      ...Object.fromEntries(
        ["failed", "redrive", "status", "logs"].map((verb) => [
          verb,
          `tsx src/commands/operate.ts ${verb}`,
        ]),
      ),
      build: `esbuild "src/functions/*.ts" ${BUNDLING} --out-extension:.js=.cjs "--entry-names=[name]/index" --outdir=dist`,
      ...(plan.workflow.as === undefined && infrastructure),
    },
    dependencies: sorted({
      ...dependencies.common,
      ...packages.dependencies,
      ...(plan.claimCheckDays === undefined ? {} : dependencies.claimCheck),
    }),
    devDependencies: sorted({
      ...devDependencies.common,
      ...devDependencies[plan.workflow.infrastructure],
      ...packages.devDependencies,
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sorted(packages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
}
