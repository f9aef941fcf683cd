import type { Statement } from "../deployment/model.ts";

/** Characters of all inline policies of a role, without white space ("IAM and AWS STS quotas"). */
export const MAX_POLICY_CHARACTERS = 10_240;

/** Returns a policy as IAM gets it. @param deployed makes texts of the model those that are deployed */
export function policyDocument(
  statements: readonly Statement[],
  deployed: (text: string) => string,
): object {
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ effect, actions, resources }) => ({
      Effect: effect,
      Action: singleOrList(actions),
      Resource: singleOrList(resources.map(deployed)),
    })),
  };
}

const singleOrList = (texts: readonly string[]) => (texts.length === 1 ? texts[0] : texts);
