import packageJson from "../../package.json" with { type: "json" };

/** The version of this copy of Unchain. */
export const version: string = packageJson.version;

/** The page that says how to use Unchain. */
export const homepage: string = packageJson.homepage;
