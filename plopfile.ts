import type { NodePlopAPI } from "node-plop";
import { parseArguments } from "./src/commands/arguments.ts";
import { abortOnSignal } from "./src/commands/cancellation.ts";
import { askForProject, type Described, makeDescribed } from "./src/commands/new.ts";
import { processContext } from "./src/commands/process-context.ts";
import { summary } from "./src/commands/summary.ts";
import { renderProblems } from "./src/report/problems.ts";

/**
 * The generators of Unchain in the vocabulary of plop: the questions and the action are those of
 * `create-unchain`. Plop asks and calls; it writes nothing itself.
 */
export default function generators(plop: NodePlopAPI): void {
  const invocation = parseArguments([], "create-unchain");
  if (invocation.kind !== "command") throw new TypeError("No command line is one of new");
  const { options } = invocation;
  const context = {
    ...processContext({
      script: "create-unchain",
      signal: abortOnSignal(),
      isInteractive: () => true,
    }),
    // Plop shows a spinner of its own.
    progress: { start: () => ({ done: () => {}, failed: () => {} }) },
  };

  plop.setGenerator("project", {
    description: "a new project: the steps of a workflow, and what happens when each fails",
    prompts: () => askForProject(undefined, options, context),
    actions: [
      async (answers) => {
        const outcome = await makeDescribed(answers as Described, undefined, options, context);
        if (outcome.exitCode !== 0) throw renderProblems(outcome.problems, { colour: false });
        return summary(outcome, context.cwd, { colour: false });
      },
    ],
  });
}
