import { camelCase } from "../../workflow/letter-case.ts";
import { definitionOf, type FLAGS, type Flag, isNegative } from "./flags.ts";

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The name of a flag in {@link Values}: `dryRun` of `--dry-run`; `git`, true unless it is given, of `--no-git`. */
type OptionName<Name extends Flag> = CamelCase<Name extends `no-${infer Rest}` ? Rest : Name>;

type Text<Definition> = Definition extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : string;

type Value<Definition> = Definition extends { readonly repeats: true }
  ? readonly Text<Definition>[]
  : Definition extends { readonly type: "string" }
    ? Text<Definition>
    : Definition extends { readonly value: string }
      ? true | string
      : boolean;

type IsOptional<Definition> = Definition extends { readonly repeats: true }
  ? false
  : Definition extends { readonly type: "string" } | { readonly value: string }
    ? true
    : false;

/** The values of some flags: a switch is always there, and a list of what may be repeated; all else where it is given. */
export type Values<Name extends Flag> = {
  readonly [N in Name as IsOptional<(typeof FLAGS)[N]> extends false
    ? OptionName<N>
    : never]: Value<(typeof FLAGS)[N]>;
} & {
  readonly [N in Name as IsOptional<(typeof FLAGS)[N]> extends true
    ? OptionName<N>
    : never]?: Value<(typeof FLAGS)[N]>;
};

/** The values of each flag that a command line has, in its order; `true` for none. */
export type GivenFlags = ReadonlyMap<Flag, readonly (string | true)[]>;

const optionName = (flag: Flag): string => camelCase(flag.replace(/^no-/, ""));

/** Returns the values of these flags; others that are given are as if not given. */
export function valuesFrom<Name extends Flag>(
  flags: readonly Name[],
  given: GivenFlags,
): Values<Name> {
  const entries = flags.map((flag) => [optionName(flag), valueIn(flag, given.get(flag))]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function valueIn(flag: Flag, values: readonly (string | true)[] = []) {
  const { type, value, repeats } = definitionOf(flag);
  if (repeats) return values;
  if (type === "string" || value !== undefined) return values.at(-1);
  return isNegative(flag) ? values.length === 0 : values.length > 0;
}

/** Returns which of these flags have a value among the options, with what it is as texts: none of a switch. */
export function textsOf<Name extends Flag>(
  flags: readonly Name[],
  options: Values<Name>,
): ReadonlyMap<Name, readonly string[]> {
  const values: Readonly<Record<string, unknown>> = options;
  return new Map(
    flags.flatMap((flag): [Name, readonly string[]][] => {
      const value = values[optionName(flag)];
      if (Array.isArray(value)) return value.length > 0 ? [[flag, value]] : [];
      if (typeof value === "string") return [[flag, [value]]];
      return value === true ? [[flag, []]] : [];
    }),
  );
}
