/** Unchain's own directory in a project. */
export const HOME = ".unchain";

/**
 * The record of the files that Unchain last wrote; belongs to the project and into version control.
 */
export const LOCK_PATH = `${HOME}/lock.json`;

/**
 * The schema with which editors check `workflow.yaml`: that of the version that wrote the project.
 */
export const SCHEMA_PATH = `${HOME}/workflow.schema.json`;
