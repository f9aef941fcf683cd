import { beforeAll, describe, expect, test } from "vitest";
import { configuration, definition, expressions } from "./terraform-expressions.ts";
import { loadLanguage, type TerraformLanguage } from "./terraform-language.ts";

let language: TerraformLanguage;

beforeAll(async () => {
  language = await loadLanguage();
});

/** Returns the value of an expression in a module of some more blocks. */
async function evaluated(expression: string, blocks = "") {
  const { outputs } = await language.evaluate({
    "main.tf": `${blocks}\noutput "value" {\n  value = ${expression}\n}\n`,
  });
  return outputs.value;
}

test("evaluates expressions to what Terraform says", async () => {
  const outputs = expressions.map(
    ([text], index) => `output "o${index}" {\n  value = ${text}\n}\n`,
  );
  const module = await language.evaluate({
    "main.tf": configuration + outputs.join(""),
    "definition.json": definition,
  });
  const values = expressions.map(([text], index) => [text, module.outputs[`o${index}`]]);
  expect(values).toEqual(expressions);
});

test("takes what is given for variables and locals", async () => {
  const files = {
    "main.tf": `${configuration}output "value" {\n  value = "\${local.stack}-x"\n}\n`,
  };
  const ofStage = await language.evaluate(files, { variables: { stage: "dev" } });
  expect(ofStage.outputs.value).toBe("orders-dev-x");
  const symbolic = await language.evaluate(files, { locals: { stack: "${stack}" } });
  expect(symbolic.outputs.value).toBe("${stack}-x");
});

const queues = `
resource "aws_sqs_queue" "step" {
  for_each                   = { pay = 30, "create-order" = 20 }
  name                       = "orders-\${each.key}"
  visibility_timeout_seconds = 6 * each.value
}
resource "aws_sqs_queue" "spare" {
  count = 2
  name  = "spare-\${count.index}"
}
resource "aws_sqs_queue" "own" {
  name                      = "own"
  message_retention_seconds = 60
}
data "aws_region" "current" {}
`;

describe("keeps as text", () => {
  test.each([
    ["aws_sqs_queue.own.arn", "${aws_sqs_queue.own.arn}"],
    ['aws_sqs_queue.step["create-order"].url', '${aws_sqs_queue.step["create-order"].url}'],
    ["aws_sqs_queue.step.pay.name", '${aws_sqs_queue.step["pay"].name}'],
    ["aws_sqs_queue.spare[1].arn", "${aws_sqs_queue.spare[1].arn}"],
    ['"x-${aws_sqs_queue.own.name}"', "x-${aws_sqs_queue.own.name}"],
    ["data.aws_region.current.region", "${data.aws_region.current.region}"],
    ["aws_sqs_queue.own.tags_all.team", "${aws_sqs_queue.own.tags_all.team}"],
    ["var.missing", "${var.missing}"],
    ["local.missing", "${local.missing}"],
    ["module.network.subnets[0]", "${module.network.subnets[0]}"],
    ["sha256(local.missing)", "${sha256(local.missing)}"],
    ["upper(aws_sqs_queue.own.arn)", "${upper(aws_sqs_queue.own.arn)}"],
    ['aws_sqs_queue.own.arn == "" ? 1 : 2', '${aws_sqs_queue.own.arn == "" ? 1 : 2}'],
    ["{ a = 1 }.b", "${{ a = 1 }.b}"],
  ])("%s", async (expression, text) => {
    expect(await evaluated(expression, queues)).toBe(text);
  });
});

test.each([
  [
    "[for queue in aws_sqs_queue.step : queue.arn]",
    ['${aws_sqs_queue.step["create-order"].arn}', '${aws_sqs_queue.step["pay"].arn}'],
  ],
  [
    '{ for name, queue in aws_sqs_queue.step : "${name}-x" => queue.url if name != "pay" }',
    { "create-order-x": '${aws_sqs_queue.step["create-order"].url}' },
  ],
  ['merge(aws_sqs_queue.step, { own = aws_sqs_queue.own })["own"].url', "${aws_sqs_queue.own.url}"],
  ["values(aws_sqs_queue.step)[*].visibility_timeout_seconds", [120, 180]],
  [
    "aws_sqs_queue.spare[*].name",
    ["${aws_sqs_queue.spare[0].name}", "${aws_sqs_queue.spare[1].name}"],
  ],
  ["aws_sqs_queue.own.message_retention_seconds", 60],
  ["aws_sqs_queue.own.arn != null", true],
  ["coalesce(aws_sqs_queue.own.arn, 1)", "${aws_sqs_queue.own.arn}"],
])("refers to resources: %s", async (expression, value) => {
  expect(await evaluated(expression, queues)).toEqual(value);
});

test("makes the resources of for_each, of count and of dynamic blocks", async () => {
  const { resources } = await language.evaluate({
    "main.tf": `${queues}
resource "aws_iam_policy" "own" {
  dynamic "statement" {
    for_each = { read = ["a", "b"], write = ["c"] }
    iterator = right
    content {
      sid     = right.key
      actions = right.value
    }
  }
  statement {
    sid = "first"
  }
}
resource "aws_sns_topic_subscription" "mail" {
  count    = var.mail == "" ? 0 : 1
  protocol = "email"
}
variable "mail" {
  default = ""
}
`,
  });
  expect(Object.fromEntries(resources.map(({ address, body }) => [address, body]))).toEqual({
    "aws_iam_policy.own": {
      statement: [
        { sid: "first" },
        { sid: "read", actions: ["a", "b"] },
        { sid: "write", actions: ["c"] },
      ],
    },
    'aws_sqs_queue.step["create-order"]': {
      name: "orders-create-order",
      visibility_timeout_seconds: 120,
    },
    'aws_sqs_queue.step["pay"]': { name: "orders-pay", visibility_timeout_seconds: 180 },
    "aws_sqs_queue.spare[0]": { name: "spare-0" },
    "aws_sqs_queue.spare[1]": { name: "spare-1" },
    "aws_sqs_queue.own": { name: "own", message_retention_seconds: 60 },
    "data.aws_region.current": {},
  });
});

test("lives with what it does not know", async () => {
  const { resources, outputs } = await language.evaluate({
    "main.tf": `
locals {
  around = local.again
  again  = local.around
}
resource "aws_sqs_queue" "many" {
  for_each = toset(data.aws_sqs_queues.all.queue_urls)
  name     = "x-\${each.key}"
}
resource "aws_sqs_queue" "some" {
  count = length(data.aws_sqs_queues.all.queue_urls)
  name  = "y"
}
data "aws_sqs_queues" "all" {}
module "network" {
  source = "./network"
}
moved {
  from = aws_sqs_queue.a
  to   = aws_sqs_queue.b
}
check "health" {
  assert {
    condition     = true
    error_message = "no"
  }
}
output "round" {
  value = local.around
}
output "__proto__" {
  value = { __proto__ = 1, constructor = 2 }
}
`,
  });
  expect(outputs.round).toBe("${local.around}");
  expect(resources.map(({ address }) => address)).toEqual([
    'aws_sqs_queue.many["${each.key}"]',
    "aws_sqs_queue.some[0]",
    "data.aws_sqs_queues.all",
  ]);
});

test("tells texts that look like expressions from expressions", async () => {
  const { outputs, resources } = await language.evaluate({
    "main.tf": `
locals {
  steps = jsondecode(file("\${path.module}/steps.json"))
}
resource "aws_sqs_queue" "step" {
  for_each = local.steps
  name     = upper("$\${x}-\${each.value}")
}
output "text" {
  value = "costs $\${aws_sqs_queue.step}"
}
`,
    "steps.json": '{ "pay": "${process.exit(1)}" }',
  });
  expect(resources.map(({ body }) => body.name)).toEqual(["${X}-${PROCESS.EXIT(1)}"]);
  expect(outputs.text).toBe("costs ${aws_sqs_queue.step}");
});

test("says where a fault in the syntax is", async () => {
  await expect(language.evaluate({ "infra/main.tf": "locals {\n  a = [1,\n}\n" })).rejects.toThrow(
    /infra\/main\.tf:3/,
  );
});
