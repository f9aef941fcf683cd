import { statusHandler } from "../runtime/status-handler.ts";

export const handler = statusHandler();
