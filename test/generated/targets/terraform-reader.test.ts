import { describe, expect, test } from "vitest";
import type { Deployment } from "../../../templates/project/local/resources.ts";
import { openProject } from "../run/load-project.ts";
import { languageFiles } from "./terraform-language.ts";

/** Reads what some blocks deploy, besides a stack called `orders`. */
async function deployed(...blocks: string[]): Promise<Deployment> {
  const stack = 'locals {\n  stack = "orders"\n}\n';
  const project = openProject({ ...languageFiles, "infra/main.tf": stack + blocks.join("\n") });
  const { readDeployment } = await project.load("local/deployment.ts");
  return (readDeployment as () => Promise<Deployment>)();
}

const fn = `
resource "aws_lambda_function" "step" {
  for_each      = toset(["pay"])
  function_name = "\${local.stack}-\${each.key}"
  role          = aws_iam_role.step[each.key].arn
  filename      = data.archive_file.step[each.key].output_path
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  environment {
    variables = { TABLE = aws_dynamodb_table.prices.name, STACK = local.stack }
  }
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.functions.name
  }
  tracing_config {
    mode = "Active"
  }
}
data "archive_file" "step" {
  for_each    = toset(["pay"])
  source_dir  = "\${path.module}/../dist/\${each.key}"
  output_path = "\${path.module}/../dist/\${each.key}.zip"
}
resource "aws_iam_role" "step" {
  for_each = toset(["pay"])
}
resource "aws_cloudwatch_log_group" "functions" {
  retention_in_days = 30
}
`;

const policy = (statements: string) => `
resource "aws_iam_role_policy" "step" {
  role   = aws_iam_role.step["pay"].name
  policy = data.aws_iam_policy_document.step.json
}
data "aws_iam_policy_document" "step" {
  source_policy_documents = [data.aws_iam_policy_document.shared.json]
}
data "aws_iam_policy_document" "shared" {
${statements}
}
`;

const statement = (actions: string[], resource: string) =>
  `statement {\n  actions   = ${JSON.stringify(actions)}\n  resources = [${resource}]\n}\n`;

const logs = statement(
  ["logs:CreateLogStream", "logs:PutLogEvents"],
  '"${aws_cloudwatch_log_group.functions.arn}:*"',
);
const traces = statement(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], '"*"');

describe("a function", () => {
  test("has its bundle, its environment and what it may do", async () => {
    const { functions } = await deployed(
      fn,
      policy(logs + traces + statement(["dynamodb:GetItem"], "aws_dynamodb_table.prices.arn")),
      'resource "aws_dynamodb_table" "prices" {\n  name = "prices"\n}\n',
    );
    expect(functions).toMatchObject([
      {
        name: "pay",
        place: 'aws_lambda_function.step["pay"] in infra/main.tf',
        bundle: "dist/pay",
        memoryMegabytes: 128,
        timeoutSeconds: 3,
        architecture: "x86_64",
        environment: { TABLE: "${aws_dynamodb_table.prices.name}", STACK: "${stack}" },
        traced: true,
        logsTo: "functions",
        statements: [
          {
            effect: "Allow",
            actions: ["dynamodb:GetItem"],
            resources: ["${aws_dynamodb_table.prices.arn}"],
          },
        ],
        managedPolicies: [],
      },
    ]);
  });

  test.each([
    ["logs nothing", traces, { traced: true, logsTo: undefined }],
    ["traces nothing", logs, { traced: false, logsTo: "functions" }],
    [
      "logs nothing elsewhere",
      traces + logs.replace("functions", "own"),
      { traced: true, logsTo: undefined },
    ],
  ])("%s without the permission", async (_, statements, expected) => {
    const { functions } = await deployed(fn, policy(statements));
    expect(functions).toMatchObject([expected]);
  });

  test("has policies that are made elsewhere, and those of your own", async () => {
    const { functions } = await deployed(
      fn,
      `
resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.step["pay"].name
  policy_arn = aws_iam_policy.own.arn
}
resource "aws_iam_policy" "own" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "made" {
  role       = aws_iam_role.step["pay"].id
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}
`,
    );
    expect(functions).toMatchObject([
      {
        statements: [{ actions: ["s3:GetObject"], resources: ["*"] }],
        managedPolicies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
      },
    ]);
  });

  const route = `
resource "aws_apigatewayv2_api" "api" {}
resource "aws_apigatewayv2_route" "request" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "POST /orders"
  target             = "integrations/\${aws_apigatewayv2_integration.request.id}"
  authorization_type = "AWS_IAM"
}
resource "aws_apigatewayv2_integration" "request" {
  integration_uri = aws_lambda_function.step["pay"].invoke_arn
}
`;
  const permission = (principal: string) => `
resource "aws_lambda_permission" "start" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.step["pay"].function_name
  principal     = "${principal}"
}
`;

  test("is invoked by a request where the API may", async () => {
    const allowed = await deployed(fn, route, permission("apigateway.amazonaws.com"));
    expect(allowed.functions[0]?.routes).toEqual([
      { method: "POST", path: "/orders", authorizer: "AWS_IAM" },
    ]);
    const refused = await deployed(fn, route, permission("events.amazonaws.com"));
    expect(refused.functions[0]?.routes).toEqual([]);
  });

  const schedule = `
resource "aws_scheduler_schedule" "start" {
  schedule_expression = "rate(1 hour)"
  target {
    arn      = aws_lambda_function.step["pay"].arn
    role_arn = aws_iam_role.schedule.arn
    dead_letter_config {
      arn = aws_sqs_queue.lost.arn
    }
  }
}
resource "aws_sqs_queue" "lost" {
  name = "\${local.stack}-start-dlq"
}
resource "aws_iam_role" "schedule" {}
`;
  const ofSchedule = (statements: string) => `
resource "aws_iam_role_policy" "schedule" {
  role   = aws_iam_role.schedule.name
  policy = data.aws_iam_policy_document.schedule.json
}
data "aws_iam_policy_document" "schedule" {
${statements}
}
`;

  test("is invoked by a schedule whose role may", async () => {
    const invokes = statement(["lambda:InvokeFunction"], 'aws_lambda_function.step["pay"].arn');
    const sends = statement(["sqs:SendMessage"], "aws_sqs_queue.lost.arn");
    const delivery = { expression: "rate(1 hour)", retries: 185, retriedForSeconds: 86_400 };
    const allowed = await deployed(fn, schedule, ofSchedule(invokes + sends));
    expect(allowed.functions[0]?.schedules).toMatchObject([
      { ...delivery, deadLetters: "${queue.start-dlq.arn}" },
    ]);
    const silent = await deployed(fn, schedule, ofSchedule(invokes));
    expect(silent.functions[0]?.schedules).toMatchObject([{ ...delivery, deadLetters: "" }]);
    const refused = await deployed(fn, schedule, ofSchedule(sends));
    expect(refused.functions[0]?.schedules).toEqual([]);
  });

  test("sends what failed where it may", async () => {
    const config = `
resource "aws_lambda_function_event_invoke_config" "start" {
  function_name = aws_lambda_function.step["pay"].function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.lost.arn
    }
  }
}
`;
    const sends = statement(["sqs:SendMessage"], "aws_sqs_queue.lost.arn");
    const allowed = await deployed(fn, schedule, config, policy(sends));
    expect(allowed.functions[0]).toMatchObject({
      asynchronous: { retries: 2, onFailure: "${queue.start-dlq.arn}" },
      statements: [],
    });
    const refused = await deployed(fn, schedule, config);
    expect(refused.functions[0]?.asynchronous).toBeUndefined();
  });
});

test("names the settings as the place of a function, where there are any", async () => {
  const { functions } = await deployed(fn, "locals {\n  environment = {}\n}\n");
  expect(functions[0]?.place).toBe("pay in infra/main.tf");
});

test("translates references in texts of JSON", async () => {
  const { functions } = await deployed(
    fn.replace("STACK = local.stack", 'URLS = jsonencode({ own = aws_sqs_queue.step["pay"].url })'),
    'resource "aws_sqs_queue" "step" {\n  for_each = toset(["pay"])\n  name = "${local.stack}-${each.key}"\n}\n',
  );
  expect(functions[0]?.environment.URLS).toBe('{"own":"${queue.pay.url}"}');
});

test("lives with what Unchain did not make", async () => {
  const { functions, queues, tables, outputs } = await deployed(
    fn,
    `
resource "aws_lambda_function" "own" {
  function_name = "own"
  filename      = "own.zip"
  role          = var.role
  environment {
    variables = { TABLE = aws_dynamodb_table.prices.name, SUBNET = module.network.subnets[0], HASH = sha256("a") }
  }
}
variable "role" {}
module "network" {
  source = "./network"
}
resource "aws_sqs_queue" "own" {
  name_prefix = "own"
}
resource "aws_dynamodb_table" "prices" {
  name = "prices"
}
output "prices_table" {
  value = aws_dynamodb_table.prices.name
}
`,
  );
  expect(functions.map(({ name }) => name)).toEqual(["aws_lambda_function.own", "pay"]);
  expect(functions[0]).toMatchObject({
    bundle: "own.zip",
    environment: {
      TABLE: "${aws_dynamodb_table.prices.name}",
      SUBNET: "${module.network.subnets[0]}",
      HASH: '${sha256("a")}',
    },
    statements: [],
  });
  expect(queues.map(({ name }) => name)).toEqual(["aws_sqs_queue.own"]);
  expect(tables.map(({ name }) => name)).toEqual(["aws_dynamodb_table.prices"]);
  expect(outputs).toEqual({ PricesTable: "${aws_dynamodb_table.prices.name}" });
});
