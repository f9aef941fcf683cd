import { describe, expect, test } from "vitest";
import type { Infrastructure } from "../../src/workflow/workflow.ts";
import { mutations } from "./table.ts";

/** The files of a project that only SAM has, or that only a test of SAM's looks at. */
const OF_SAM = /^(?:template\.yaml|src\/commands\/(?:sam-arguments|stack)\.ts)$/;

const OF_SAM_ALONE = "It is about settings that the other tools do not have.";
const ONE_POLICY = "The tool makes one policy of each queue, topic and bucket.";
const REFERENCES = "The tool refuses a reference to what is not there, so text to break.";
const TYPES = "The tool refuses it: the compiler, or `terraform validate`.";

/** Ways to break what SAM deploys that another target cannot be broken in, and why. */
const impossible: Readonly<Record<"cdk" | "terraform", Readonly<Record<string, string>>>> = {
  cdk: {
    "a dashboard of something that is not there": REFERENCES,
    "a deployment of nothing that fails": OF_SAM_ALONE,
    "a function without an entry": "The CDK makes no template without the folder of each bundle.",
    "a new concurrency that no deployment takes": OF_SAM_ALONE,
    "a property that does not exist": TYPES,
    "a queue whose name keeps no order":
      "The CDK refuses a FIFO queue without `.fifo` in its name.",
    "a second policy in the place of the first": ONE_POLICY,
    "a stage without what samconfig.toml has for it": OF_SAM_ALONE,
    "an alias that versions are not published for": OF_SAM_ALONE,
    "answers by whoever may start a workflow":
      "The template names an authorizer for each route, wherever the code has it from.",
    "settings that do not reach the state machine": OF_SAM_ALONE,
    "two policies of one queue, of which the second takes the place of the first": ONE_POLICY,
  },
  terraform: {
    "a dashboard of something that is not there": REFERENCES,
    "a deployment of nothing that fails": OF_SAM_ALONE,
    "a new concurrency that no deployment takes": OF_SAM_ALONE,
    "a property that does not exist": TYPES,
    "a second policy in the place of the first": ONE_POLICY,
    "a stage without what samconfig.toml has for it": OF_SAM_ALONE,
    "a table that stays where the stack could not be created":
      "Terraform keeps in its state whatever it made, and goes on from there.",
    "an alias that versions are not published for": OF_SAM_ALONE,
    "answers by whoever may start a workflow":
      "There is no authorizer of the API: each route has its own.",
    "settings that do not reach the state machine": OF_SAM_ALONE,
    "two policies of one queue, of which the second takes the place of the first": ONE_POLICY,
  },
};

function kindsOf(target: Infrastructure): Set<string> {
  const ofTarget = mutations.filter(({ infrastructure, file }) =>
    target === "sam" ? !infrastructure && OF_SAM.test(file) : infrastructure === target,
  );
  return new Set(ofTarget.map(({ name }) => name));
}

describe.each(["cdk", "terraform"] as const)("what %s deploys", (target) => {
  test("is broken in each way that what SAM deploys is, or it is said why not", () => {
    const kinds = kindsOf(target);
    const missing = [...kindsOf("sam")].filter((kind) => !kinds.has(kind));
    expect(missing.toSorted()).toEqual(Object.keys(impossible[target]).toSorted());
  });
});
