import { wantsColour } from "../report/colour.ts";
import type { Outcome } from "./outcome.ts";
import { stderr, stdout } from "./streams.ts";

/** The current directory, also where somebody has removed it. */
function currentDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return "";
  }
}

async function diffText(outcome: Outcome, diff: true | string, colour: boolean): Promise<string> {
  const { changesAt, renderDiff } = await import("../report/diff.ts");
  return renderDiff(changesAt(outcome.changes, diff === true ? undefined : diff), { colour });
}

async function problemText({ problems, sources }: Outcome, colour: boolean): Promise<string> {
  const { renderProblems } = await import("../report/problems.ts");
  return renderProblems(problems, { colour, ...(sources && { sources }) });
}

async function warningText({ warnings = [] }: Outcome, colour: boolean): Promise<string> {
  const { renderProblems } = await import("../report/problems.ts");
  return `${renderProblems(warnings, { colour, areWarnings: true })}\n`;
}

/** Returns the document that `--json` prints of an outcome. */
export async function resultText(outcome: Outcome): Promise<string> {
  const { resultJson } = await import("../report/result.ts");
  const { status, directory = currentDirectory(), changes, next, problems, warnings } = outcome;
  return resultJson({
    status,
    directory,
    files: changes,
    next,
    errors: problems,
    ...(warnings && { warnings }),
  });
}

async function summaryText(outcome: Outcome, colour: boolean): Promise<string> {
  const { summary } = await import("./summary.ts");
  return summary(outcome, currentDirectory(), { colour });
}

/**
 * Says how a command ended: on stdout the result, as text, as a diff or as one JSON document; on
 * stderr all else.
 */
export async function report(
  outcome: Outcome,
  { json, diff }: { readonly json: boolean; readonly diff: true | string | undefined },
): Promise<void> {
  const { env } = process;
  if (outcome.problems.length > 0) {
    stderr().write(await problemText(outcome, wantsColour(stderr(), env)));
  }
  if (outcome.warnings?.length) {
    stderr().write(await warningText(outcome, wantsColour(stderr(), env)));
  }
  if (outcome.answer) {
    const look = { width: stdout().columns ?? 80, colour: wantsColour(stdout(), env) };
    const { text, json: document } = outcome.answer;
    stdout().write(json ? `${JSON.stringify(document, null, 2)}\n` : text(look));
    return;
  }
  const isMade = outcome.status === "created" || outcome.status === "updated";
  const shownDiff = isMade || outcome.changes.length === 0 ? undefined : diff;
  if (json) {
    if (shownDiff) stderr().write(await diffText(outcome, shownDiff, wantsColour(stderr(), env)));
    stdout().write(await resultText(outcome));
  } else if (shownDiff) {
    stdout().write(await diffText(outcome, shownDiff, wantsColour(stdout(), env)));
  } else {
    stdout().write(await summaryText(outcome, wantsColour(stdout(), env)));
  }
}
