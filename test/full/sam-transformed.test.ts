import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, type TestContext, test } from "vitest";
import type * as read from "../../templates/project/local/resources.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import { openProject } from "../generated/run/load-project.ts";
import { combinations } from "../generated/run/projects.ts";
import { comparable } from "../targets/agree.ts";

test.for(combinations)(
  "%s by %s: CloudFormation gets of AWS SAM what its template says",
  async ([workflow, transport], context) => {
    const sam = renderProject(workflow, transport);
    const cdk = renderProject(workflow, transport, "cdk");
    const { readDeployment } = await openProject(sam).load("local/deployment.ts");
    const { deploymentIn } = await openProject(cdk).load("local/deployment.ts");
    const said = await (readDeployment as () => Promise<read.Deployment>)();
    const template = asOfCdk(transformed(context, sam["template.yaml"] ?? ""));
    const deployed = (deploymentIn as (template: Template) => read.Deployment)(template);
    expect(comparable(deployed)).toEqual(comparable(said));
  },
);

interface Template {
  Resources: Record<string, Resource>;
  Outputs?: object;
}

interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the properties of each type are others
  Properties?: any;
  Metadata?: Record<string, string>;
}

/** Transforms a template with the package that AWS itself transforms it with. */
function transformed(context: TestContext, template: string): Template {
  const script = fileURLToPath(new URL("sam-transformed.py", import.meta.url));
  const { status, stdout, stderr, error } = spawnSync("python3", [script], {
    input: template,
    encoding: "utf8",
    maxBuffer: 100 * 1024 * 1024,
  });
  if (error) context.skip(`Python cannot be run: ${error.message}`);
  if (stderr.includes("ModuleNotFoundError")) context.skip("pip install aws-sam-translator");
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

/** Says in a template what CDK would say: where its resources are from, and routes outside of the body of the API. */
function asOfCdk({ Resources, ...others }: Template): Template {
  const resources = Object.entries(Resources).map(([id, resource]): [string, Resource] => {
    const { Properties = {} } = resource;
    const Metadata = {
      "aws:cdk:path": `Stack/Workflow/${id}`,
      "aws:asset:path": Properties.Code?.S3Key,
    };
    const name = Properties.QueueName?.["Fn::Sub"]?.replace("${AWS::StackName}", "${stack}");
    return [
      id,
      { ...resource, Metadata, Properties: { ...Properties, ...(name && { QueueName: name }) } },
    ];
  });
  const routes = Object.values(Resources).flatMap(({ Properties }) =>
    routesOf(Properties?.Body?.paths ?? {}),
  );
  return { ...others, Resources: Object.fromEntries([...resources, ...routes]) };
}

interface Operation {
  "x-amazon-apigateway-integration": { uri: { "Fn::Sub": string } };
  security: [Record<string, unknown>];
}

function routesOf(paths: Record<string, Record<string, Operation>>): [string, Resource][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]): [string, Resource][] => {
      const { "x-amazon-apigateway-integration": integration, security } = operation;
      const [, fn] = /\$\{(\w+)\.Arn\}/.exec(integration.uri["Fn::Sub"]) ?? [];
      const key = `${method.toUpperCase()} ${path}`;
      const id = `Integration${key.replaceAll(/\W/g, "")}`;
      const route = {
        RouteKey: key,
        Target: { "Fn::Join": ["/", ["integrations", { Ref: id }]] },
        AuthorizationType: Object.keys(security[0])[0],
      };
      return [
        [
          id,
          { Type: "AWS::ApiGatewayV2::Integration", Properties: { IntegrationUri: { Ref: fn } } },
        ],
        [`${id}Route`, { Type: "AWS::ApiGatewayV2::Route", Properties: route }],
      ];
    }),
  );
}
