import { cdk } from "./cdk/target.ts";
import type { Infrastructure } from "./names.ts";
import { sam } from "./sam/target.ts";
import type { Target } from "./target.ts";
import { terraform } from "./terraform/target.ts";

/** The targets by name. Whoever only speaks of one asks `descriptions.ts`, which loads nothing of what they emit. */
const targets: Readonly<Partial<Record<Infrastructure, Target>>> = { sam, cdk, terraform };

/** @throws where nothing makes what the target deploys */
export function targetOf(name: Infrastructure): Target {
  const target = targets[name];
  if (target === undefined) throw new Error(`There is no target ${name}.`);
  return target;
}
