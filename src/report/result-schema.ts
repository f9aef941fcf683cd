import { REASONS } from "../project/reason.ts";

const problems = { type: "array", items: { $ref: "#/definitions/problem" } };

/** The JSON Schema (draft 7) of the document that `--json` prints. */
export const RESULT_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Unchain result",
  description: "What a command with --json prints: one document, however it ends.",
  type: "object",
  properties: {
    status: {
      enum: ["created", "updated", "unchanged", "planned", "conflict", "needs-input", "error"],
      description:
        "How the command ended; planned: nothing is written, because of --dry-run or --diff.",
    },
    directory: { type: "string", description: "The project, as an absolute path." },
    files: {
      type: "array",
      description: "What becomes of each file that Unchain knows, by path.",
      items: {
        type: "object",
        properties: {
          path: { type: "string", description: "Relative to the project, with slashes." },
          action: {
            enum: ["create", "update", "merge", "remove", "keep", "conflict", "identical"],
            description: "create, update, merge and remove write; keep and identical do not.",
          },
          reason: {
            enum: REASONS,
            description: "Why it is kept, or what is in its way; left out where nothing is.",
          },
        },
        required: ["path", "action"],
        additionalProperties: false,
      },
    },
    next: {
      type: "array",
      description: "Commands to run next, in this order.",
      items: { type: "string" },
    },
    errors: { ...problems, description: "Why it did not work; empty where it did." },
    warnings: {
      ...problems,
      description: "What was done, and needs somebody's attention; left out where nothing does.",
    },
  },
  required: ["status", "directory", "files", "next", "errors"],
  additionalProperties: false,
  definitions: {
    problem: {
      type: "object",
      properties: {
        code: { type: "string", pattern: "^[A-Z][A-Z0-9_]*$", description: "Stable." },
        message: { type: "string" },
        suggestion: { type: "string", description: "What would work." },
        path: { type: "string", description: "The file that it is about; - for standard input." },
        line: { type: "integer", minimum: 1 },
        column: { type: "integer", minimum: 1 },
      },
      required: ["code", "message"],
      additionalProperties: false,
    },
  },
} as const;
