import { expect, test } from "vitest";
import {
  type AnsweredSoFar,
  keepingAnswers,
} from "../../../src/commands/change/keeping-answers.ts";
import { Stop } from "../../../src/commands/outcome/outcome.ts";

const left = async (soFar: AnsweredSoFar | undefined) => {
  const leave = Object.assign(new Error("Ctrl-C"), { name: "ExitPromptError" });
  const error: unknown = await keepingAnswers(
    () => Promise.reject(leave),
    () => soFar,
  ).catch((thrown: unknown) => thrown);
  return error instanceof Stop ? error.outcome : error === leave && "as it was";
};

test("who leaves the questions about a step is told their answers as a command", async () => {
  const command = "unchain add step send --on-failure continue";
  expect(await left({ step: { name: "send" }, command })).toMatchObject({
    exitCode: 130,
    next: [command],
    problems: [{ code: "CANCELLED", suggestion: expect.stringContaining(`:  ${command}`) }],
  });
});

test("or for workflow.yaml, where no flags say them", async () => {
  const step = {
    name: "size",
    choice: [{ when: { path: "input.total", equals: 5 }, steps: [] }],
  };
  const outcome = await left({ step });
  expect(outcome).toMatchObject({
    problems: [
      {
        suggestion: expect.stringMatching(
          /\n {2}- name: size\n {4}choice:\n {6}- when: .*input.total.*5/,
        ),
      },
    ],
  });
});

test("who has answered nothing is told nothing", async () => {
  expect(await left(undefined)).toBe("as it was");
});
