import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Options } from "../cli/arguments/invocation.ts";
import type { Context } from "../cli/context.ts";
import type { Explanation } from "../explain/explanation.ts";
import { MADE_BY } from "../explain/page/markup.ts";
import { explainPage } from "../explain/page/page.ts";
import { timelineSvg } from "../explain/page/timeline-svg.ts";
import type { RunStory } from "../explain/stories/run-story.ts";
import type { Message } from "../messages/message.ts";
import type { Workflow } from "../workflow/workflow.ts";

/**
 * Writes the page and the picture that flags ask for.
 *
 * @param run what the page shows first
 * @returns what was in the way of one
 */
export function writePictures(
  workflow: Workflow,
  explanation: Explanation,
  flags: Pick<Options<"explain">, "html" | "svg">,
  run: RunStory | undefined,
  { cwd, info }: Pick<Context, "cwd" | "info">,
): Message | undefined {
  const { transport } = explanation.workflow;
  const pictures = {
    html: () => explainPage({ ...workflow, transport }, explanation, run),
    svg: () => timelineSvg(workflow, explanation),
  };
  for (const [flag, draw] of Object.entries(pictures)) {
    const name = flags[flag as keyof typeof pictures];
    if (name === undefined) continue;
    const problem = write(`--${flag}`, name, resolve(cwd, name), draw());
    if (problem) return problem;
    info(`Written: ${name}`);
  }
  return undefined;
}

function write(flag: string, name: string, path: string, text: string): Message | undefined {
  try {
    if (isOfSomebodyElse(path)) {
      return {
        code: "FILE_EXISTS",
        message: `${flag} ${name}: the file exists, and unchain explain did not write it.`,
        suggestion: "Choose another name, or delete the file.",
      };
    }
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return {
      code: "CANNOT_WRITE",
      message: `${flag} ${name}: ${(error as Error).message}`,
      suggestion: "Name a file in an existing folder that you may write to.",
    };
  }
}

/** Bytes at the beginning of a file, which say who made it. */
const HEAD = 1_000;

function isOfSomebodyElse(path: string): boolean {
  try {
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(HEAD);
      return !head.toString("utf8", 0, readSync(file, head)).includes(MADE_BY);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
