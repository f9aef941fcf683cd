/** The oldest minor version that runs Unchain, by major version. */
const OLDEST: Readonly<Record<number, number>> = { 20: 19, 22: 12 };
const ALL_SINCE = 24;

/**
 * Returns why Unchain does not run on a version of Node.js; `undefined` where it does. It is `engines` of our
 * `package.json`, and of those of the projects.
 */
export function refusal(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const oldest = major >= ALL_SINCE ? 0 : OLDEST[major];
  return oldest !== undefined && minor >= oldest
    ? undefined
    : `Unchain needs Node.js 20.19 or a later 20, 22.12 or a later 22, or 24 and later; this is ${version}.
  fix: Install Node.js 24 from https://nodejs.org/en/download, then run it again.
  code: NODE_VERSION`;
}
