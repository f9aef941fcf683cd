import { describe, expect, test } from "vitest";
import { explainWorkflow } from "../../src/explain/explain.ts";
import type { CostKind } from "../../src/explain/explanation.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { openProject } from "./run/load-project.ts";
import { withEnvironment } from "./run/run-tests.ts";

const STEPS = ["take-order", "look-up", "charge"];

const workflowText = (transport: string) => `name: counted
transport: ${transport}
expected: { rate: 100/s }
steps:
  - name: take-order
  - name: look-up
    idempotency: natural
  - name: charge
    idempotency: { key: input.orderId }
`;

/** Counts the requests to AWS by command; the table remembers nothing, as in a run without failures. */
function countingAws() {
  const counts: Record<string, number> = {};
  class Client {
    config = {};
    middlewareStack = { identify: () => [], use() {}, add() {}, addRelativeTo() {} };
    async send(command: { name?: string }) {
      const name = (command.name ?? command.constructor.name).replace(/Command$/, "");
      counts[name] = (counts[name] ?? 0) + 1;
      return {};
    }
  }
  const commandOf = (name: string) =>
    class {
      name = name;
    };
  const module = new Proxy(
    {},
    { get: (_, name: string) => (name.endsWith("Client") ? Client : commandOf(name)) },
  );
  return {
    counts,
    modules: { "@aws-sdk/client-dynamodb": module, "@aws-sdk/client-sqs": module },
  };
}

const context = {
  functionName: "counted",
  awsRequestId: "1",
  getRemainingTimeInMillis: () => 10_000,
};

const state = { id: "w-1", input: { orderId: "o-1" }, results: {}, errors: {} };

const messageOf = () => ({
  Records: [
    {
      messageId: "m-1",
      receiptHandle: "r-1",
      body: JSON.stringify(state),
      attributes: {},
      messageAttributes: {},
      eventSource: "aws:sqs",
    },
  ],
});

/** Runs the functions of all steps once, as AWS would, and returns what they have asked for. */
async function requestsOf(transport: "queue" | "state-machine") {
  const { counts, modules } = countingAws();
  const project = openProject(renderWorkflow(workflowText(transport)), {
    modules,
    console: { ...console, log() {}, info() {}, debug() {}, warn() {}, error() {} },
  });
  const environment = Object.fromEntries(
    STEPS.map((step) => [`QUEUE_URL_${step.toUpperCase().replaceAll("-", "_")}`, "https://q"]),
  );
  await withEnvironment(
    { ...environment, IDEMPOTENCY_TABLE: "records", POWERTOOLS_LOG_LEVEL: "SILENT" },
    async () => {
      for (const step of STEPS) {
        const { handler } = await project.load(`src/functions/${step}.ts`);
        const event = transport === "queue" ? messageOf() : state;
        const answer = await (handler as (event: object, context: object) => unknown)(
          event,
          context,
        );
        if (transport === "queue") expect(answer).toEqual({ batchItemFailures: [] });
      }
    },
  );
  project.close();
  return counts;
}

/** What is counted for one run, without the part of an empty receive that falls to it. */
function countedAs(transport: "queue" | "state-machine", kind: CostKind): number {
  const { workflow } = parseWorkflow(workflowText(transport), "workflow.yaml");
  if (!workflow) throw new Error("The workflow is not valid");
  const id = transport === "queue" ? "queue" : "standard";
  const design = explainWorkflow(workflow).designs.find((one) => one.id === id);
  if (!design || "cannot" in design) throw new Error("The design has no figures");
  return design.figures.cost.items
    .filter((item) => item.kind === kind && item.quantity >= 1)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

describe("unchain explain counts what the generated functions ask for", () => {
  test("of the table and the queues, by queue", async () => {
    const counts = await requestsOf("queue");
    const { PutItem = 0, UpdateItem = 0, SendMessage = 0 } = counts;
    expect(Object.keys(counts).sort()).toEqual(["PutItem", "SendMessage", "UpdateItem"]);
    expect(PutItem + UpdateItem).toBe(countedAs("queue", "table"));
    // One more is sent by whoever starts the workflow; each is received and deleted.
    expect(3 * (1 + SendMessage)).toBe(countedAs("queue", "messages"));
  });

  test("of the table, by state machine", async () => {
    const counts = await requestsOf("state-machine");
    const { PutItem = 0, UpdateItem = 0 } = counts;
    expect(Object.keys(counts).sort()).toEqual(["PutItem", "UpdateItem"]);
    expect(PutItem + UpdateItem).toBe(countedAs("state-machine", "table"));
  });
});
