import { describe, expect, test } from "vitest";
import { codes, note, type Steps } from "../notes-between.ts";

describe("a claim check that goes", () => {
  const checked = (more: object = {}): Steps => [
    { name: "a" },
    { name: "b", claimCheck: true, ...more },
    { name: "c", compensation: "undo", onFailure: "compensate" },
  ];
  const [, ...rest] = checked();
  const plain: Steps = [{ name: "a" }, { name: "b" }, ...rest.slice(1)];

  test("queue: the messages behind hold references that nobody redeems", () => {
    const { message, suggestion } = note("CLAIM_NOT_REDEEMED", checked(), plain);
    expect(message).toContain("passed b before the deployment");
    expect(message).toContain("instead of results.b");
    expect(suggestion).toContain("for queue in c c-dlq undo undo-dlq; do");
    expect(codes(plain, checked())).toEqual([]);
    expect(codes([{ name: "a", claimCheck: true }], [{ name: "a" }])).toEqual([]);
  });

  test("state machine: running executions may not read or write the results any more", () => {
    expect(note("WITHDRAWN_CLAIM_CHECKS", checked(), plain, "state-machine").message).toContain(
      "b, c and undo may no longer",
    );
    const without: Steps = [{ name: "a" }, ...rest.slice(1)];
    expect(note("WITHDRAWN_CLAIM_CHECKS", checked(), without, "state-machine").message).toContain(
      "c and undo may no longer",
    );
    expect(codes(plain, checked(), "state-machine")).not.toContain("WITHDRAWN_CLAIM_CHECKS");
  });

  test.each(["queue", "state-machine"] as const)(
    "%s: workflows that start later share the references that are kept by a key",
    (transport) => {
      const keyed = { idempotency: { key: "input.orderId", window: "2h" } };
      const withKey = (idempotency: object): Steps => [
        { name: "a" },
        { name: "b", ...idempotency },
        ...rest.slice(1),
      ];
      const code = "SHARED_CLAIM_NOT_REDEEMED";
      const { message, suggestion } = note(code, checked(keyed), withKey(keyed), transport);
      expect(message).toContain("For 2h after the deployment");
      expect(message).toContain("a workflow with an input.orderId that was used before");
      expect(suggestion).toContain('whose id begins with "b by input.orderId#"');
      const other = withKey({ idempotency: { key: "input.cartId", window: "2h" } });
      expect(codes(checked(keyed), other, transport)).not.toContain(code);
      expect(codes(checked(), withKey({}), transport)).not.toContain(code);
    },
  );
});
