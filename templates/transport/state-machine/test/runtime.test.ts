import { expect, it } from "vitest";
import { readExecutionState } from "../src/runtime/execution-state.ts";

it("gives a step the message of an error without the JSON that Lambda puts it in", () => {
  const caught = { Error: "Declined", Cause: JSON.stringify({ errorMessage: "No money." }) };
  const execution = { id: "local-1", input: {}, results: {}, errors: { pay: caught } };
  const { errors } = readExecutionState(execution);
  expect(errors).toEqual({ pay: { name: "Declined", message: "No money." } });
});
