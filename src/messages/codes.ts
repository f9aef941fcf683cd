import { COMMAND_CODES } from "./command-codes.ts";
import type { CodeTopic } from "./message.ts";
import { WORKFLOW_CODES } from "./workflow-codes.ts";

/** The codes that are no rule's; `unchain help <code>` and `docs/messages.md` print them. */
export const CODE_TOPICS: readonly CodeTopic[] = [...WORKFLOW_CODES, ...COMMAND_CODES];
