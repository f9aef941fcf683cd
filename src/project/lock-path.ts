/** Unchain's own directory in a project. */
export const HOME = ".unchain";

/** What Unchain last wrote; belongs to the project and into version control. */
export const LOCK_PATH = `${HOME}/lock.json`;

/** What editors check `workflow.yaml` with: the schema of the version that wrote the project. */
export const SCHEMA_PATH = `${HOME}/workflow.schema.json`;
