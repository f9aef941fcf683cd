import { describe, expect, test } from "vitest";
import { mermaid } from "../../../src/render/readme/mermaid.ts";
import { checkWorkflow } from "../../../src/workflow/text/check.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import type { TransportName, Workflow } from "../../../src/workflow/workflow.ts";
import { transportsOf, type WorkflowName, workflows } from "../../fixtures/workflows.ts";

function lines(workflow: Workflow | undefined, transport: TransportName): string[] {
  if (!workflow) throw new Error("The workflow is not valid");
  return mermaid({ ...workflow, transport });
}

/** What a chart says: each node with the boxes that it is inside of, and the two ends of each arrow. */
function read(chart: readonly string[]) {
  const boxes: string[] = [];
  const nodes: { readonly id: string; readonly within: readonly string[] }[] = [];
  const edges: { readonly from: string; readonly to: string }[] = [];
  for (const line of chart.slice(1).map((text) => text.trim())) {
    const [, box] = /^subgraph (\w+)\[/.exec(line) ?? [];
    const [, node] = /^(\w+)[[({]/.exec(line) ?? [];
    const [, from, to] = /^(\w+) -.*> (\w+)$/.exec(line) ?? [];
    if (line === "end") boxes.pop();
    else if (from !== undefined && to !== undefined) edges.push({ from, to });
    else if (box !== undefined) {
      nodes.push({ id: box, within: [...boxes] });
      boxes.push(box);
    } else if (node !== undefined) nodes.push({ id: node, within: [...boxes] });
    else throw new Error(`Not read: ${line}`);
  }
  return { nodes, edges };
}

const cases = (Object.keys(workflows) as WorkflowName[]).flatMap((name) =>
  transportsOf(name).map((transport) => [name, transport] as const),
);

describe("a chart of every workflow", () => {
  test.each(cases)(
    "%s as %s: each node once, no arrow into nowhere or into its own box",
    (name, transport) => {
      const { nodes, edges } = read(
        lines(parseWorkflow(workflows[name], name).workflow, transport),
      );
      const within = new Map(nodes.map((node) => [node.id, node.within]));
      expect(within.size).toBe(nodes.length);
      expect(new Set(edges.map(({ from, to }) => `${from} ${to}`)).size).toBeGreaterThan(0);
      for (const { from, to } of edges) {
        expect([...within.keys()]).toEqual(expect.arrayContaining([from, to]));
        expect(within.get(from)).not.toContain(to);
        expect(within.get(to)).not.toContain(from);
      }
      const reached = new Set(edges.flatMap(({ from, to }) => [from, to]));
      const loose = nodes.filter(
        ({ id, within: around }) => !reached.has(id) && around.length === 0,
      );
      expect(loose).toEqual([]);
    },
  );
});

test("branches, items, failure routes, and what undoes them", () => {
  const { workflow } = checkWorkflow({
    name: "trip",
    steps: [
      { name: "cool-down", wait: "10m" },
      {
        name: "size",
        choice: [{ when: { path: "input.note", equals: 'a "b" #1' }, steps: [{ name: "ask" }] }],
      },
      {
        name: "book",
        onFailure: "compensate",
        parallel: [
          { steps: [{ name: "hotel", compensation: "cancel-hotel" }, { name: "mail" }] },
          {
            steps: [
              {
                name: "bags",
                map: { items: "input.bags", steps: [{ name: "tag", compensation: "shred" }] },
                onFailure: "fallback",
                fallback: "carry",
              },
            ],
          },
        ],
      },
    ],
  });
  expect(`\n${lines(workflow, "state-machine").join("\n")}\n`).toMatchInlineSnapshot(`
    "
    flowchart TD
      wait1[/"cool-down: 10m"/]
      choice2{"size"}
      step1["ask"]
      subgraph parallel3["book: all at once"]
        step2["hotel"]
        step4["mail"]
        subgraph map4["bags: for each of input.bags"]
          step6["tag"]
        end
        step5["carry"]
      end
      subgraph undo["undo, newest first"]
        step7["shred, for each item of bags"]
        step3["cancel-hotel, if hotel ran"]
      end
      succeeded(["succeeded"])
      failed(["failed, can be redriven"])
      compensated(["compensated"])
      compensationFailed(["a person must act"])
      wait1 --> choice2
      choice2 -- "input.note is #quot;a \\#quot;b\\#quot; #35;1#quot;" --> step1
      choice2 -- otherwise --> parallel3
      step1 --> parallel3
      step2 --> step4
      parallel3 --> succeeded
      step1 -. fails .-> failed
      map4 -. an item fails .-> step5
      parallel3 -. a branch fails .-> step7
      step7 --> step3
      step3 --> compensated
      undo -. fails .-> compensationFailed
    "
  `);
});
