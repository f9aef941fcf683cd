import { Ajv } from "ajv";
import type { Message } from "../../src/messages/message.ts";
import { RESULT_SCHEMA } from "../../src/report/result-schema.ts";

interface Result {
  readonly errors: readonly Message[];
  readonly warnings?: readonly Message[];
}

/** @throws where a message names the file that it is about once more: its place is printed before it */
function requirePlacesOnce({ errors, warnings = [] }: Result): void {
  const doubled = [...errors, ...warnings].find(
    ({ path, message }) =>
      path !== undefined &&
      (message.startsWith(path) || (/[./]./.test(path) && message.includes(path))),
  );
  if (doubled) throw new Error(`Names its file twice: ${JSON.stringify(doubled)}`);
}

const validate = new Ajv({ allErrors: true, strict: true }).compile(RESULT_SCHEMA);

/**
 * Holds what a command has printed with `--json` to the published schema; what is printed there that is no
 * result, as the version, passes.
 *
 * @throws where it is a result of another form
 */
export function requireValidResult(text: string): void {
  const value: unknown = JSON.parse(text);
  const isResult = typeof value === "object" && value !== null && "status" in value;
  if (!isResult) return;
  if (!validate(value)) {
    throw new Error(`Not a result by the schema: ${JSON.stringify(validate.errors)}\n${text}`);
  }
  requirePlacesOnce(value as unknown as Result);
}
