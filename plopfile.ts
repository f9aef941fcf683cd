import type { NodePlopAPI } from "node-plop";
import type { Row } from "./src/cli/arguments/invocation.ts";
import { abortOnSignal } from "./src/cli/cancellation.ts";
import { processContext } from "./src/cli/process-context.ts";
import { addDescribedStep, askForStep, type DescribedStep } from "./src/commands/add-step.ts";
import { askForProject, type Described } from "./src/commands/create/describe-project.ts";
import { COMMANDS, type CommandName } from "./src/commands/definitions/commands.ts";
import { valuesFrom } from "./src/commands/definitions/values.ts";
import { applyEdit, askForEdit, type EditedStep } from "./src/commands/edit-step.ts";
import { makeDescribed } from "./src/commands/new.ts";
import { askedByPlop, toldToPlop } from "./src/commands/plop.ts";
import { applyRename, askForRename } from "./src/commands/rename-step.ts";

/** Returns the options of a command as they are where no flag is given. */
const optionsOf = <Name extends CommandName>(command: Name) =>
  valuesFrom<Row<Name>["flags"][number]>(COMMANDS[command].flags, new Map());

/**
 * The generators of Unchain in the vocabulary of plop: the questions and the action are those of
 * `create-unchain`. Plop asks and calls; it writes nothing itself.
 */
export default function generators(plop: NodePlopAPI): void {
  const context = {
    ...processContext({
      script: "create-unchain",
      signal: abortOnSignal(),
      isInteractive: () => true,
    }),
    // Plop shows a spinner of its own.
    progress: { start: () => ({ done: () => {}, failed: () => {} }) },
  };

  const project = optionsOf("new");
  plop.setGenerator("project", {
    description: "a new project: the steps of a workflow, and what happens when each fails",
    prompts: () => askedByPlop(() => askForProject(undefined, project, context)),
    actions: [
      async (answers) =>
        toldToPlop(
          await makeDescribed(answers as Described, undefined, project, context),
          context.cwd,
        ),
    ],
  });

  const step = optionsOf("add step");
  plop.setGenerator("step", {
    description: "a new step of the project here: where it goes, and what happens when it fails",
    prompts: () => askedByPlop(() => askForStep(step, context)),
    actions: [
      async (answers) =>
        toldToPlop(
          await addDescribedStep(async () => answers as DescribedStep, step, context),
          context.cwd,
        ),
    ],
  });

  const edit = optionsOf("edit step");
  plop.setGenerator("edit-step", {
    description: "other rules for a step of the project here; Enter keeps what is there",
    prompts: () => askedByPlop(() => askForEdit(edit, context)),
    actions: [
      async (answers) =>
        toldToPlop(await applyEdit(async () => answers as EditedStep, edit, context), context.cwd),
    ],
  });

  const rename = optionsOf("rename step");
  plop.setGenerator("rename-step", {
    description: "another name for a step of the project here; its code goes with it",
    prompts: () => askedByPlop(async () => ({ names: await askForRename(rename, context) })),
    actions: [
      async (answers) => {
        const { names } = answers as { readonly names: readonly [string, string] };
        return toldToPlop(await applyRename(async () => names, rename, context), context.cwd);
      },
    ],
  });
}
