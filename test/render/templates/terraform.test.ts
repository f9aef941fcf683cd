import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { functionNameInShell } from "../../../src/targets/terraform/function-names.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import { workflows } from "../../fixtures/workflows.ts";

const rendered = (text: string) => renderWorkflow(`infrastructure: terraform\n${text}`);
const order = setTransport(workflows["order-processing"], "queue");

describe("infra/", () => {
  test("is the same whatever the steps are called, how many there are and what they may do", () => {
    const other = order
      .replaceAll("create-order", "open-order")
      .replace(
        "name: process-payment",
        "name: process-payment\n    timeout: 7s\n    concurrency: 3",
      );
    const [one, two] = [rendered(order), rendered(other)];
    const different = Object.keys(one).filter(
      (path) => path.startsWith("infra/") && one[path] !== two[path],
    );
    expect(different).toEqual(["infra/workflow.json"]);
  });

  test("has only the files that the workflow needs", () => {
    const files = Object.keys(rendered(order)).filter((path) => path.startsWith("infra/"));
    expect(files).not.toContain("infra/state-machine.tf");
    expect(files).not.toContain("infra/api.tf");
    expect(files).toContain("infra/queues.tf");
  });

  test("cuts names of functions that are too long for Lambda, each to a name of its own", () => {
    const nameIn = (text: string) =>
      /function_name += (.*)/.exec(rendered(text)["infra/functions.tf"] ?? "");
    expect(nameIn(order)?.[1]).toBe('"${local.stack}-${each.key}"');
    const long = order
      .replace(/^name: .*/m, "name: the-order-processing-of-a-large-house")
      .replaceAll("create-order", "create-the-order-of-a-customer");
    expect(nameIn(long)?.[1]).toContain("sha1(each.key)");
  });

  test("a shell is told the name that Terraform gives a function", () => {
    const inShell = (stack: string, longest: number) =>
      execFileSync("sh", ["-c", `printf %s ${functionNameInShell("start", longest)}`], {
        env: { ...process.env, stack },
        encoding: "utf8",
      });
    expect(inShell("orders", 64)).toBe("orders-start");
    // What `substr(sha1("start"), 0, 8)` is.
    expect(inShell("orders", 65)).toBe("orders-start-2b020927");
    expect(inShell("o".repeat(70), 76)).toBe(`${"o".repeat(55)}-2b020927`);
  });

  test("as a module leaves account, region and state to whoever calls it", () => {
    const module = rendered(`as: module\n${order}`);
    expect(module).not.toHaveProperty(["infra/providers.tf"]);
    expect(module["infra/variables.tf"]).not.toContain('"region"');
    expect(module["infra/README.md"]).toContain('module "order-processing"');
    expect(module["README.md"]).toContain("echo module.order-processing.start_queue_url");
    expect(`${module["README.md"]}${module["AGENTS.md"]}`).not.toMatch(/providers\.tf|-chdir/);
    expect(Object.keys(JSON.parse(module["package.json"] ?? "").scripts)).not.toContain("plan");
    expect(Object.keys(module).filter((path) => /commands\/terraform/.test(path))).toEqual([]);
  });
});

test("what looks like a template of Terraform in a text of the state machine is none", () => {
  const text = setTransport(workflows["order-processing"], "state-machine").replace(
    "description: Charge the card.",
    'description: "Charge %{ if true } ${card}."',
  );
  const definition = rendered(text)["workflow.asl.json"] ?? "";
  expect(definition).not.toContain("%{");
  expect(JSON.stringify(JSON.parse(definition))).toContain("Charge %{ if true } ${card}.");
});
