import { describe, expect, test } from "vitest";
import type { Infrastructure } from "../../src/targets/names.ts";
import { setKey } from "../../src/workflow/text/set-keys.ts";
import type { TransportName } from "../../src/workflow/workflow.ts";
import { workflows } from "../fixtures/workflows.ts";
import { type ProjectInDirectory, projectInDirectory } from "./project-in-directory.ts";

const STEP = "src/steps/process-payment.ts";

/** A file of each target in which somebody writes a line, and how a comment begins there. */
const EDITED: Readonly<Record<Infrastructure, readonly [path: string, comment: string]>> = {
  sam: ["template.yaml", "#"],
  cdk: ["infra/workflow.ts", "//"],
  terraform: ["infra/workflow.tf", "#"],
};

const orderWith = (transport: TransportName, target: Infrastructure): string =>
  setKey(setKey(workflows["order-processing"], "transport", transport), "infrastructure", target);

/** Has another target in `workflow.yaml`; where files of it are there already, both texts are kept. */
async function switchTo(project: ProjectInDirectory, target: Infrastructure) {
  project.edit("workflow.yaml", (text) => setKey(text, "infrastructure", target));
  const outcome = await project.run("sync --no-install");
  if (outcome.status === "updated") return outcome;
  expect(outcome.problems.map(({ code }) => code)).toEqual(["CONFLICT"]);
  const marked = await project.run("sync --no-install --conflict markers");
  for (const { path } of outcome.problems) {
    project.edit(path as string, (text) => text.replaceAll(/^(?:<{7}|\|{7}|={7}|>{7}).*\n/gm, ""));
  }
  return marked;
}

/** What is the user's in every project, whatever it is deployed with. */
const own = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).filter(([path]) =>
    /^(?:(?:src|test)\/steps|events)\/|^src\/input/.test(path),
  );

/** What is generated, without what is the user's from the first day, as the settings of an editor are. */
const generated = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).filter(
      ([path]) => !/^(?:\.unchain\/lock\.json|\.vscode\/.*|workflow\.yaml)$/.test(path),
    ),
  );

describe.each(["queue", "state-machine"] as const)("with the transport %s", (transport) => {
  test.each([
    ["cdk", "terraform"],
    ["terraform", "cdk"],
  ] as const)("from SAM by %s and %s to SAM all is as if it were made so", async (...way) => {
    const project = await projectInDirectory(orderWith(transport, "sam"));
    const before = project.files();
    project.edit(STEP, (text) => `// mine\n${text}`);
    const written = own(project.files());
    for (const target of [...way, "sam"] as const) {
      expect((await switchTo(project, target)).status).toBe("updated");
      const files = project.files();
      expect(own(files)).toEqual(written);
      const afresh = await projectInDirectory(files["workflow.yaml"]);
      expect(generated({ ...files, [STEP]: before[STEP] ?? "" })).toEqual(
        generated(afresh.files()),
      );
    }
  });

  test("no line of the user is lost from any target to any other", async () => {
    const project = await projectInDirectory(orderWith(transport, "sam"));
    const way = ["sam", "cdk", "terraform", "sam", "terraform", "cdk", "sam"] as const;
    for (const [index, target] of way.entries()) {
      if (index > 0) await switchTo(project, target);
      const [path, comment] = EDITED[target];
      project.edit(path, (text) => `${text}${comment} mine ${index}.\n`);
      project.edit(STEP, (text) => `${text}// mine ${index}.\n`);
      const count = Object.values(project.files()).join("\n").split(`mine ${index}.`).length - 1;
      expect(count).toBe(2);
    }
    const all = Object.values(project.files()).join("\n");
    for (const index of way.keys()) expect(all).toContain(`mine ${index}.`);
  });

  test.each([
    ["sam", "cdk"],
    ["cdk", "terraform"],
    ["terraform", "sam"],
  ] as const)("what is edited of %s stays with %s, and is told", async (first, second) => {
    const project = await projectInDirectory(orderWith(transport, first));
    const [path, comment] = EDITED[first];
    project.edit(path, (text) => `${text}${comment} mine\n`);
    const edited = project.read(path);
    const { warnings = [] } = await switchTo(project, second);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "NO_LONGER_GENERATED", path }));
    expect(project.read(path)).toBe(edited);
  });
});

test.each([
  ["cdk", "construct"],
  ["terraform", "module"],
] as const)("a project with %s becomes a %s and back", async (target, part) => {
  const project = await projectInDirectory(orderWith("queue", target));
  const before = project.files();
  project.edit("workflow.yaml", (text) => setKey(text, "as", part));
  const { status, details } = await project.run("sync --no-install");
  expect(status).toBe("updated");
  expect(details?.[0]).toMatch(/^add it to your (?:CDK app|Terraform configuration)/);
  const files = project.files();
  expect(Object.keys(files)).not.toEqual(Object.keys(before));
  const afresh = await projectInDirectory(files["workflow.yaml"]);
  expect(generated(files)).toEqual(generated(afresh.files()));
  project.edit("workflow.yaml", (text) => text.replace(`as: ${part}\n`, ""));
  expect(await project.run("sync --no-install")).toMatchObject({ status: "updated", details: [] });
  expect(generated(project.files())).toEqual(generated(before));
});
