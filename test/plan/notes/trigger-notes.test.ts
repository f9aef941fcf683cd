import { describe, expect, test } from "vitest";
import { inFlightNotes } from "../../../src/plan/notes/in-flight.ts";
import { planProject } from "../../../src/plan/plan.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { checkDocument } from "../../../src/workflow/text/check.ts";
import type { TransportName, Workflow } from "../../../src/workflow/workflow.ts";
import { ABC, type Steps } from "../notes-between.ts";

const wholePlan = (more: Partial<WorkflowDocument>, transport: TransportName, steps: Steps = ABC) =>
  planProject(
    {
      ...(checkDocument({ name: "w", infrastructure: "sam", steps, ...more }).workflow as Workflow),
      transport,
    },
    { packageManager: "npm" },
  );

describe("a trigger", () => {
  const api = { trigger: { api: "POST /orders" } };
  const put = { trigger: { api: "PUT /v1/orders" } };
  const schedule = { trigger: { schedule: "rate(1 hour)" } };
  const event = { trigger: { event: { source: "shop", detailType: "Placed" } } };
  const between = (
    [before, from]: [Partial<WorkflowDocument>, TransportName],
    [after, to]: [Partial<WorkflowDocument>, TransportName],
  ) => inFlightNotes(wholePlan(before, from), wholePlan(after, to));

  test("that comes, or starts at other times, touches nothing", () => {
    const daily = { trigger: { schedule: "rate(1 day)" } };
    for (const [before, after] of [
      [{}, api],
      [api, api],
      [schedule, daily],
      [schedule, event],
    ] as const) {
      expect(between([before, "queue"], [after, "queue"])).toEqual([]);
      expect(between([before, "state-machine"], [after, "state-machine"])).toEqual([]);
    }
  });

  test("of an API that goes: nobody starts there, nor asks how far a workflow is", () => {
    const [note, ...others] = between([api, "state-machine"], [schedule, "state-machine"]);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ code: "REMOVED_API" });
    expect(note?.message).toContain("POST /orders no longer starts a workflow");
    expect(note?.message).toContain("GET /orders/{id} no longer returns the progress");
    expect(note?.suggestion).toContain("StateMachineArn");
    const [ofQueue] = between([api, "queue"], [{}, "queue"]);
    expect(ofQueue?.message).not.toContain("GET");
    expect(ofQueue?.suggestion).toContain("StartQueueUrl");
  });

  test("at another path: what returns 404 any more, and what is instead", () => {
    const [note] = between([api, "state-machine"], [put, "state-machine"]);
    expect(note).toMatchObject({ code: "CHANGED_API" });
    expect(note?.message).toContain("POST /orders and GET /orders/{id} return 404");
    expect(note?.suggestion).toContain("PUT /v1/orders and GET /v1/orders/{id}");
    const [ofQueue] = between([api, "queue"], [put, "queue"]);
    expect(ofQueue?.message).toContain("POST /orders returns 404");
  });

  test("that stays while the transport changes: the start stays, how far it is goes", () => {
    const [transport, status] = between([api, "state-machine"], [api, "queue"]);
    expect(transport?.message).toContain("callers that do not use the trigger start workflows");
    expect(status).toMatchObject({ code: "CHANGED_API" });
    expect(status?.message).toContain("GET /orders/{id} returns 404");
    expect(between([api, "queue"], [api, "state-machine"])).toHaveLength(1);
  });

  test("where a step asks: what answers it goes with the API, and with its path", () => {
    const steps: Steps = [{ name: "ask", approval: { timeout: "1d" } }, { name: "pay" }];
    const of = (more: Partial<WorkflowDocument>) => wholePlan(more, "state-machine", steps);
    expect(inFlightNotes(of(api), of({}))[0]?.message).toContain(
      "POST /orders/{id}/approvals/{step} no longer answers an approval",
    );
    const [moved] = inFlightNotes(of(api), of(put));
    expect(moved?.message).toContain(
      "POST /orders, GET /orders/{id} and POST /orders/{id}/approvals/{step} return 404",
    );
    expect(moved?.suggestion).toContain("POST /v1/orders/{id}/approvals/{step}");
    const notes = inFlightNotes(of(api), wholePlan(api, "state-machine", [{ name: "pay" }]));
    const gone = notes.find(({ code }) => code === "CHANGED_API");
    expect(gone?.message).toContain("POST /orders/{id}/approvals/{step} returns 404");
    expect(gone?.suggestion).toBe("Let callers stop sending answers there.");
  });

  test("whose failed starts nobody keeps any more", () => {
    for (const before of [schedule, event]) {
      const [note] = between([before, "queue"], [api, "queue"]);
      expect(note).toMatchObject({ code: "REMOVED_TRIGGER" });
      expect(note?.message).toContain("<stack>-start-dlq is no longer part of the stack");
      expect(note?.suggestion).toContain("for queue in start-dlq; do");
    }
  });

  test("sends to the new first queue by itself", () => {
    const [note] = inFlightNotes(
      wholePlan(api, "queue"),
      wholePlan(api, "queue", [{ name: "first" }, ...ABC]),
    );
    expect(note).toMatchObject({ code: "CHANGED_START_QUEUE" });
    expect(note?.suggestion).toContain("callers that do not use the trigger");
  });
});
