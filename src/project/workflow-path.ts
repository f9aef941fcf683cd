/** The workflow in a project: the user's text, edited but never generated. */
export const WORKFLOW_PATH = "workflow.yaml";
