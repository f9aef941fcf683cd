import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { inFlightNotes } from "../../../src/plan/notes/in-flight.ts";
import type { Workflow } from "../../../src/workflow/workflow.ts";
import { ABC, notes, planOf, type Steps } from "../notes-between.ts";

describe.each(["queue", "state-machine"] as const)("%s: nothing is said", (transport) => {
  test("where nothing changes", () => {
    expect(notes(ABC, ABC, transport)).toEqual([]);
  });

  test("where only words change", () => {
    const described: Steps = [{ name: "a", description: "First." }, { name: "b" }, { name: "c" }];
    expect(notes(ABC, described, transport)).toEqual([]);
  });
});

describe("another transport", () => {
  test("leaves every message behind", () => {
    const [only, ...others] = inFlightNotes(planOf(ABC, "queue"), planOf(ABC, "state-machine"));
    expect(others).toEqual([]);
    expect(only?.code).toBe("CHANGED_TRANSPORT");
    expect(only?.message).toContain(
      "no function reads from the queues any more; the queues stay, with all their messages",
    );
    expect(only?.suggestion).toContain("for queue in a a-dlq b b-dlq c c-dlq;");
  });

  test("ends every execution", () => {
    const [only] = inFlightNotes(planOf(ABC, "state-machine"), planOf(ABC, "queue"));
    expect(only?.message).toContain("terminated at their next transition");
    expect(only?.suggestion).toContain("list-executions");
  });
});

test("a renamed workflow is another stack: the old one goes on", () => {
  const before = planOf(ABC, "queue");
  const after = { ...before, workflow: { ...before.workflow, name: "other" } };
  const [only, ...others] = inFlightNotes(before, after);
  expect(others).toEqual([]);
  expect(only?.message).toContain("creates a stack other. The stack w stays");
  expect(only?.suggestion).toContain('sam delete --stack-name "${stack:-w}"');
});

describe("as a part of an app", () => {
  const planned = (
    target: Pick<Workflow, "infrastructure" | "as">,
    steps: Steps = ABC,
    name = "w",
  ) => {
    const plan = planOf(steps, "queue");
    return { ...plan, workflow: { ...plan.workflow, ...target, name } };
  };
  const construct = { infrastructure: "cdk", as: "construct" } as const;
  const module = { infrastructure: "terraform", as: "module" } as const;

  test.each([
    [construct, "your CDK app"],
    [module, "your Terraform configuration"],
  ])("a renamed workflow takes the place of the old one: %o", (target, app) => {
    const [only] = inFlightNotes(planned(target), planned(target, ABC, "other"));
    expect(only?.message).toContain(`deployment of ${app} deletes w`);
    expect(only?.suggestion).toContain(`another stage of ${app} next to it`);
    expect(only?.suggestion).not.toMatch(/delete-stack|destroy|--stage/);
  });

  test("queues are taken out of the state of the configuration that has the module", () => {
    const [only] = inFlightNotes(planned(module), planned(module, [{ name: "a" }, { name: "b" }]));
    expect(only?.suggestion).toContain(
      `\nterraform state rm 'module.w.aws_sqs_queue.step["c"]' 'module.w.aws_sqs_queue.dead_letter["c"]'\n`,
    );
  });

  test("commands are about names that begin as the app lets them", () => {
    const [only] = inFlightNotes(planned(construct), planned(construct, [{ name: "a" }]));
    expect(only?.suggestion).toMatch(/\nBefore these commands, run: export stack=<your stack>-w$/);
  });
});

describe("with Terraform", () => {
  const planned = (steps: Steps, name = "w") => {
    const plan = planOf(steps, "queue");
    return { ...plan, workflow: { ...plan.workflow, name, infrastructure: "terraform" as const } };
  };

  test("queues stay that are no longer declared where they are taken out of the state", () => {
    const [only] = inFlightNotes(planned(ABC), planned([{ name: "a" }, { name: "b" }]));
    expect(only?.code).toBe("REMOVED_QUEUES");
    expect(only?.suggestion).toContain(
      `terraform -chdir=infra state rm 'aws_sqs_queue.step["c"]' 'aws_sqs_queue.dead_letter["c"]'\nAfter the deployment`,
    );
  });

  test("a renamed workflow takes the place of the old one, unless its state is another", () => {
    const [only] = inFlightNotes(planned(ABC), planned(ABC, "other"));
    expect(only?.message).toContain("would delete w");
    expect(only?.suggestion).toMatch(/^Move the state first.* Start new workflows in other/);
    expect(only?.suggestion).toContain("terraform -chdir=infra destroy");
  });
});

test("approvals of a renamed workflow are answered in the old stack", () => {
  const before = planOf([{ name: "a", approval: { timeout: "1d" } }], "state-machine");
  const after = { ...before, workflow: { ...before.workflow, name: "other" } };
  expect(inFlightNotes(before, after)[0]?.suggestion).toContain("with --stack w, or w-<stage>");
});

describe("commands are right for every stage", () => {
  const hint = "For a stage, first run: export stack=w-<stage>";

  /** The words of the commands of a note, as a shell passes them to `aws`. */
  const runIn = (suggestion = "", stack: string | undefined): string[] =>
    execFileSync("bash", ["-c", `aws() { echo "$*"; }\n${commandsOf(suggestion)}`], {
      encoding: "utf8",
      env: stack === undefined ? {} : { stack },
    }).split("\n");

  const commandsOf = (suggestion: string) =>
    suggestion
      .split("\n")
      .filter((line) => /^(?:for|aws) /.test(line))
      .join("\n");

  test.each([
    [undefined, "w"],
    ["w-dev", "w-dev"],
  ])("where the variable stack is %s, they are about %s", (stack, name) => {
    const [queue] = inFlightNotes(planOf(ABC, "queue"), planOf(ABC, "state-machine"));
    const [machine] = inFlightNotes(planOf(ABC, "state-machine"), planOf(ABC, "queue"));
    expect(queue?.suggestion).toContain(hint);
    expect(machine?.suggestion).toContain(hint);
    expect(runIn(queue?.suggestion, stack).join("\n")).toContain(
      `get-queue-url --queue-name ${name}-b-dlq `,
    );
    expect(runIn(machine?.suggestion, stack).join("\n")).toContain(`[?name=='${name}']`);
  });
});
