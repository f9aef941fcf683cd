import { answerHandler } from "../runtime/answer-handler.ts";

export const handler = answerHandler();
