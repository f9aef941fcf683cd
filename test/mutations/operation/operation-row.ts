import type { Mutation } from "../mutation.ts";

/** A mutation of the order example. */
export type OperationRow = Omit<Mutation, "transport" | "workflow">;
