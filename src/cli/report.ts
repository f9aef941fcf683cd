import type { Outcome } from "../commands/outcome/outcome.ts";
import { type Summary, summary } from "../commands/outcome/summary.ts";
import { wantsColour } from "../report/colour.ts";
import { type Invoked, withOwnCommands } from "./own-command.ts";
import { currentDirectory, environment } from "./process-context.ts";
import { stderr, stdout, widthOf } from "./streams.ts";
import { homepage } from "./version.ts";

async function diffText(outcome: Outcome, diff: true | string, colour: boolean): Promise<string> {
  const { changesAt, renderDiff } = await import("../report/diff.ts");
  return renderDiff(changesAt(outcome.changes, diff === true ? undefined : diff), { colour });
}

async function problemText(outcome: Outcome, colour: boolean): Promise<string> {
  const { renderProblems } = await import("../report/problems.ts");
  const { problems, sources, exitCode } = outcome;
  const width = widthOf(stderr());
  const text = renderProblems(problems, { colour, width, ...(sources && { sources }) });
  return exitCode === 2 ? `${text}\n  docs: ${homepage}\n` : text;
}

/** Returns an outcome whose messages name commands as they work here. */
export const spelledOut = (outcome: Outcome, invoked: Invoked): Outcome => ({
  ...outcome,
  problems: withOwnCommands(outcome.problems, invoked),
  ...(outcome.warnings && { warnings: withOwnCommands(outcome.warnings, invoked) }),
});

/** Returns what was done and needs attention all the same, below an empty line. */
export async function warningText(
  { warnings = [] }: Outcome,
  look: { readonly colour: boolean; readonly width?: number },
): Promise<string> {
  const { renderProblems } = await import("../report/problems.ts");
  return `\n${renderProblems(warnings, { ...look, areWarnings: true })}`;
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

interface Asked {
  readonly json: boolean;
  readonly diff: true | string | undefined;
}

/**
 * Says how a command ended: on stdout the result, as text, as a diff or as one JSON document; on
 * stderr all else. What needs attention comes behind the list of files, where it is still seen.
 */
export async function report(outcome: Outcome, { json, diff }: Asked): Promise<void> {
  const onStderr = () => wantsColour(stderr(), environment);
  const warned = () => warningText(outcome, { colour: onStderr(), width: widthOf(stderr()) });
  if (outcome.problems.length > 0) stderr().write(await problemText(outcome, onStderr()));
  if (outcome.answer) {
    if (outcome.warnings?.length) stderr().write(await warned());
    const look = { width: stdout().columns ?? 80, colour: wantsColour(stdout(), environment) };
    const { text, json: document } = outcome.answer;
    stdout().write(json && document ? `${JSON.stringify(document, null, 2)}\n` : text(look));
    return;
  }
  const isMade = outcome.status === "created" || outcome.status === "updated";
  const shownDiff = isMade || outcome.changes.length === 0 ? undefined : diff;
  const colour = wantsColour(stdout(), environment);
  const { files, end } = await shown(outcome, { json, diff: shownDiff, colour });
  if (json && shownDiff) stderr().write(await diffText(outcome, shownDiff, onStderr()));
  if (files !== "") stdout().write(files);
  if (outcome.warnings?.length) stderr().write(await warned());
  if (end !== "") stdout().write(end);
}

async function shown(
  outcome: Outcome,
  { json, diff, colour }: Asked & { readonly colour: boolean },
): Promise<Summary> {
  if (json) return { files: "", end: await resultText(outcome) };
  if (diff) return { files: await diffText(outcome, diff, colour), end: "" };
  return summary(outcome, currentDirectory(), { colour, width: widthOf(stdout()) });
}
