import type { EvaluatedModule } from "../generated/targets/terraform-language.ts";
import type { Planned } from "./terraform.ts";

/** Returns where resources differ from those that Terraform plans: as a whole, or in an argument. */
export function differences(
  resources: EvaluatedModule["resources"],
  planned: readonly Planned[],
): object[] {
  const byAddress = new Map(planned.map((one) => [one.address, one.change]));
  const evaluated = new Set(resources.map(({ address }) => address));
  const unexpected = planned.filter(({ address }) => !evaluated.has(address));
  return [
    ...unexpected.map(({ address }) => ({ address, evaluated: "no such resource" })),
    ...resources.flatMap(({ kind, address, body }): object[] => {
      const change = byAddress.get(address);
      // Of data, the plan has only what has to be read while it is carried out.
      if (!change) return kind === "data" ? [] : [{ address, planned: "no such resource" }];
      return Object.entries(body)
        .filter(([name]) => !NOT_PLANNED.has(name))
        .map(([name, value]) => ({ address, name, evaluated: value, planned: change.after[name] }))
        .filter(
          ({ name, evaluated, planned }) =>
            !isSame(evaluated, planned, partOf(change.after_unknown, name)),
        );
    }),
  ];
}

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
