import { perObject } from "../../workflow/per-workflow.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { type Untested, untested } from "../untested.ts";
import { type FormTests, formTests } from "./form-tests.ts";
import { type RuleTests, ruleTests } from "./rule-tests.ts";

/** The generated tests. */
export interface ProjectTests {
  readonly rules: readonly RuleTests[];
  readonly forms: readonly FormTests[];
  /** The steps and branches that none of them reaches. */
  readonly untested: readonly Untested[];
}

/**
 * Searches the scenarios of all generated tests, once for each workflow. No part of a plan takes as
 * long, and a plan that is only compared with another has no use for it.
 */
export const projectTests = perObject((workflow: WorkflowWithTransport): ProjectTests => {
  const rules = ruleTests(workflow);
  const forms = formTests(workflow);
  return { rules, forms, untested: untested(workflow, rules, forms) };
});
