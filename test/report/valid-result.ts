import { Ajv } from "ajv";
import { RESULT_SCHEMA } from "../../src/report/result-schema.ts";

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
  if (!isResult || validate(value)) return;
  throw new Error(`Not a result by the schema: ${JSON.stringify(validate.errors)}\n${text}`);
}
