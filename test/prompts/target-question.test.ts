import { describe, expect, test } from "vitest";
import { unfinishedAnswers, unfinishedText } from "../../src/commands/create/unfinished.ts";
import type { WorkflowAnswers } from "../../src/prompts/answers.ts";
import type { Left } from "../../src/prompts/session.ts";
import { askTarget, type ToolAround } from "../../src/prompts/target-question.ts";
import { askedProject } from "./ask-project.ts";
import { type Answer, BACK, questionsIn, scriptedAsk } from "./scripted-ask.ts";

const QUESTION = "What is it deployed with?";
const ONE_STEP: readonly Answer[] = [{ to: "Step 1: its name", with: "pay" }];
const CDK: ToolAround = { infrastructure: "cdk", file: "infra/cdk.json" };
const TERRAFORM: ToolAround = { infrastructure: "terraform", file: "main.tf" };

const answered = (value: string): Answer => ({ to: QUESTION, with: value });

/** The choices of the question, and the line above them. */
async function offered(around: readonly ToolAround[], present: Partial<WorkflowAnswers> = {}) {
  const seen: { about?: string | undefined; choices: readonly string[]; preset: string }[] = [];
  const ask = scriptedAsk([]);
  const noting: typeof ask = {
    ...ask,
    choice: (question) => {
      const { about, choices, default: preset } = question;
      seen.push({
        about,
        preset,
        choices: choices.map(({ value, name, description }) => `${value}: ${name}. ${description}`),
      });
      return ask.choice(question);
    },
  };
  await askTarget(noting, { name: "shop", steps: [], ...present }, around);
  return seen[0];
}

describe("the question of the target", () => {
  test("offers each target with a line, sam first", async () => {
    expect(await offered([])).toEqual({
      about: expect.stringContaining("It makes the queues"),
      preset: "sam",
      choices: [
        expect.stringMatching(/^sam: AWS SAM\. One template\.yaml.*\.$/),
        expect.stringMatching(/^cdk: AWS CDK\. .+\.$/),
        expect.stringMatching(/^terraform: Terraform\. .+\.$/),
      ],
    });
  });

  test("suggests what the repository has, says why, and offers to be a part of it", async () => {
    const seen = await offered([TERRAFORM, CDK]);
    expect(seen?.about).toBe("Terraform is suggested: main.tf is there.");
    expect(seen?.preset).toBe("terraform");
    expect(seen?.choices.map((choice) => choice.split(":")[0])).toEqual([
      ...["sam", "cdk", "construct", "terraform", "module"],
    ]);
    expect(seen?.choices[2]).toContain(
      "AWS CDK, as a construct. For the CDK app of infra/cdk.json:",
    );
  });

  test("offers no part where there is nothing to be a part of", async () => {
    expect(
      (await offered([{ infrastructure: "sam", file: "template.yaml" }]))?.choices,
    ).toHaveLength(3);
  });

  test("keeps what is there", async () => {
    expect((await offered([CDK], { infrastructure: "cdk", as: "construct" }))?.preset).toBe(
      "construct",
    );
    expect((await offered([CDK], { infrastructure: "sam" }))?.preset).toBe("sam");
  });
});

describe("among the questions of a project", () => {
  test("it follows the name, and its answer is in workflow.yaml", async () => {
    const { yaml, log } = await askedProject([answered("terraform"), ...ONE_STEP]);
    expect(yaml).toContain("\ninfrastructure: terraform\n");
    expect(questionsIn(log).slice(0, 2)).toEqual([
      "Name of the workflow: order-processing",
      `${QUESTION}: terraform`,
    ]);
  });

  test("a part names its tool, too", async () => {
    const { yaml } = await askedProject([answered("construct"), ...ONE_STEP], { around: [CDK] });
    expect(yaml).toContain("\ninfrastructure: cdk\nas: construct\n");
  });

  test("a flag answers it", async () => {
    const start = { infrastructure: "cdk", as: "construct" } as const;
    const { yaml, log } = await askedProject(ONE_STEP, { start });
    expect(yaml).toContain("\ninfrastructure: cdk\nas: construct\n");
    expect(log.join("\n")).not.toContain(QUESTION);
  });

  test("one can go back to it, and finds the answer", async () => {
    const { workflow, offered } = await askedProject([
      answered("terraform"),
      { to: "What is the first step", with: BACK },
      ...ONE_STEP,
    ]);
    expect(workflow.infrastructure).toBe("terraform");
    expect(offered.filter((text) => text.startsWith(QUESTION))).toEqual([
      `${QUESTION}: sam`,
      `${QUESTION}: terraform`,
    ]);
  });

  test("it can be changed before the end, back to no part as well", async () => {
    const change: readonly Answer[] = [
      { to: "Make the project", with: "change" },
      { to: "What is to be different?", with: "target" },
    ];
    const { yaml } = await askedProject(
      [answered("construct"), ...ONE_STEP, ...change, answered("sam")],
      { around: [CDK] },
    );
    expect(yaml).not.toMatch(/^(infrastructure|as):/m);
  });

  test.each(["sam", "cdk"] as const)("%s that was kept is not asked for again", async (target) => {
    const kept = unfinishedText(
      { answers: { name: "shop", infrastructure: target, steps: [{ name: "pay" }] } },
      "go on",
    );
    const { answers: start } = unfinishedAnswers({ text: kept, path: "w.yaml" }) as Left;
    const { workflow, log } = await askedProject([], { start, around: [TERRAFORM] });
    expect(workflow.infrastructure).toBe(target);
    expect(log.join("\n")).not.toContain(QUESTION);
  });

  test("who has left at this very question is asked it again", async () => {
    const kept = unfinishedText({ answers: { name: "shop", steps: [] } }, "go on");
    const { answers: start } = unfinishedAnswers({ text: kept, path: "w.yaml" }) as Left;
    const { log } = await askedProject(ONE_STEP, { start });
    expect(log).toContain(`${QUESTION}: sam`);
  });
});
