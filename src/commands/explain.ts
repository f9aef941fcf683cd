import { existsSync, lstatSync } from "node:fs";
import { join, relative } from "node:path";
import type { Call } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import { explainWorkflow } from "../explain/explain.ts";
import { explanationText } from "../explain/report/text.ts";
import type { RunStory } from "../explain/stories/run-story.ts";
import type { Message } from "../messages/message.ts";
import { findProject } from "../project/repository/find-project.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import { parseWorkflow } from "../workflow/text/parse.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { explainOptions } from "./explain-options.ts";
import { readWorkflowSource, type WorkflowSource } from "./files/workflow-source.ts";
import { answered, invalid, type Outcome } from "./outcome/outcome.ts";

/**
 * Runs `unchain explain [file]`: says what nested calls, one function, queues and a state machine cost, wait for and
 * survive for a workflow.
 *
 * Without a file, the workflow is that of the project.
 *
 * @throws {Stop}
 */
export async function explainCommand(
  { words: [file], options: flags }: Call<"explain">,
  context: Context,
): Promise<Outcome> {
  const { prices: priceFile, run: runFile, html, svg } = flags;
  if ([file, priceFile, runFile].filter((one) => one === "-").length > 1) {
    throw invalid([ONE_INPUT]);
  }
  const source = await read(file ?? workflowHere(context.cwd), context);
  const { workflow, problems } = parseWorkflow(source.text, source.path);
  if (!workflow) throw invalid(problems, { sources: new Map([[source.path, source.text]]) });
  const prices = priceFile === undefined ? undefined : await read(priceFile, context, "--prices");
  const options = explainOptions(workflow, flags, prices);
  if (Array.isArray(options)) throw invalid(options);
  const explanation = explainWorkflow(workflow, options);
  if (runFile !== undefined && html === undefined) {
    throw invalid([
      {
        code: "MISSING_FLAG",
        message: "--run needs --html, because the page shows the run.",
        suggestion: "For example:",
        run: { words: ["explain"], flags: ["--run", "run.json", "--html", "run.html"] },
      },
    ]);
  }
  if ((html ?? svg) !== undefined) {
    const { writePictures } = await import("./explain-pictures.ts");
    const run = await runOf(workflow, runFile, context);
    const problem = writePictures(workflow, explanation, flags, run, context);
    if (problem) throw invalid([problem]);
  }
  return answered({ text: (look) => explanationText(explanation, look), json: explanation });
}

const ONE_INPUT: Message = {
  code: "INVALID_VALUE",
  message: "Only one file can be read from standard input (-).",
  suggestion: "Name a file for the other.",
};

const READABLE = {
  "--prices": "Name a file with prices; docs/explain.md lists the keys",
  "--run": "In the project of this workflow: npm run -s local -- --json > run.json",
} as const;

/** The workflow of the project that a directory is in, or the one that is there without a project. */
function workflowHere(cwd: string): string {
  const root = findProject(cwd, { lstatSync }) ?? cwd;
  const path = join(root, WORKFLOW_PATH);
  if (existsSync(path)) return relative(cwd, path);
  throw invalid([
    {
      code: "NO_WORKFLOW",
      message: `There is no ${WORKFLOW_PATH} in ${root}.`,
      suggestion: "Name the file, or - for standard input:",
      run: { words: ["explain", "shop/workflow.yaml"] },
    },
  ]);
}

async function runOf(
  workflow: Workflow,
  file: string | undefined,
  context: Context,
): Promise<RunStory | undefined> {
  if (file === undefined) return undefined;
  const { runStory } = await import("../explain/stories/run-story.ts");
  const { path, text } = await read(file, context, "--run");
  const run = runStory(workflow, text);
  if (typeof run !== "string") return run;
  throw invalid([
    {
      code: "NOT_A_RUN",
      message: `--run ${path}: ${run}.`,
      suggestion: READABLE["--run"],
    },
  ]);
}

/** Reads a file that the command line names, as its argument or by a flag. */
async function read(
  path: string,
  { cwd, stdin, info }: Context,
  flag?: "--prices" | "--run",
): Promise<WorkflowSource> {
  const source = await readWorkflowSource(path, cwd, stdin, info);
  if (!("code" in source)) return source;
  if (flag === undefined) throw invalid([source]);
  const message = `${flag}: ${source.message.replace(/^./, (letter) => letter.toLowerCase())}`;
  throw invalid([{ ...source, code: "FILE_NOT_READABLE", message, suggestion: READABLE[flag] }]);
}
