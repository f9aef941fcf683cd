import { renderWorkflow } from "../../src/testing.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { setTransport } from "../../src/workflow/text/set-keys.ts";
import type { TransportName } from "../../src/workflow/workflow.ts";
import { workflows as generated } from "../e2e/generated/workflows.ts";
import { exampleNames, readExample } from "../examples.ts";
import { releasedProjects } from "../fixtures/released.ts";
import { workflows as fixtures } from "../fixtures/workflows.ts";

/** A project that this version makes of a workflow of this repository. */
interface Project {
  /** `examples/refund/queue`. */
  readonly name: string;
  /** The content of each file by its path. */
  readonly files: Readonly<Record<string, string>>;
}

const named = (folder: string, workflows: Readonly<Record<string, string>>) =>
  Object.entries(workflows).map(([name, text]) => ({
    name: `${folder}/${name.replaceAll(" ", "-")}`,
    text,
  }));

const sources = [
  ...named("fixtures", fixtures),
  ...named("generated", generated),
  ...exampleNames.map((name) => ({ name: `examples/${name}`, text: readExample(name) })),
  ...releasedProjects.map(({ version, name, files }) => ({
    name: `released/${version}/${name}`,
    text: files["workflow.yaml"] ?? "",
  })),
];

/**
 * Renders every workflow of this repository, once with each transport that can carry it. A workflow
 * that several sources have is rendered under the first of its names only.
 */
export function everyProject(): Project[] {
  const seen = new Set<string>();
  return sources.flatMap(({ name, text }) => {
    const routed = (["queue", "state-machine"] as const)
      .map((transport) => ({ transport, ...parsed(name, text, transport) }))
      .filter(({ workflow }) => workflow !== undefined);
    if (routed.length === 0) throw new Error(`${name}: no transport can carry it.`);
    return routed.flatMap(({ transport, workflow, routedText }) => {
      const same = JSON.stringify(workflow);
      if (seen.has(same)) return [];
      seen.add(same);
      return [{ name: `${name}/${transport}`, files: renderWorkflow(routedText) }];
    });
  });
}

function parsed(name: string, text: string, transport: TransportName) {
  const routedText = setTransport(text, transport);
  return { workflow: parseWorkflow(routedText, name).workflow, routedText };
}
