import { version } from "../cli/version.ts";

/** The package managers whose commands a generated project can speak. */
export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;

export type PackageManager = (typeof packageManagers)[number];

/** The package manager of a project, and its version. */
export interface Installer {
  readonly packageManager: PackageManager;
  /** The version that all who work on the project use; left out where nothing says so. */
  readonly packageManagerVersion?: string;
}

/** Returns whether a value is a version as `packageManager` of a `package.json` has it. */
export const isExactVersion = (value: unknown): value is string =>
  typeof value === "string" && /^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(value);

/** Returns what says the installer, of something that says more. */
export const installerOf = ({ packageManager, packageManagerVersion }: Installer): Installer => ({
  packageManager,
  ...(packageManagerVersion !== undefined && { packageManagerVersion }),
});

/** Returns the words that run a script of `package.json`, before its name: `npm run`. */
export function scriptRunner(packageManager: PackageManager): string {
  return `${packageManager} run`;
}

/** The command that runs the tests of a project; `bun test` would be those of Bun itself. */
export function runTests(packageManager: PackageManager): string {
  return packageManager === "bun" ? "bun run test" : `${packageManager} test`;
}

/**
 * The words with which each package manager runs a package that is not installed; Yarn 1 cannot, and npm comes with
 * Node.js.
 */
const RUN_PACKAGE = {
  npm: "npx",
  pnpm: "pnpm dlx",
  yarn: "npx",
  bun: "bunx",
} as const satisfies Record<PackageManager, string>;

/** Returns what runs this version of Unchain, which a project does not depend on: a later one asks for an upgrade. */
export function unchainRunner(packageManager: PackageManager): string {
  return `${RUN_PACKAGE[packageManager]} create-unchain@${version}`;
}
