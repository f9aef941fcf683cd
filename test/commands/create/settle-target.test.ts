import { describe, expect, test } from "vitest";
import { settleTarget } from "../../../src/commands/create/settle-target.ts";
import type { ToolAround } from "../../../src/prompts/target-question.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";

const CDK: ToolAround = { infrastructure: "cdk", file: "../cdk.json" };
const SAM: ToolAround = { infrastructure: "sam", file: "../template.yaml" };

/** The keys that a workflow gets, and what is told. */
async function settled(
  lines: string,
  around: readonly ToolAround[],
  wanted: Parameters<typeof settleTarget>[1] = {},
  answered = false,
) {
  const text = `name: shop\n${lines}steps:\n  - name: pay # mine\n`;
  const { workflow } = parseWorkflow(text, "-", wanted);
  if (workflow === undefined) throw new Error("The workflow is not valid");
  const told: string[] = [];
  const after = await settleTarget({ workflow, text, answered }, wanted, around, (line) =>
    told.push(line),
  );
  expect(after.text).toContain("\nsteps:\n  - name: pay # mine\n");
  expect(after.workflow).toEqual({
    ...parseWorkflow(after.text, "-").workflow,
    ...(after.workflow.transport && { transport: after.workflow.transport }),
  });
  return { keys: after.text.slice("name: shop\n".length, after.text.indexOf("steps:")), told };
}

describe("a new project is deployed", () => {
  test("with SAM where nothing says otherwise, and nothing is told", async () => {
    expect(await settled("", [])).toEqual({ keys: "", told: [] });
    expect(await settled("", [SAM])).toEqual({ keys: "", told: [] });
  });

  test("with what is around it, for a reason that is told", async () => {
    expect(await settled("", [CDK, SAM])).toEqual({
      keys: "infrastructure: cdk\n",
      told: [
        "Infrastructure: cdk. ../cdk.json belongs to AWS CDK; to choose another tool, add e.g. --infrastructure sam",
      ],
    });
  });

  test("with what its file says, whatever is around it", async () => {
    const file = "infrastructure: terraform\n";
    expect(await settled(file, [CDK])).toEqual({ keys: file, told: [] });
    expect((await settled("infrastructure: sam\n", [CDK])).keys).toBe("infrastructure: sam\n");
  });

  test("with what a flag says, which is written down", async () => {
    expect(await settled("", [CDK], { infrastructure: "sam" })).toEqual({
      keys: "infrastructure: sam\n",
      told: [],
    });
    expect((await settled("infrastructure: sam\n", [], { infrastructure: "terraform" })).keys).toBe(
      "infrastructure: terraform\n",
    );
    expect((await settled("", [], { infrastructure: "sam" })).keys).toBe("");
    expect(
      (await settled("transport: queue\n", [], { infrastructure: "cdk", as: "construct" })).keys,
    ).toBe("transport: queue\ninfrastructure: cdk\nas: construct\n");
  });

  test("with what was answered, so that the same file makes the same project", async () => {
    expect(await settled("", [CDK], {}, true)).toEqual({ keys: "infrastructure: sam\n", told: [] });
  });

  test("with what was answered, though a flag said otherwise", async () => {
    const text = "name: shop\nsteps:\n  - name: pay\n";
    const { workflow } = parseWorkflow(text, "-");
    if (workflow === undefined) throw new Error("The workflow is not valid");
    const answers = { workflow: { ...workflow, infrastructure: "terraform" as const }, text };
    const flags = { infrastructure: "cdk", as: "construct" } as const;
    const after = await settleTarget({ ...answers, answered: true }, flags, [], () => {});
    expect(after.text).toContain("infrastructure: terraform\n");
    expect(after.text).not.toContain("as:");
  });
});
