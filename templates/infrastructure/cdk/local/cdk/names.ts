import { type Names, propertiesOf, type Template } from "../cloudformation/reader.ts";

/** The names of what there is one of, by the paths of constructs. */
const NAMES: Record<string, string> = {
  IdempotencyTable: "idempotency",
  ApprovalTable: "approvals",
  ClaimCheckBucket: "claim-checks",
  AlarmTopic: "alarms",
  FunctionLogs: "functions",
  StateMachineLogs: "executions",
  ApiLogs: "api",
  StateMachine: "workflow",
  Api: "api",
};

/** Knows resources by their physical names, their bundles and the paths of their constructs. */
export function namesIn({ Resources }: Template): Names {
  return {
    nameOf: function nameOf(id, { Type, Properties = {}, Metadata = {} }): string | undefined {
      if (Type === "AWS::Lambda::Version") {
        const fn = String(propertiesOf(Properties.FunctionName).Ref);
        return Resources[fn] && nameOf(fn, Resources[fn]);
      }
      if (Type === "AWS::SQS::Queue") {
        return /^\$\{stack\}-(.+?)(?:\.fifo)?$/.exec(String(Properties.QueueName))?.[1];
      }
      const [, bundle] = /^dist\/(.+)$/.exec(String(Metadata["aws:asset:path"])) ?? [];
      return Type === "AWS::Lambda::Function" ? bundle : NAMES[pathOf(id, Metadata)];
    },
    placeOf: (id, { Metadata = {} }) => `${pathOf(id, Metadata)} in infra/`,
  };
}

/** Returns the path of a resource's construct within the workflow's. */
function pathOf(id: string, metadata: Record<string, unknown>): string {
  const path = String(metadata["aws:cdk:path"] ?? `//${id}`);
  return path
    .split("/")
    .slice(2)
    .join("/")
    .replace(/\/Resource$/, "");
}
