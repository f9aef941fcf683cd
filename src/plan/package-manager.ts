import { version } from "../version.ts";

/** The package managers whose commands a generated project can speak. */
export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;

export type PackageManager = (typeof packageManagers)[number];

/** What runs a script of `package.json`, before its name: `npm run`. */
export function scriptRunner(packageManager: PackageManager): string {
  return `${packageManager} run`;
}

/** The command that runs the tests of a project; `bun test` would be those of Bun itself. */
export function runTests(packageManager: PackageManager): string {
  return packageManager === "bun" ? "bun run test" : `${packageManager} test`;
}

/** How each package manager runs a package that is not installed. */
const RUN_PACKAGE = {
  npm: "npx",
  pnpm: "pnpm dlx",
  yarn: "yarn dlx",
  bun: "bunx",
} as const satisfies Record<PackageManager, string>;

/** Returns what runs this version of Unchain, which a project does not depend on: a later one asks for an upgrade. */
export function unchainRunner(packageManager: PackageManager): string {
  return `${RUN_PACKAGE[packageManager]} create-unchain@${version}`;
}
