import { kebabCase } from "../letter-case.ts";
import type { IDEMPOTENCY_KEY, RETRY } from "./failure-keys.ts";
import { type Key, type KeyFlag, type Keys, mappingOf } from "./shape.ts";
import { type APPROVAL, FORM_TABLE } from "./step-keys.ts";
import { type EXPECTED_STEP, TASK } from "./task-keys.ts";

type FlagsOf<Table> = Table extends Keys
  ? {
      [Name in keyof Table]: Table[Name] extends { readonly flag: infer Flag } ? Flag : never;
    }[keyof Table]
  : never;

/** The flags of `add step` and `edit step`, of which each sets a key. */
export type StepFlag = FlagsOf<
  | typeof FORM_TABLE
  | typeof APPROVAL
  | typeof TASK
  | typeof RETRY
  | typeof IDEMPOTENCY_KEY
  | typeof EXPECTED_STEP
>;

/** A flag, and where its value is in a step: a key, or a key of the mapping that is there. */
export interface PlacedFlag {
  readonly flag: KeyFlag;
  readonly key: Key;
  readonly at: readonly [outer: string, inner?: string];
}

/** Every flag that sets a key of a step, in the order of the help. */
export const PLACED_FLAGS: readonly PlacedFlag[] = [FORM_TABLE, TASK].flatMap((table: Keys) =>
  Object.entries(table).flatMap(([outer, key]) => [
    ...placed(key, [outer]),
    ...Object.entries(partsOf(key)).flatMap(([inner, part]) => placed(part, [outer, inner])),
  ]),
);

function placed(key: Key, at: PlacedFlag["at"]): PlacedFlag[] {
  return key.flag ? [{ flag: key.flag, key, at }] : [];
}

/** Returns the keys of a mapping that has flags for its parts: another step has none for its own rules. */
function partsOf({ shape }: Key): Keys {
  const isStep = shape.kind === "either" && shape.short !== undefined;
  return (isStep ? undefined : mappingOf(shape)?.keys) ?? {};
}

/** Returns whether a key of a step is a mapping whose parts have flags of their own. */
export const hasPartFlags = (key: string): boolean =>
  PLACED_FLAGS.filter(({ at }) => at[0] === key && at[1] !== undefined).length > 1;

/** The keys that a step may do without, as a flag names them. */
export const REMOVABLE: readonly string[] = Object.entries(TASK as Keys)
  .filter(([, { required }]) => !required)
  .map(([name]) => kebabCase(name));
