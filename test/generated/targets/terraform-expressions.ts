/** Variables and locals that {@link expressions} speak of. */
export const configuration = `
variable "stage" {
  type    = string
  default = ""
}

variable "limits" {
  type    = map(number)
  default = { create = 5, "refund-payment" = 7 }
}

locals {
  stack = var.stage == "" ? "orders" : "orders-\${var.stage}"
  steps = {
    "create-order" = { timeout = 30, sends_to = ["pay", "create-order-dlq"], concurrency = 5 }
    cancel         = { timeout = 10, sends_to = [] }
    pay            = { timeout = 20, sends_to = ["cancel"] }
  }
  names = ["pay", "cancel", "pay", ""]
  notes = <<-EOT
    \${local.stack} says "hello"
      and \\n goes on: $\${this}
  EOT
}
`;

/** Expressions, and what Terraform says of each. */
export const expressions: readonly (readonly [text: string, value: unknown])[] = [
  [`1 + 2 * 3 - 4 / 2 % 3`, 5],
  [`-(2 + 3) * 2`, -10],
  [`!true || 1 < 2 && 3 >= 3`, true],
  [`1.5e2`, 150],
  [`"a\\t\\"b\\" \\u00e9 $\${c} %%{d} \\\\"`, 'a\t"b" é ${c} %{d} \\'],
  [`"\${1}\${true}-\${"x"}"`, "1true-x"],
  [`"\${local.names}"[1]`, "cancel"],
  [`null`, null],
  [`[1, "a", true, null, [], {}]`, [1, "a", true, null, [], {}]],
  [
    `{ a = 1, "b-c" = 2, (local.stack) = 3, "x-\${var.stage}y" : 4 }`,
    { a: 1, "b-c": 2, orders: 3, "x-y": 4 },
  ],
  [`local.stack`, "orders"],
  [`local.notes`, 'orders says "hello"\n  and \\n goes on: ${this}\n'],
  [`local.steps["create-order"].sends_to[1]`, "create-order-dlq"],
  [`local.steps.cancel.timeout`, 10],
  [`local.steps[local.names[0]]["timeout"]`, 20],
  [`var.limits["refund-payment"]`, 7],
  [`[for name in local.names : upper(name) if name != ""]`, ["PAY", "CANCEL", "PAY"]],
  [`[for index, name in local.names : "\${index}:\${name}"]`, ["0:pay", "1:cancel", "2:pay", "3:"]],
  [`[for name, step in local.steps : name if step.timeout > 15]`, ["create-order", "pay"]],
  [
    `{ for name, step in local.steps : upper(name) => step.timeout }`,
    { CANCEL: 10, "CREATE-ORDER": 30, PAY: 20 },
  ],
  [
    `{ for name in local.names : name => length(name)... if name != "" }`,
    { cancel: [6], pay: [3, 3] },
  ],
  [
    `{ for name, step in local.steps : name => { for queue in step.sends_to : queue => name } }`,
    {
      cancel: {},
      "create-order": { "create-order-dlq": "create-order", pay: "create-order" },
      pay: { cancel: "pay" },
    },
  ],
  [`values(local.steps)[*].timeout`, [10, 30, 20]],
  [`[for step in values(local.steps) : step.sends_to][0]`, []],
  [`values(local.steps).*.timeout`, [10, 30, 20]],
  [`local.stack[*]`, ["orders"]],
  [`null[*]`, []],
  [`var.stage == "" ? "none" : var.stage`, "none"],
  [`true ? [1] : []`, [1]],
  [`"%{ if var.stage == "" }no%{ else }a%{ endif } stage"`, "no stage"],
  [`"%{ for name in local.names }<\${name}>%{ endfor }"`, "<pay><cancel><pay><>"],
  [`[1, 2] == [1, 2]`, true],
  [`{ a = 1 } != { a = 1 }`, false],
  [`try(local.steps.cancel.concurrency, local.steps["create-order"].concurrency, 1)`, 5],
  [`try(local.steps.cancel.concurrency, null)`, null],
  [`[can(local.steps.pay.timeout), can(local.steps.pay.nothing)]`, [true, false]],
  [`merge({ a = 1, b = 2 }, { b = 3 }, null)`, { a: 1, b: 3 }],
  [`merge([{ a = 1 }, { b = 2 }]...)`, { a: 1, b: 2 }],
  [`concat([1], ["a"], [])`, [1, "a"]],
  [`flatten([[1, [2]], [], [[3]]])`, [1, 2, 3]],
  [`distinct(local.names)`, ["pay", "cancel", ""]],
  [`toset(local.names)`, ["", "cancel", "pay"]],
  [`keys(local.steps)`, ["cancel", "create-order", "pay"]],
  [`lookup({ a = 1 }, "b", 2)`, 2],
  [`lookup(var.limits, "create", 0)`, 5],
  [`jsondecode("{\\"a\\": [1, null, \\"x\\"]}")`, { a: [1, null, "x"] }],
  [`jsonencode({ b = 1, a = [true, null] })`, '{"a":[true,null],"b":1}'],
  [`format("%s-%d-%v-%%", "a", 3, true)`, "a-3-true-%"],
  [`join("-", ["a", "b"])`, "a-b"],
  [`split(",", "a,b,,c")`, ["a", "b", "", "c"]],
  [`[upper("aB"), lower("aB"), title("create order now")]`, ["AB", "ab", "Create Order Now"]],
  [`replace("create-order-1", "-", "_")`, "create_order_1"],
  [`replace("/orders/{id}/answers", "/{[^}]+}/", "*")`, "/orders/*/answers"],
  [`replace(title(replace("create-order", "-", " ")), " ", "")`, "CreateOrder"],
  [`[startswith("orders", "or"), endswith("create-dlq", "-dlq")]`, [true, true]],
  [`[trimprefix("a-b", "a-"), trimsuffix("a-b", "-b"), trimspace(" a ")]`, ["b", "a", "a"]],
  [`coalesce(null, "", "a")`, "a"],
  [`compact(["a", "", null, "b"])`, ["a", "b"]],
  [`[length("abc"), length([1]), length({ a = 1 })]`, [3, 1, 1]],
  [`[contains(local.names, "pay"), contains(local.names, "x")]`, [true, false]],
  [`[one([]), one(["a"])]`, [null, "a"]],
  [`[substr("abcdef", 1, 2), substr("abcdef", 2, -1), substr("ab", 0, 9)]`, ["bc", "cdef", "ab"]],
  [`sort(["b", "a"])`, ["a", "b"]],
  [`reverse([1, 2])`, [2, 1]],
  [`[min(3, 1), max(1, 3), abs(-2), ceil(1.2), floor(1.8)]`, [1, 3, 2, 2, 1]],
  [`[element(["a", "b"], 3), slice(["a", "b", "c"], 1, 2)[0]]`, ["b", "b"]],
  [`setunion(["b"], ["a", "b"])`, ["a", "b"]],
  [`setsubtract(["a", "b"], ["b"])`, ["a"]],
  [`zipmap(["a", "b"], [1, 2])`, { a: 1, b: 2 }],
  [`[tostring(5), tonumber("7")]`, ["5", 7]],
  [`path.module`, "."],
  [`terraform.workspace`, "default"],
  [
    `templatefile("\${path.module}/definition.json", { CreateOrder = "arn:1", Pay = "arn:2" })`,
    '{ "first": "arn:1", "then": "x:arn:2:y" }\n',
  ],
  [
    `file("\${path.module}/definition.json")`,
    '{ "first": "${CreateOrder}", "then": "x:${Pay}:y" }\n',
  ],
];

/** The file that they read. */
export const definition = '{ "first": "${CreateOrder}", "then": "x:${Pay}:y" }\n';
