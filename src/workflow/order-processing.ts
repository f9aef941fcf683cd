import { DEFAULTS } from "./defaults.ts";
import { scalar } from "./text/yaml-lines.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Returns the example that `new --yes` makes, as text: what a person would write, without the defaults. It sets
 * no `concurrency`: with a state machine that is reserved, which a new AWS account has no room for.
 */
export const orderProcessingNamed = (name: string): string => `name: ${scalar(name)}
description: Take an order, charge the card, send the invoice.
transport: state-machine
steps:
  - name: create-order
    description: Record the order.
    compensation: cancel-order
  - name: process-payment
    description: Charge the card.
    catch:
      - errors: [PaymentDeclined]
        onFailure: compensate
    onFailure: compensate
    compensation: refund-payment
  - name: create-invoice
    description: Make the invoice and send it.
    retry: { maxAttempts: 5 }
    onFailure: compensate
`;

export const orderProcessingYaml = orderProcessingNamed("order-processing");

const { timeoutSeconds, retry, compensationRetry, idempotency } = DEFAULTS;
const compensation = { timeoutSeconds, retry: compensationRetry, idempotency };

/** The example as a checked workflow, so that it needs neither a YAML parser nor a schema. */
export const orderProcessing: Workflow = {
  name: "order-processing",
  description: "Take an order, charge the card, send the invoice.",
  transport: "state-machine",
  infrastructure: DEFAULTS.infrastructure,
  steps: [
    {
      form: "task",
      name: "create-order",
      description: "Record the order.",
      timeoutSeconds,
      retry,
      catch: [],
      onFailure: "fail",
      compensation: { name: "cancel-order", ...compensation },
      idempotency,
    },
    {
      form: "task",
      name: "process-payment",
      description: "Charge the card.",
      timeoutSeconds,
      retry,
      catch: [{ errors: ["PaymentDeclined"], onFailure: "compensate" }],
      onFailure: "compensate",
      compensation: { name: "refund-payment", ...compensation },
      idempotency,
    },
    {
      form: "task",
      name: "create-invoice",
      description: "Make the invoice and send it.",
      timeoutSeconds,
      retry: { ...retry, maxAttempts: 5 },
      catch: [],
      onFailure: "compensate",
      idempotency,
    },
  ],
};
