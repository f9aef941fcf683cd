import { describe, expect, test } from "vitest";
import { codes, note, type Steps } from "../notes-between.ts";

const ID = "input.orderId";

/** `b` runs once for each key, and undone where `c` fails. */
const keyed = (key?: string, window?: string, more: object = {}): Steps => [
  { name: "a" },
  {
    name: "b",
    compensation: "undo",
    ...(key !== undefined && { idempotency: { key, ...(window !== undefined && { window }) } }),
    ...more,
  },
  { name: "c", onFailure: "compensate" },
];

describe.each(["queue", "state-machine"] as const)("%s", (transport) => {
  const noteOf = (code: string, before: Steps, after: Steps) =>
    note(code, before, after, transport);

  test("a key that is new does not know what was done before", () => {
    for (const before of [keyed(), keyed(undefined, undefined, { idempotency: "natural" })]) {
      const { message, suggestion } = noteOf("CHANGED_KEY", before, keyed(ID));
      expect(message).toContain(
        `b runs once for each ${ID}. The new key does not cover what it did before`,
      );
      expect(message).toContain("the next workflow with the same key runs it again");
      expect(message.includes("executions that are still running")).toBe(transport !== "queue");
      expect(suggestion).toContain("let b check itself whether the work has been done");
    }
  });

  test("another key does not either", () => {
    expect(noteOf("CHANGED_KEY", keyed("input.cartId"), keyed(ID)).message).toContain(
      `once for each ${ID} instead of each input.cartId`,
    );
  });

  test("a longer window does not make what is remembered last longer", () => {
    const { message } = noteOf("CHANGED_WINDOW", keyed(ID, "1h"), keyed(ID, "2d"));
    expect(message).toContain("for 1h, as before, not for 2d");
    expect(message).toContain(`a later workflow with the same ${ID} runs it again`);
  });

  test("a shorter window does not make it forgotten sooner", () => {
    const { message, suggestion } = noteOf("CHANGED_WINDOW", keyed(ID, "2d"), keyed(ID, "1h"));
    expect(message).toContain(`until then, workflows with the same ${ID} receive that result`);
    expect(message).not.toContain("S3");
    expect(suggestion).toContain(`whose id begins with "b by ${ID}#"`);
  });

  test("a shorter window has results in S3 deleted that are still remembered", () => {
    const claim = { claimCheck: true };
    const { message } = noteOf("CHANGED_WINDOW", keyed(ID, "365d", claim), keyed(ID, "1h", claim));
    expect(message).toMatch(/S3 keeps it for only \d+ days/);
  });

  test("the same key and window, and no key at all, are not spoken of", () => {
    expect(codes(keyed(ID, "1h"), keyed(ID, "1h"), transport)).toEqual([]);
    expect(codes(keyed(), keyed(), transport)).toEqual([]);
  });
});

test("queue: a message may lack the new key", () => {
  const { suggestion } = note("CHANGED_KEY", keyed(), keyed(ID));
  expect(suggestion).toContain(`message without ${ID} fails permanently`);
  expect(suggestion).toContain("for queue in b; do");
});

test("queue: without its key a step is undone in workflows that were given another's result", () => {
  const { message, suggestion } = note("SHARED_RESULT_UNDONE", keyed(ID), keyed());
  expect(message).toContain("undo runs and undoes work on which the other workflow relies");
  expect(suggestion).toContain("for queue in b b-dlq c c-dlq undo undo-dlq; do");
  const notUndone = (idempotency: object): Steps => [{ name: "b", ...idempotency }];
  expect(codes(notUndone({ idempotency: { key: ID } }), notUndone({}))).toEqual([]);
});

test("state machine: executions are undone by the code that they started with", () => {
  expect(codes(keyed(ID), keyed(), "state-machine")).not.toContain("SHARED_RESULT_UNDONE");
});
