import type { Plan } from "../plan/plan.ts";
import { versions } from "../plan/versions.ts";

/**
 * How functions are bundled. Of a package that has them, the modules are taken, since only of these
 * esbuild leaves out what is not used; source maps name lines without having their text, which Node
 * would read with the first error.
 */
const BUNDLING = `--bundle --platform=node --target=${versions.esbuildTarget} --format=cjs --main-fields=module,main --minify --sourcemap --sources-content=false`;

/** The generated `package.json`. */
export function packageJson(plan: Plan): string {
  const { dependencies, devDependencies } = versions;
  const queue = plan.transport === "queue";
  const { trigger } = plan.workflow;
  const startsExecutions = (trigger && !queue) || plan.forms.approvals;
  const document = {
    name: plan.workflow.name,
    version: "0.1.0",
    ...(plan.workflow.description === undefined ? {} : { description: plan.workflow.description }),
    private: true,
    type: "module",
    engines: { node: versions.nodeEngine },
    scripts: {
      check: "tsc",
      "check:template": "vitest run test/infrastructure.test.ts --tags-filter=slow",
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
      build: `esbuild "src/functions/*.ts" ${BUNDLING} --out-extension:.js=.cjs --entry-names=[name]/index --outdir=dist`,
      deploy: `${plan.packageManager} run build && sam deploy --stack-name ${plan.workflow.name} --resolve-s3 --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset`,
    },
    dependencies: sorted({
      ...dependencies.common,
      ...(queue ? dependencies.queue : {}),
      ...(trigger ? dependencies.trigger : {}),
      ...(startsExecutions ? dependencies.execution : {}),
      ...(plan.claimCheckDays === undefined ? {} : dependencies.claimCheck),
    }),
    devDependencies: sorted({
      ...devDependencies.common,
      ...(queue ? devDependencies.queue : devDependencies["state-machine"]),
      ...(queue || startsExecutions ? {} : dependencies.execution),
      ...(!queue && (plan.forms.joins || plan.forms.choices) ? devDependencies.paths : {}),
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sorted(packages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
}
