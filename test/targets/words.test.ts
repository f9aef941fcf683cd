import { describe, expect, test } from "vitest";
import { INFRASTRUCTURES, type Infrastructure } from "../../src/targets/names.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { setTransport } from "../../src/workflow/text/set-keys.ts";
import { transportsOf, type WorkflowName, workflows } from "../fixtures/workflows.ts";

/** What only projects of a target speak of. */
const WORDS: Readonly<Record<Infrastructure, RegExp>> = {
  sam: /\bSAM\b|\bsam (?:deploy|delete)\b|template\.yaml|samconfig|AWS::Serverless|\.aws-sam/,
  cdk: /\bCDK\b|\bcdk\b|cdk\.out/,
  terraform: /terraform|\.tf\b|tfvars/i,
};

/** Files in which a project speaks to people and to machines about what is deployed, whatever the tool. */
const SPEAKING =
  /^(?:README\.md|AGENTS\.md|package\.json|\.gitignore|\.editorconfig|\.vscode\/.*|\.github\/.*|local\/(?:run|options|simulate|environment|resources)\.ts|src\/.*|test\/infrastructure\.test\.ts)$/;

const CASES = Object.keys(workflows).flatMap((name) =>
  transportsOf(name as WorkflowName).map((transport) => [name as WorkflowName, transport] as const),
);

describe.each(INFRASTRUCTURES)("a project by %s", (infrastructure) => {
  const others = INFRASTRUCTURES.filter((other) => other !== infrastructure);

  test.each(CASES)("of %s, %s, speaks of no other tool", (name, transport) => {
    const text = setTransport(workflows[name], transport);
    const files = renderWorkflow(
      `infrastructure: ${infrastructure}\n${text.replace(/^infrastructure:.*\n/m, "")}`,
    );
    const said = Object.entries(files).flatMap(([path, content]) =>
      SPEAKING.test(path)
        ? others.flatMap((other) =>
            content
              .split("\n")
              .filter((line) => WORDS[other].test(line))
              .map((line) => `${path}: ${line}`),
          )
        : [],
    );
    expect(said).toEqual([]);
    expect(files["README.md"]).toMatch(WORDS[infrastructure]);
    expect(files["AGENTS.md"]).toMatch(WORDS[infrastructure]);
  });
});
