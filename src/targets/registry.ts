import { cdk } from "./cdk/target.ts";
import type { Infrastructure } from "./names.ts";
import { sam } from "./sam/target.ts";
import type { Target } from "./target.ts";
import { terraform } from "./terraform/target.ts";

/** The targets by name. Whoever only speaks of one asks `descriptions.ts`, which loads nothing of what they emit. */
const targets: Readonly<Record<Infrastructure, Target>> = { sam, cdk, terraform };

/** Returns what makes that which a target deploys. */
export const targetOf = (name: Infrastructure): Target => targets[name];
