import * as nodeFs from "node:fs";
import { relative } from "node:path";
import type { Options } from "../../cli/arguments/invocation.ts";
import { hostInfrastructures } from "../../project/repository/host-infrastructure.ts";
import type { ToolAround } from "../../prompts/target-question.ts";
import { descriptions } from "../../targets/descriptions.ts";
import { DEFAULTS } from "../../workflow/defaults.ts";
import type { Workflow } from "../../workflow/workflow.ts";

/** Returns what the repository around a project is deployed with, the nearest first, with files as somebody sees them. */
export const toolsAround = (root: string, startedIn: string): ToolAround[] =>
  hostInfrastructures(root, nodeFs).map(({ infrastructure, file }) => ({
    infrastructure,
    file: relative(startedIn, file),
  }));

interface Described {
  readonly workflow: Workflow;
  readonly text: string;
  /** By answers to questions, of which one is about this. */
  readonly answered?: boolean;
}

/**
 * Settles what a new project is deployed with, in its text too: a flag wins over the file, and where both are silent it
 * is what the repository around it is deployed with, with the reason told.
 */
export async function settleTarget<Workflows extends Described>(
  described: Workflows,
  flags: Pick<Options<"new">, "infrastructure" | "as">,
  around: readonly ToolAround[],
  info: (line: string) => void,
): Promise<Workflows> {
  const [nearest] = around;
  const { workflow, text, answered } = described;
  // Answers may have changed what the command line said.
  const wanted = answered ? workflow : flags;
  if (!nearest && isUsual(wanted) && isUsual(workflow)) return described;
  // What reads YAML takes longer to load than all else that a usual project needs.
  const { hasKey, setKey } = await import("../../workflow/text/set-keys.ts");
  const isSaidInText = hasKey(text, "infrastructure");
  const said = isSaidInText ? workflow.infrastructure : undefined;
  const infrastructure =
    wanted.infrastructure ?? said ?? nearest?.infrastructure ?? DEFAULTS.infrastructure;
  if (nearest && infrastructure !== (wanted.infrastructure ?? workflow.infrastructure)) {
    const { title } = descriptions[infrastructure];
    info(
      `Infrastructure: ${infrastructure}. ${nearest.file} belongs to ${title}; to choose another tool, add e.g. --infrastructure ${workflow.infrastructure}`,
    );
  }
  const as = wanted.as ?? workflow.as;
  const isSuggested = infrastructure === (nearest?.infrastructure ?? DEFAULTS.infrastructure);
  const isNamed = isSaidInText || infrastructure !== DEFAULTS.infrastructure || !isSuggested;
  const named = isNamed ? setKey(text, "infrastructure", infrastructure) : text;
  return {
    ...described,
    workflow: { ...workflow, infrastructure, ...(as && { as }) },
    text: as ? setKey(named, "as", as) : named,
  };
}

function isUsual({ infrastructure, as }: Pick<Options<"new">, "infrastructure" | "as">): boolean {
  return (
    as === undefined && (infrastructure ?? DEFAULTS.infrastructure) === DEFAULTS.infrastructure
  );
}
