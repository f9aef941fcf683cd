import { withBack } from "../../src/prompts/back.ts";
import { askProject, type Known } from "../../src/prompts/project-questions.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";
import { type Answer, scriptedAsk } from "./scripted-ask.ts";

/** Nothing is known, and any directory will do. */
export const nothingKnown: Known = {
  version: "1.2.3",
  problemWith: () => undefined,
  filesIn: () => [],
  around: [],
  installed: ["npm", "pnpm", "yarn", "bun"],
  preview: async () => ({ lines: ["Files: 12. 12 in src/"], explain: "unchain explain" }),
  askAround: async () => undefined,
  note: () => {},
};

/** Has the questions of a new project answered, each of which can be left for the one before. */
export async function askedProject(answers: readonly Answer[], known: Partial<Known> = {}) {
  const asker = scriptedAsk(answers);
  const project = await withBack(asker, (ask) => askProject(ask, { ...nothingKnown, ...known }));
  if (project === undefined) throw new Error("The project is not wanted");
  const { log, offered } = asker;
  return { ...project, yaml: writeWorkflow(project.workflow), log, offered };
}

/** The answers that make a step a function of this name. */
export const functionNamed = (name: string, title: string): readonly Answer[] => [
  { to: "What", with: "task" },
  { to: `${title}: its name`, with: name },
];
