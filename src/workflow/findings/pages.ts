import type { RulePage } from "../rules/rule.ts";

/** The documentation of what the grammar of `workflow.yaml` refuses. */
export interface GrammarPage extends RulePage {
  readonly name: string;
  readonly codes: readonly string[];
}

const shop = (...lines: readonly string[]): string => `\nname: shop\n${lines.join("\n")}\n`;

const invalid = (code: string, ...lines: readonly string[]) => ({
  codes: [code],
  yaml: shop(...lines),
});

export const GRAMMAR_PAGES: readonly GrammarPage[] = [
  {
    name: "grammar-keys",
    codes: ["UNKNOWN_KEY", "KEY_NOT_ALLOWED", "MISSING_KEY", "FORMS_MIXED"],
    title: "Each mapping has keys of its own",
    text: "A mapping takes the keys that its place has, and must have those that it cannot do without. A step is a function, or has one of `wait`, `choice`, `parallel`, `map` and `approval`; each form takes the keys that mean something for it. `unchain schema` prints all keys.",
    valid: [shop("steps:", "  - name: create-order", "    retry: { maxAttempts: 5 }")],
    invalid: [
      invalid("UNKNOWN_KEY", "steps:", "  - name: create-order", "    retires: { maxAttempts: 5 }"),
      invalid(
        "KEY_NOT_ALLOWED",
        "transport: state-machine",
        "steps:",
        "  - name: create-order",
        "  - { name: cool-off, wait: 1h, timeout: 30s }",
      ),
      invalid("MISSING_KEY", "steps:", "  - description: Create the order."),
      invalid(
        "FORMS_MIXED",
        "transport: state-machine",
        "steps:",
        "  - name: create-order",
        "  - { name: cool-off, wait: 1h, approval: { timeout: 3d } }",
      ),
    ],
  },
  {
    name: "grammar-conditions",
    codes: ["CONDITION_MIXED", "OTHERWISE_NOT_LAST"],
    title: "A condition compares one path once",
    text: "A condition is a path and one comparison, or one of `all`, `any` and `not`. The first branch whose condition holds is taken, so `otherwise` comes last.",
    valid: [
      shop(
        "steps:",
        "  - name: by-total",
        "    choice:",
        "      - when: { path: input.total, greaterThan: 1000 }",
        "        steps: [{ name: ask-manager }]",
        "      - otherwise: [{ name: approve }]",
      ),
    ],
    invalid: [
      invalid(
        "CONDITION_MIXED",
        "steps:",
        "  - name: by-total",
        "    choice:",
        "      - when: { path: input.total, greaterThan: 10, lessThan: 1000 }",
        "        steps: [{ name: ask-manager }]",
      ),
      invalid(
        "OTHERWISE_NOT_LAST",
        "steps:",
        "  - name: by-total",
        "    choice:",
        "      - otherwise: [{ name: approve }]",
        "      - when: { path: input.total, greaterThan: 1000 }",
        "        steps: [{ name: ask-manager }]",
      ),
    ],
  },
  {
    name: "grammar-values",
    codes: [
      "WRONG_TYPE",
      "INVALID_VALUE",
      "INVALID_DESCRIPTION",
      "EMPTY_LIST",
      "LIST_TOO_SHORT",
      "NOT_A_MAPPING",
    ],
    title: "Each key takes one kind of value",
    text: "The message says what the key takes and gives an example. A description is one line of text that can be printed. A number or `true` in quotes is text.",
    valid: [shop("steps:", "  - name: create-order", "    concurrency: 10", "    onFailure: fail")],
    invalid: [
      invalid("WRONG_TYPE", "steps:", "  - name: create-order", '    concurrency: "10"'),
      invalid("INVALID_VALUE", "steps:", "  - name: create-order", "    onFailure: ignore"),
      invalid("INVALID_DESCRIPTION", 'description: ""', "steps:", "  - name: create-order"),
      invalid("EMPTY_LIST", "steps: []"),
      invalid(
        "LIST_TOO_SHORT",
        "transport: state-machine",
        "steps:",
        "  - name: book-trip",
        "    parallel: [{ steps: [{ name: book-hotel }] }]",
      ),
      { codes: ["NOT_A_MAPPING"], yaml: "\n- create-order\n- send-invoice\n" },
    ],
  },
  {
    name: "grammar-quantities",
    codes: ["INVALID_DURATION", "INVALID_RATE", "INVALID_MEMORY"],
    title: "A quantity has its unit",
    text: "A duration is a whole number and `s`, `m`, `h` or `d`. What is expected of a try may also be in `ms`, or a part of a second. A rate is a number, a slash and `s`, `m`, `h` or `d`. Memory is a whole number of MB, without a unit.",
    valid: [
      shop(
        "expected: { rate: 100/s }",
        "steps:",
        "  - name: create-order",
        "    timeout: 90s",
        "    expected: { duration: 1.5s, memory: 512 }",
      ),
    ],
    invalid: [
      invalid("INVALID_DURATION", "steps:", "  - name: create-order", "    timeout: 1m30s"),
      invalid(
        "INVALID_RATE",
        "expected: { rate: 100 per second }",
        "steps:",
        "  - name: create-order",
      ),
      invalid(
        "INVALID_MEMORY",
        "steps:",
        "  - name: create-order",
        "    expected: { memory: 512MB }",
      ),
    ],
  },
  {
    name: "grammar-names",
    codes: ["INVALID_NAME", "NAME_TOO_LONG", "UNSAFE_NAME", "INVALID_ERROR_NAME"],
    title: "Names become files, queues and classes",
    text: "Workflows and steps are named in kebab-case, in at most 40 characters: names of files and of what is deployed are made from them. An error is named as its class is, which the step throws.",
    valid: [
      shop(
        "steps:",
        "  - name: charge-card",
        "    catch: [{ errors: [PaymentDeclined], onFailure: continue }]",
        "  - name: send-invoice",
      ),
    ],
    invalid: [
      invalid("INVALID_NAME", "steps:", "  - name: Create Order"),
      invalid("NAME_TOO_LONG", "steps:", `  - name: ${"create-".repeat(6)}order`),
      invalid("UNSAFE_NAME", "steps:", "  - name: ../create-order"),
      invalid(
        "INVALID_ERROR_NAME",
        "steps:",
        "  - name: charge-card",
        "    catch: [{ errors: [TypeError], onFailure: continue }]",
        "  - name: send-invoice",
      ),
    ],
  },
  {
    name: "grammar-paths",
    codes: ["INVALID_KEY", "INVALID_GROUP"],
    title: "A path is written as in JavaScript",
    text: "Paths begin with `input.` or, where a step has run before, with `results.<step>.`, the step in camel case. Names follow dots, positions in a list are in brackets: `results.createOrder.lines[0].id`. What `groupBy` reads is in the input, at most four names deep.",
    valid: [
      shop(
        "transport: queue",
        "queue: { fifo: true, groupBy: input.customer.id }",
        "steps:",
        "  - name: create-order",
      ),
    ],
    invalid: [
      invalid(
        "INVALID_KEY",
        "steps:",
        "  - name: create-order",
        "    idempotency: { key: input.order-id, window: 1h }",
      ),
      invalid(
        "INVALID_GROUP",
        "transport: queue",
        "queue: { fifo: true, groupBy: $.input.customer }",
        "steps:",
        "  - name: create-order",
      ),
    ],
  },
];
