import type { Deployment, LambdaFunction } from "../deployment/model.ts";
import { resourcesFor } from "../deployment/uses.ts";
import { stackName } from "../plan/stack-name.ts";
import { type Finding, headOf, type Path } from "../workflow/findings/finding.ts";
import { locationsOf } from "../workflow/steps/locations.ts";
import type { WorkflowWithTransport } from "../workflow/workflow.ts";
import { deployedText } from "./deployed-text.ts";
import { MAX_POLICY_CHARACTERS, policyDocument } from "./policy.ts";

/** "Lambda quotas", AWS Lambda Developer Guide: environment variables, 4 KB in all. */
const MAX_ENVIRONMENT_BYTES = 4_096;

/** Ours: what lets a function log and be traced, where that is part of the same policy. */
const POLICY_CHARACTERS_TO_LOG = 500;

/** Returns what is wrong with functions that reach further than Lambda and IAM have room for. */
export function functionLimitProblems(
  workflow: WorkflowWithTransport,
  { functions, queues }: Deployment,
): Finding[] {
  const deployed = deployedText(workflow, queues);
  return functions.flatMap((fn) => [
    ...environmentProblems(workflow, fn, deployed),
    ...policyProblems(workflow, fn, deployed),
  ]);
}

function environmentProblems(
  workflow: WorkflowWithTransport,
  fn: LambdaFunction,
  deployed: (text: string) => string,
): Finding[] {
  const bytes = JSON.stringify(environmentOf(fn, deployed)).length;
  if (bytes <= MAX_ENVIRONMENT_BYTES) return [];
  const { length } = stackName(workflow);
  const at = placeOf(workflow, fn);
  return [
    {
      code: "ENVIRONMENT_TOO_LARGE",
      message:
        `${headOf(workflow, at)}: work may go on from here to ${resourcesFor(fn, "sqs:SendMessage").length} queues. Their URLs make ` +
        `an environment of ${bytes} bytes in a stack whose name has ${length} characters; Lambda allows ${MAX_ENVIRONMENT_BYTES}.`,
      suggestion:
        "Put a function between the choices, shorten the names of the workflow and its steps, or use transport: state-machine.",
      at,
    },
  ];
}

/** Returns the environment of a function. @param deployed makes texts of the model those that are deployed */
export function environmentOf(
  { environment }: LambdaFunction,
  deployed: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, deployed(value)]),
  );
}

function policyProblems(
  workflow: WorkflowWithTransport,
  fn: LambdaFunction,
  deployed: (text: string) => string,
): Finding[] {
  const characters = policyCharacters(fn, deployed);
  if (characters <= MAX_POLICY_CHARACTERS) return [];
  const at = placeOf(workflow, fn);
  return [
    {
      code: "ROLE_POLICY_TOO_LARGE",
      message:
        `${headOf(workflow, at)}: its function sends to ${resourcesFor(fn, "sqs:SendMessage").length} queues and may read ${resourcesFor(fn, "s3:GetObject").length} results: ` +
        `its role needs about ${characters} characters of policy; IAM allows ${MAX_POLICY_CHARACTERS}.`,
      suggestion:
        "Remove claimCheck from steps with small results, shorten the names of the workflow and its steps, or split the workflow.",
      at,
    },
  ];
}

/** Returns how many characters the policy of a function's role has at most. */
export function policyCharacters(
  { statements }: LambdaFunction,
  deployed: (text: string) => string,
): number {
  return POLICY_CHARACTERS_TO_LOG + JSON.stringify(policyDocument(statements, deployed)).length;
}

function placeOf(workflow: WorkflowWithTransport, { name }: LambdaFunction): Path {
  return locationsOf(workflow).find(({ task }) => task.name === name)?.at ?? ["steps", 0];
}
