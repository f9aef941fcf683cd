import { withOwnCommands } from "../../src/cli/own-command.ts";
import type { Message } from "../../src/messages/message.ts";

/** Returns messages with their commands as somebody reads them who has started `unchain`. */
export const byName = (messages: readonly Message[]): Message[] =>
  withOwnCommands(messages, { env: {}, script: "unchain", startedIn: "", cwd: "" });
