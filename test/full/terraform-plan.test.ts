import { expect, test } from "vitest";
import type { Transport } from "../../src/workflow/workflow.ts";
import type { WorkflowName } from "../e2e/generated/workflows.ts";
import { loadLanguage } from "../generated/terraform-language.ts";
import { renderTerraform } from "../generated/terraform-projects.ts";
import { hasTerraform, plan, unlessTerraform } from "./terraform.ts";

const projects: readonly (readonly [WorkflowName, Transport])[] = [
  ["order", "queue"],
  ["order", "state-machine"],
  ["every rule", "queue"],
  ["every rule", "state-machine"],
  ["in order", "queue"],
  ["nested", "state-machine"],
  ["once for each order", "queue"],
  ["by request", "queue"],
  ["by request", "state-machine"],
  ["by schedule", "queue"],
  ["by event", "state-machine"],
  ["approvals by request", "state-machine"],
];

test.skipIf(!hasTerraform).for(projects)(
  `%s by %s: Terraform plans what our evaluator says${unlessTerraform}`,
  { timeout: 120_000 },
  async ([workflow, transport], context) => {
    const files = renderTerraform(workflow, transport);
    const planned = await plan(files, context);
    const infra = Object.entries(files).map(([path, text]) => [path.replace(/^infra\//, ""), text]);
    const language = await loadLanguage();
    const { resources } = await language.evaluate({
      ...Object.fromEntries(infra),
      "../workflow.asl.json": files["workflow.asl.json"] ?? "",
    });
    const managed = planned.filter(({ mode }) => mode === "managed");
    expect(
      resources
        .filter(({ kind }) => kind === "resource")
        .map(({ address }) => address)
        .toSorted(),
    ).toEqual(managed.map(({ address }) => address).toSorted());
    const byAddress = new Map(planned.map((one) => [one.address, one.change]));
    const differences = resources.flatMap(({ address, body }) => {
      const { after, after_unknown } = byAddress.get(address) ?? {};
      return Object.entries(body)
        .filter(([name]) => !NOT_PLANNED.has(name))
        .filter(() => after !== undefined)
        .filter(([name, value]) => !isSame(value, after?.[name], partOf(after_unknown, name)))
        .map(([name, value]) => ({ address, name, evaluated: value, planned: after?.[name] }));
    });
    expect(differences).toEqual([]);
  },
);

/** For Terraform itself, or replaced for the plan. */
const NOT_PLANNED = new Set(["lifecycle", "runtime", "filename", "source_code_hash"]);

const partOf = (unknown: unknown, key: string | number): unknown =>
  unknown === true || typeof unknown !== "object" || unknown === null
    ? unknown
    : (unknown as Record<string | number, unknown>)[key];

/** Returns whether what is planned is what was evaluated, as far as either knows it. */
function isSame(evaluated: unknown, planned: unknown, unknown: unknown): boolean {
  if (unknown === true || evaluated === null) return true;
  if (typeof evaluated === "string" && evaluated.includes("${")) return true;
  if (Array.isArray(evaluated)) {
    const others = Array.isArray(planned) ? planned : [];
    if (evaluated.length !== others.length) return false;
    // A set has an order of its own.
    return evaluated.every((item) =>
      others.some((other, index) => isSame(item, other, partOf(unknown, index))),
    );
  }
  if (typeof evaluated === "object") {
    const other = (planned ?? {}) as Record<string, unknown>;
    return Object.entries(evaluated).every(([key, value]) =>
      isSame(value, other[key], partOf(unknown, key)),
    );
  }
  return String(evaluated) === String(planned) || isSameJson(String(evaluated), String(planned));
}

function isSameJson(one: string, other: string): boolean {
  try {
    return isSame(JSON.parse(one), JSON.parse(other), false) && one.startsWith("{");
  } catch {
    return false;
  }
}
