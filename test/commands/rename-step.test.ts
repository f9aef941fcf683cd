import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/commands/outcome/outcome.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { projectInDirectory } from "./project-in-directory.ts";

const codes = ({ problems }: Outcome) => problems.map(({ code }) => code);

const rename = "rename step process-payment charge-card --no-install";
const back = "rename step charge-card process-payment --no-install";

describe("rename step", () => {
  test("makes what the same workflow would make under the new name, and back again", async () => {
    const project = await projectInDirectory();
    const before = project.files();
    expect(await project.run(rename)).toMatchObject({ status: "updated", exitCode: 0 });
    const other = await projectInDirectory(
      orderProcessingYaml.replace("process-payment", "charge-card"),
    );
    expect(project.files()).toEqual(other.files());
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
    await project.run(back);
    expect(project.files()).toEqual(before);
  });

  test("leads what somebody has added to what is deployed to the new name", async () => {
    const cdk = await projectInDirectory(`infrastructure: cdk\n${orderProcessingYaml}`);
    const mine = (step: string) =>
      `    ${step}.fn.addEnvironment("PRICES_URL", "https://example.com");\n`;
    cdk.edit("infra/workflow.ts", (text) =>
      text.replace(
        "    new WorkflowDashboard",
        `${mine("processPayment")}    new WorkflowDashboard`,
      ),
    );
    expect(await cdk.run(rename)).toMatchObject({ status: "updated" });
    expect(cdk.read("infra/workflow.ts")).toContain(mine("chargeCard"));
    expect(cdk.read("infra/workflow.ts")).not.toContain("processPayment");

    const terraform = await projectInDirectory(`infrastructure: terraform\n${orderProcessingYaml}`);
    terraform.edit("infra/settings.tf", (text) =>
      text.replace(
        "environment = {}",
        'environment = {\n    process-payment = { PRICES_URL = "x" }\n  }',
      ),
    );
    expect(await terraform.run(rename)).toMatchObject({ status: "updated" });
    expect(terraform.read("infra/settings.tf")).toContain('charge-card = { PRICES_URL = "x" }');
  });

  test("takes code and edits along, and leads what reads it to the new name", async () => {
    const project = await projectInDirectory();
    const append = (path: string, line: string) => project.edit(path, (text) => `${text}${line}\n`);
    append("src/steps/process-payment.ts", "export const mine = processPayment;");
    append("src/functions/process-payment.ts", "// mine");
    append("test/failure-rules.ts", "// my process-payment");
    project.edit("test/failure-rules.ts", (text) =>
      text.replace('"process-payment"', '/* mine */ "process-payment"'),
    );
    append(
      "src/steps/create-invoice.ts",
      "export const a = (s: WorkflowState) => s.results.processPayment;",
    );
    append(
      "src/steps/create-invoice.ts",
      "export const b = ({ results: { processPayment } }: WorkflowState) => 1;",
    );
    project.write(
      "test/mine.test.ts",
      'import { processPayment } from "../src/steps/process-payment.ts";\nprocessPayment;\n',
    );
    const outcome = await project.run(rename);
    expect(outcome).toMatchObject({ status: "updated" });

    expect(project.has("src/steps/process-payment.ts")).toBe(false);
    expect(project.has("test/steps/process-payment.test.ts")).toBe(false);
    const step = project.read("src/steps/charge-card.ts");
    expect(step).toContain("export const mine = chargeCard;");
    expect(step).toContain("export async function chargeCard(");
    expect(step).toContain("ChargeCardResult");
    expect(project.read("src/functions/charge-card.ts")).toMatch(
      /name: "charge-card"[\s\S]*mine\n$/,
    );
    expect(project.read("test/failure-rules.ts")).toContain("mine");
    expect(project.read("src/steps/create-invoice.ts")).toContain("s.results.chargeCard;");
    expect(project.read("test/mine.test.ts")).toBe(
      'import { chargeCard } from "../src/steps/charge-card.ts";\nchargeCard;\n',
    );
    // The step still answers as its test wants.
    expect(step).toContain("`process-payment-${state.id}`");
    expect(project.read("test/steps/charge-card.test.ts")).toContain('"process-payment-example"');
    expect(outcome.warnings).toContainEqual(
      expect.objectContaining({
        code: "USES_REMOVED_RESULT",
        path: "src/steps/create-invoice.ts",
        suggestion: "Replace processPayment by chargeCard.",
      }),
    );
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
  });

  test("leaves an owner's own name that only begins like the step's", async () => {
    const project = await projectInDirectory();
    const mine = "const processPaymentTwice = 2;\n";
    project.edit("test/failure-rules.ts", (text) =>
      text.replace(/^(.*"process-payment".*)$/m, `// $1\n${mine}`),
    );
    await project.run(`${rename} --conflict markers`);
    expect(project.read("test/failure-rules.ts")).toContain(mine);
    const cdk = await projectInDirectory(`infrastructure: cdk\n${orderProcessingYaml}`);
    cdk.edit("infra/workflow.ts", (text) => `${text}${mine}`);
    expect(await cdk.run(rename)).toMatchObject({ status: "updated" });
    expect(cdk.read("infra/workflow.ts")).toContain(mine);
  });

  test("keeps a variable that stands beside those of its queues", async () => {
    const project = await projectInDirectory(orderProcessingYaml.replace("state-machine", "queue"));
    const mine = "          PAYMENTS_URL: https://payments.example.com\n";
    const besideQueue = /^ +QUEUE_URL_PROCESS_PAYMENT: .*\n/gm;
    project.edit("template.yaml", (text) =>
      text.replace(besideQueue, (line) => `${mine}${line}${mine.replace("URL", "KEY")}`),
    );
    expect(await project.run(rename)).toMatchObject({ status: "updated", problems: [] });
    const text = project.read("template.yaml");
    expect(text).not.toContain("PROCESS_PAYMENT");
    expect(text.match(/PAYMENTS_URL.*\n +QUEUE_URL_CHARGE_CARD.*\n +PAYMENTS_KEY/g)).toHaveLength(
      2,
    );
  });

  test("renames nothing of its owner's own that only begins or reads alike", async () => {
    const wash = `infrastructure: cdk\n${orderProcessingYaml.replaceAll("process-payment", "dirty")}`;
    const project = await projectInDirectory(wash);
    const mine = "const dirtyEdited = true; // dirty work\n";
    const isMine = (text: string) => expect(text).toContain(mine);
    const edited = ["infra/workflow.ts", "src/functions/dirty.ts", "src/steps/dirty.ts"];
    for (const path of edited) project.edit(path, (text) => `${text}${mine}`);
    project.edit("src/functions/dirty.ts", (text) =>
      text.replace('name: "dirty",', 'name: "dirty", // dirtyEdited'),
    );
    project.edit("README.md", (text) =>
      text.replace(/^(.*`dirty`.*)$/m, "$1 dirty work dirtyEdited"),
    );
    const form = "export const errors = { dirty: 1 };\nexport const is = errors.dirty;\n";
    project.write("src/form.ts", form);
    expect(await project.run("rename step dirty clean --no-install")).toMatchObject({
      status: "updated",
    });
    for (const path of edited) isMine(project.read(path.replace("/dirty.ts", "/clean.ts")));
    expect(project.read("src/functions/clean.ts")).toContain('name: "clean", // dirtyEdited');
    expect(project.read("README.md")).toMatch(/`clean`.* dirty work dirtyEdited$/m);
    expect(project.read("src/form.ts")).toBe(form);
  });

  test("says what deployment does to work under way", async () => {
    const queue = await projectInDirectory(orderProcessingYaml.replace("state-machine", "queue"));
    const ofQueue = await queue.run(rename);
    expect(ofQueue.warnings?.map(({ code }) => code)).toContain("REMOVED_QUEUES");
    const machine = await projectInDirectory();
    const ofMachine = await machine.run(rename);
    expect(ofMachine.warnings?.map(({ code }) => code)).toContain("EXECUTIONS_KEEP_DEFINITION");
  });

  test("leaves a step where its owner has moved it", async () => {
    const project = await projectInDirectory();
    renameSync(
      join(project.root, "src/steps/process-payment.ts"),
      join(project.root, "src/pay.ts"),
    );
    project.edit("src/functions/process-payment.ts", (text) =>
      text.replace("../steps/process-payment.ts", "../pay.ts"),
    );
    project.edit("src/workflow.ts", (text) =>
      text.replace("./steps/process-payment.ts", "./pay.ts"),
    );
    project.edit("src/pay.ts", (text) => text.replace("../workflow.ts", "./workflow.ts"));
    expect(await project.run(rename)).toMatchObject({ status: "updated" });
    expect(project.read("src/pay.ts")).toContain("export async function chargeCard(");
    expect(project.read("src/functions/charge-card.ts")).toContain(
      '{ chargeCard } from "../pay.ts"',
    );
    expect(project.has("src/steps/charge-card.ts")).toBe(false);
  });

  test("writes nothing where the new file is there, or edits are not committed", async () => {
    const project = await projectInDirectory();
    project.write("src/steps/charge-card.ts", "mine\n");
    const before = project.files();
    expect(codes(await project.run(rename))).toEqual(["CONFLICT"]);
    expect(project.files()).toEqual(before);
    const other = await projectInDirectory();
    other.commit();
    other.edit("src/steps/process-payment.ts", (text) => `${text}// mine\n`);
    expect(codes(await other.run(rename))).toEqual(["UNCOMMITTED_CHANGES"]);
    expect(await other.run(`${rename} --dry-run`)).toMatchObject({ status: "planned" });
  });

  test("needs both names without a terminal", async () => {
    const project = await projectInDirectory();
    const outcome = await project.run("rename step process-payment");
    expect(outcome).toMatchObject({ status: "needs-input", exitCode: 3 });
    expect(outcome.next).toEqual(["unchain rename step process-payment send-parcel"]);
    await project.run("rename step process-payment send-parcel");
    expect((await project.run("rename step create-order")).next).toEqual([
      "unchain rename step create-order tell-customer",
    ]);
  });
});

test("rename step without a terminal says which of the names is missing", async () => {
  const project = await projectInDirectory();
  const message = async (line: string) => (await project.run(line)).problems[0]?.message;
  expect(await message("rename step")).toMatch(/^The command names no step/);
  expect(await message("rename step process-payment")).toMatch(
    /^The command has no new name for "process-payment"/,
  );
});

describe("edit step", () => {
  test("changes workflow.yaml and what is made of it, and back again", async () => {
    const project = await projectInDirectory();
    project.edit("workflow.yaml", (text) => text.replace("Charge the card.", "$& # mine"));
    await project.run("sync --no-install");
    const before = project.files();
    const flags = "--timeout 90s --concurrency 4 --idempotency natural --interval 5s";
    const there = await project.run(`edit step process-payment ${flags} --no-install`);
    expect(there).toMatchObject({ status: "updated" });
    expect(project.read("workflow.yaml")).toContain("card. # mine\n    timeout: 90s\n");
    const without = ["timeout", "concurrency", "idempotency", "retry"].map(
      (rule) => `--without ${rule}`,
    );
    await project.run(`edit step process-payment ${without.join(" ")} --no-install`);
    expect(project.files()).toEqual(before);
  });

  test.each([
    ["edit step", "NEEDS_INPUT"],
    ["edit step process-payment", "NEEDS_INPUT"],
    ["edit step process-pyment --timeout 1m", "UNKNOWN_STEP"],
    ["edit step process-payment --timeout 1m --without timeout", "CONFLICTING_FLAGS"],
    ["edit step process-payment --timeout 1h", "OUT_OF_RANGE"],
  ])("%s is %s, and nothing is written", async (line, code) => {
    const project = await projectInDirectory();
    const before = project.files();
    expect(codes(await project.run(line))).toEqual([code]);
    expect(project.files()).toEqual(before);
  });
});
