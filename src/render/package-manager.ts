import type { Plan } from "../plan/plan.ts";

/** Returns the folders of templates with the settings that a package manager needs. */
export function packageManagerFolders({ packageManager }: Plan): string[] {
  const hasSettings = packageManager === "pnpm" || packageManager === "yarn";
  return hasSettings ? [`package-manager/${packageManager}`] : [];
}

/** Returns what the templates mention of a package manager: how CI gets it, and installs exactly what was locked. */
export function packageManagerData({ packageManager, packageManagerVersion = "1." }: Plan) {
  const install = {
    npm: "npm ci",
    pnpm: "pnpm install --frozen-lockfile",
    /** Yarn 1 takes any flag, and Yarn 2 and later take its flag too. */
    yarn: `yarn install ${packageManagerVersion.startsWith("1.") ? "--frozen-lockfile" : "--immutable"}`,
    bun: "bun install --frozen-lockfile",
  };
  const setup = {
    npm: [],
    pnpm: ["run: corepack enable"],
    yarn: ["run: corepack enable"],
    bun: ["uses: oven-sh/setup-bun@v2"],
  };
  return {
    yarn: packageManager === "yarn",
    installCommand: install[packageManager],
    setupSteps: setup[packageManager],
  };
}
