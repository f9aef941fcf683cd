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
