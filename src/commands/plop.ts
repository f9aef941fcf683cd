import { CANCELLED, isCancellation } from "../cli/cancellation.ts";
import { spelledOut, warningText } from "../cli/report.ts";
import { stderr } from "../cli/streams.ts";
import { renderProblems } from "../report/problems.ts";
import { type Outcome, outcomeOf } from "./outcome/outcome.ts";
import { summary } from "./outcome/summary.ts";

const PLAIN = { colour: false };

/** Plop runs no command of ours: they are told by their name. */
const BY_NAME = { env: {}, script: "unchain", startedIn: "", cwd: "" };

/**
 * Returns what plop prints of an outcome behind its tick: how it ended, then the files, what needs
 * attention and what comes next.
 *
 * @throws what went wrong, as text, where it did: that is how plop is told
 */
export async function toldToPlop(ended: Outcome, cwd: string): Promise<string> {
  if (ended.exitCode !== 0) throw problemsOf(ended);
  const outcome = spelledOut(ended, BY_NAME);
  const { files, end } = summary(outcome, cwd, PLAIN);
  const [headline = "", ...rest] = end.trim().split("\n");
  const warnings = outcome.warnings?.length ? await warningText(outcome, PLAIN) : "";
  return `${headline}\n${files}${warnings}${rest.join("\n")}`;
}

function problemsOf(outcome: Outcome): string {
  const { problems, sources } = spelledOut(outcome, BY_NAME);
  return renderProblems(problems, { ...PLAIN, ...(sources && { sources }) }).trimEnd();
}

/**
 * Asks on behalf of plop, which knows one way to end: somebody who cancels is told so and the
 * process ends; anything else that stops the questions is told with its fix.
 *
 * @param exit ends the process
 */
export async function askedByPlop<Answers>(
  ask: () => Promise<Answers>,
  exit: (code: number) => never = process.exit,
): Promise<Answers> {
  try {
    return await ask();
  } catch (error) {
    if (isCancellation(error)) {
      stderr().write(`\n${CANCELLED.message}\n`);
      return exit(130);
    }
    const outcome = outcomeOf(error);
    throw outcome ? new Error(problemsOf(outcome)) : error;
  }
}
