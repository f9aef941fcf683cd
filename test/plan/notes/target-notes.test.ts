import { describe, expect, test } from "vitest";
import { inFlightNotes } from "../../../src/plan/notes/in-flight.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import type { Workflow } from "../../../src/workflow/workflow.ts";
import { ABC, planOf, type Steps } from "../notes-between.ts";

type Target = Pick<Workflow, "infrastructure" | "as" | "trigger">;

const deployed = (plan: Plan, target: Target): Plan => ({
  ...plan,
  workflow: { ...plan.workflow, ...target },
});

/** The one note about another target, as message and lines of advice. */
function said(
  from: Target,
  to: Target,
  transport: "queue" | "state-machine" = "queue",
  steps: Steps = ABC,
) {
  const plan = planOf(steps, transport);
  const notes = inFlightNotes(deployed(plan, from), deployed(plan, to));
  expect(notes.map(({ code }) => code)).toEqual(["CHANGED_INFRASTRUCTURE"]);
  const [{ message = "", suggestion = "" } = {}] = notes;
  return { message, lines: suggestion.split("\n") };
}

const sam = { infrastructure: "sam" } as const;
const cdk = { infrastructure: "cdk" } as const;
const terraform = { infrastructure: "terraform" } as const;

describe("another target", () => {
  test("takes over nothing, and is deployed beside the old one or after it", () => {
    const { message, lines } = said(sam, cdk);
    expect(message).toBe(
      "The infrastructure changes from AWS SAM to AWS CDK: the next deployment does not take over deployed resources or the messages in its queues. Under the same name it fails while the old resources exist.",
    );
    expect(lines).toEqual([
      expect.stringMatching(
        /^Deploy another stage next to it \(deploy --stage <other>\), start new/,
      ),
      expect.stringContaining("for queue in a a-dlq b b-dlq c c-dlq; do aws sqs get-queue-attr"),
      expect.stringMatching(/^Remove the old deployment\. Queues, .* stay\.$/),
      'sam delete --stack-name "${stack:-w}"',
      expect.stringContaining("wait 60 seconds"),
      expect.stringContaining("for queue in a a-dlq b b-dlq c c-dlq; do aws sqs delete-queue"),
      "For a stage, first run: export stack=w-<stage>",
    ]);
  });

  const kept =
    "aws_(sqs_queue\\.(step|(start_)?dead_letter)|dynamodb_table\\.idempotency|s3_bucket\\.claim_checks)(\\[|$)";

  test("Terraform may take over a queue", () => {
    expect(said(cdk, terraform).message).toContain("may take over queues that the old functions");
    expect(said(terraform, cdk).message).not.toContain("may take over");
  });

  test("what Terraform has made leaves its state where it is to stay, while its files are there", () => {
    const { lines } = said(terraform, sam);
    const at = lines.findIndex((line) => line.includes("in the commit before this change"));
    expect(lines.slice(at + 1, at + 3)).toEqual([
      `terraform -chdir=infra state rm $(terraform -chdir=infra state list | grep -E '^${kept}')`,
      "terraform -chdir=infra destroy",
    ]);
  });

  test("of a state machine there are executions, and no queue but that of failed starts", () => {
    const { message, lines } = said(sam, cdk, "state-machine");
    expect(message).toContain("or its executions");
    expect(lines.join("\n")).not.toContain("delete-queue");
    const trigger = { kind: "schedule", expression: "rate(1 hour)" } as const;
    const scheduled = said({ ...sam, trigger }, { ...cdk, trigger }, "state-machine");
    expect(scheduled.lines.join("\n")).toContain("for queue in start-dlq; do aws sqs delete-queue");
  });

  test.each([
    [cdk, sam, "--change-set-type IMPORT"],
    [sam, cdk, "npx cdk import"],
    [sam, terraform, "to = aws_dynamodb_table.idempotency"],
  ])("from %o to %o records of keys can be taken along", (from, to, how) => {
    const keyed: Steps = [{ name: "a", idempotency: { key: "input.id" } }];
    expect(said(from, to, "queue", keyed).lines.join("\n")).toContain(how);
    expect(said(from, to).lines.join("\n")).not.toContain(how);
  });

  test("a construct is removed from its app", () => {
    const { message, lines } = said({ ...cdk, as: "construct" }, cdk);
    expect(message).toContain("from AWS CDK as a construct to AWS CDK:");
    expect(lines.join("\n")).toContain(
      "Remove its lines from the app, and deploy the app. Queues,",
    );
    expect(lines[0]).toMatch(/^Deploy another stage next to it \(deploy --stage <other>\)/);
    expect(lines.at(-1)).toBe("Before these commands, run: export stack=<your stack>-w");
  });

  test("what becomes a part of an app has no command that deploys a stage", () => {
    for (const to of [
      { ...cdk, as: "construct" },
      { ...terraform, as: "module" },
    ] as const) {
      const { lines } = said(sam, to);
      expect(lines[0]).toMatch(/^Deploy it under another name next to the old one/);
      expect(lines.at(-1)).toBe("For a stage, first run: export stack=w-<stage>");
    }
  });

  test("a module is removed when its state has forgotten what is to stay", () => {
    const { lines } = said({ ...terraform, as: "module" }, terraform);
    expect(lines).toContain(
      `terraform state rm $(terraform state list | grep -E '^module\\.w\\.${kept}')`,
    );
  });

  test("what Terraform forgets is what is marked, and nothing of an owner's", () => {
    const marked = [
      'aws_sqs_queue.step["a"]',
      'aws_sqs_queue.dead_letter["a"]',
      "aws_sqs_queue.start_dead_letter",
      "aws_dynamodb_table.idempotency",
      "aws_s3_bucket.claim_checks",
    ];
    const others = [
      "aws_dynamodb_table.approvals",
      "aws_dynamodb_table.prices",
      "aws_s3_bucket_policy.claim_checks",
      'aws_sqs_queue_policy.queue["a"]',
    ];
    const forgotten = [...marked, ...others].filter((address) =>
      new RegExp(`^${kept}`).test(address),
    );
    expect(forgotten).toEqual(marked);
  });

  test("with another transport at once, both are told", () => {
    const notes = inFlightNotes(
      deployed(planOf(ABC, "queue"), sam),
      deployed(planOf(ABC, "state-machine"), cdk),
    );
    expect(notes.map(({ code }) => code)).toEqual(["CHANGED_INFRASTRUCTURE", "CHANGED_TRANSPORT"]);
  });
});
