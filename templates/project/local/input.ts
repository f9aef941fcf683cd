import { readFileSync } from "node:fs";
import * as z from "zod";
import { type WorkflowInput, workflowInput } from "../src/input.ts";

/** An input, and why no workflow may be started with it. */
interface ReadInput {
  /** The content of the source. */
  json: unknown;
  input: WorkflowInput;
  problem?: string;
}

/**
 * Reads an input as a workflow gets it, or as it is where `src/input.ts` refuses it.
 *
 * @param source a file, or JSON itself
 */
export function readInput(source: string, file: string | URL = source): ReadInput {
  try {
    const isJson = source.trimStart().startsWith("{");
    const json: unknown = JSON.parse(isJson ? source : readFileSync(file, "utf8"));
    const { data = json, error } = workflowInput.safeParse(json);
    const input = data as WorkflowInput;
    if (!error) return { json, input };
    const problem = `${source} is no input that src/input.ts takes:\n${z.prettifyError(error)}`;
    return { json, input, problem };
  } catch (error) {
    const problem = `${source} cannot be read: ${error}`;
    return { json: {}, input: {} as WorkflowInput, problem };
  }
}

/** The input that runs begin with, here and in the tests. */
export const example = readInput(
  "events/example.json",
  new URL("../events/example.json", import.meta.url),
);
