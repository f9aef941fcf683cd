import { statusHandler } from "../runtime/status.ts";

export const handler = statusHandler();
