import { renderWorkflow } from "../../src/testing.ts";
import { setTransport } from "../../src/workflow/set-keys.ts";
import type { Transport } from "../../src/workflow/workflow.ts";
import { workflows as generated, type WorkflowName } from "../e2e/generated/workflows.ts";
import type { Files } from "./project-files.ts";

/** Returns a workflow that Terraform deploys. */
export const withTerraform = (text: string): string =>
  `infrastructure: terraform\n${text.replace(/^infrastructure:.*\n/m, "")}`;

/** Returns the files of a workflow's Terraform project, by path. */
export const renderTerraform = (name: WorkflowName, transport: Transport): Files =>
  renderWorkflow(withTerraform(setTransport(generated[name], transport)));
