import { descriptions } from "../targets/descriptions.ts";
import {
  INFRASTRUCTURES,
  type Infrastructure,
  PARTS,
  type PartOf,
  TARGET_OF_PART,
} from "../targets/names.ts";
import { DEFAULTS } from "../workflow/defaults.ts";
import { sentence } from "../workflow/findings/finding.ts";
import type { WorkflowAnswers } from "./answers.ts";
import type { Ask, Choice } from "./ask.ts";
import { keyAt, wordsFor } from "./steps/key-question.ts";

/** A tool that the repository around a project is deployed with, and the file that says so, as it is shown. */
export interface ToolAround {
  readonly infrastructure: Infrastructure;
  readonly file: string;
}

type Wanted = Infrastructure | PartOf;

/**
 * Asks what the project is deployed with. A part of an app is offered only where there is one around the project.
 *
 * @param around the nearest first: it is suggested
 */
export async function askTarget(
  ask: Ask,
  { infrastructure: present, as, ...answers }: WorkflowAnswers,
  around: readonly ToolAround[],
): Promise<WorkflowAnswers> {
  const [nearest] = around;
  const wanted = await ask.choice<Wanted>({
    ...wordsFor(keyAt("infrastructure")),
    ...(nearest && { about: `${titleOf(nearest)} is suggested: ${nearest.file} is there.` }),
    choices: INFRASTRUCTURES.flatMap((infrastructure) => [
      {
        value: infrastructure,
        name: titleOf({ infrastructure }),
        description: `${sentence(descriptions[infrastructure].describe)}.`,
      },
      ...partChoices(infrastructure, around),
    ]),
    default: as ?? present ?? nearest?.infrastructure ?? DEFAULTS.infrastructure,
  });
  return isPart(wanted)
    ? { ...answers, infrastructure: TARGET_OF_PART[wanted], as: wanted }
    : { ...answers, infrastructure: wanted };
}

const isPart = (wanted: Wanted): wanted is PartOf => Object.hasOwn(TARGET_OF_PART, wanted);

const titleOf = ({ infrastructure }: Pick<ToolAround, "infrastructure">): string =>
  descriptions[infrastructure].title;

function partChoices(
  infrastructure: Infrastructure,
  around: readonly ToolAround[],
): Choice<Wanted>[] {
  const app = around.find((tool) => tool.infrastructure === infrastructure);
  return PARTS.filter((part) => app !== undefined && TARGET_OF_PART[part] === infrastructure).map(
    (part) => ({
      value: part,
      name: `${titleOf({ infrastructure })}, as a ${part}`,
      description: `For the ${descriptions[infrastructure].part?.of} of ${app?.file}: you get the lines to add to it.`,
    }),
  );
}

/** Returns what a project is deployed with, in words. */
export const targetInWords = ({
  infrastructure = DEFAULTS.infrastructure,
  as,
}: Pick<WorkflowAnswers, "infrastructure" | "as">): string =>
  `${titleOf({ infrastructure })}${as ? `, as a ${as}` : ""}`;
