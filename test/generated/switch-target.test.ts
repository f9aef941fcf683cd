import { describe, expect, test } from "vitest";
import type { Infrastructure } from "../../src/targets/names.ts";
import { setKey } from "../../src/workflow/set-keys.ts";
import { type ProjectInDirectory, projectInDirectory } from "../commands/project-in-directory.ts";
import { workflows } from "../fixtures/workflows.ts";
import { expectPassing } from "./expect-passing.ts";

const LOCK = ".unchain/lock.json";
const STEP = "src/steps/process-payment.ts";
const MINE = "// what somebody wrote";

/** A file of each target in which somebody writes a line, and how it begins there. */
const EDITED: Readonly<Record<Infrastructure, readonly [path: string, comment: string]>> = {
  sam: ["template.yaml", "#"],
  cdk: ["infra/workflow.ts", "//"],
  terraform: ["infra/workflow.tf", "#"],
};

const ways: readonly (readonly Infrastructure[])[] = [
  ["sam", "cdk", "terraform", "sam"],
  ["sam", "terraform", "cdk", "sam"],
];

async function switchTo(project: ProjectInDirectory, target: Infrastructure) {
  project.edit("workflow.yaml", (text) => setKey(text, "infrastructure", target));
  const outcome = await project.run("sync --no-install");
  expect(outcome.problems).toEqual([]);
  expect(outcome.status).toBe("updated");
  return outcome;
}

/** What a project has that is not of one target only: no other target may change it. */
const kept = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).filter(([path]) =>
    /^(src\/steps|test\/steps|events)\/|^src\/input/.test(path),
  );

describe.each(["queue", "state-machine"] as const)("with the transport %s", (transport) => {
  test.each(ways)("from %s by %s and %s to %s the project stays what it is", async (...way) => {
    const project = await projectInDirectory(
      setKey(workflows["order-processing"], "transport", transport),
    );
    const fresh = project.files();
    project.edit(STEP, (text) => `${MINE}\n${text}`);
    const own = kept(project.files());
    for (const target of way.slice(1)) {
      await switchTo(project, target);
      const files = project.files();
      expect(kept(files)).toEqual(own);
      await expectPassing(files, 20);
    }
    project.write(STEP, fresh[STEP] ?? "");
    const { [LOCK]: _, "workflow.yaml": __, ...others } = project.files();
    const { [LOCK]: ___, "workflow.yaml": ____, ...first } = fresh;
    expect(others).toEqual(first);
  });

  test.each(ways)("from %s by %s and %s to %s no line of the user is lost", async (...way) => {
    const project = await projectInDirectory(
      setKey(workflows["order-processing"], "transport", transport),
    );
    const mine: string[] = [];
    for (const [index, target] of way.entries()) {
      if (index > 0) await switchTo(project, target);
      const [path, comment] = EDITED[target];
      const line = `${comment} mine ${index}`;
      project.edit(path, (text) => `${text}${line}\n`);
      mine.push(line);
      const all = Object.values(project.files()).join("\n");
      expect(mine.filter((one) => !all.includes(one))).toEqual([]);
    }
  });

  test.each(ways)(
    "what is edited of %s, and not of %s any more, is left and told",
    async (first, second) => {
      const project = await projectInDirectory(
        setKey(
          setKey(workflows["order-processing"], "transport", transport),
          "infrastructure",
          first as Infrastructure,
        ),
      );
      const [path, comment] = EDITED[first as Infrastructure];
      project.edit(path, (text) => `${text}${comment} mine\n`);
      const { warnings = [] } = await switchTo(project, second as Infrastructure);
      expect(warnings).toContainEqual(
        expect.objectContaining({ code: "NO_LONGER_GENERATED", path }),
      );
    },
  );
});
