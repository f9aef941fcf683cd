import type { GrammarPage } from "../workflow/findings/pages.ts";

/** The documentation of what is more than AWS takes. */
export const QUOTA_PAGES: readonly GrammarPage[] = [
  {
    name: "quotas",
    codes: [
      "TOO_MANY_RESOURCES",
      "DEFINITION_TOO_LARGE",
      "ENVIRONMENT_TOO_LARGE",
      "ROLE_POLICY_TOO_LARGE",
    ],
    title: "What is deployed fits the quotas of AWS",
    text: "AWS limits the resources of a stack, the size of a state machine's definition, the environment variables of a function and the policy of a role. The message names the limit and what the workflow needs. Split the workflow: a step of the first can start the second.",
    valid: [],
    invalid: [],
  },
];
