import { camelCase } from "../../workflow/letter-case.ts";
import { unquoted, withTokens } from "../merge/rows/tokens.ts";
import { type Code, codeIn, isDeclared, isKey, isShorthand, type Place } from "./code-places.ts";
import type { Identifiers, StepRename } from "./step-names.ts";

/** A module that exports names which change. */
export interface RenamedModule {
  readonly names: Identifiers;
  /** Returns whether an import means the module. */
  readonly isMeantBy: (specifier: string) => boolean;
  /** The code is the module itself. */
  readonly isItself: boolean;
}

/**
 * Returns code in which the names of a module are new where they are bound to it: imported from it, or declared in it.
 * Properties, comments and texts that are called alike stay. Where a file uses a name for something else, too, or the
 * new name already, the import gets an alias.
 */
export function withReferences(text: string, module: RenamedModule): string {
  const code = codeIn(text);
  if (code === undefined) return text;
  const bound = boundNames(code, module);
  return withTokens(text, code.places, (place) => {
    const name = place.token.text;
    const now = place.token.kind === "word" ? module.names.get(name) : undefined;
    if (now === undefined || code.at(place.index - 1) === ".") return undefined;
    const clause = clauseOf(code, place);
    if (clause !== undefined) return inClause(code, place, now, clause, bound, module);
    if (!bound.has(name) || isKey(code, place)) return undefined;
    return isShorthand(code, place) ? `${name}: ${now}` : now;
  });
}

/** Returns the names of a module that its importer, or the module itself, knows by no other name. */
function boundNames(code: Code, module: RenamedModule): ReadonlySet<string> {
  const [bound, taken] = [new Set<string>(), new Set<string>()];
  for (const place of code.places) {
    const { kind, text } = place.token;
    if (kind !== "word" || code.at(place.index - 1) === ".") continue;
    const clause = clauseOf(code, place);
    const isPlain = code.at(place.index - 1) !== "as" && code.at(place.index + 1) !== "as";
    if (clause === "import" && isPlain && isFrom(code, place, module)) bound.add(text);
    else if (clause === undefined && isDeclared(code, place)) {
      if (module.isItself && place.within === undefined) bound.add(text);
      else taken.add(text);
    }
  }
  const isFree = (name: string) =>
    module.isItself || !(taken.has(name) || isUsed(code, module.names.get(name)));
  return new Set([...bound].filter(isFree));
}

const isUsed = ({ places }: Code, name: string | undefined): boolean =>
  places.some(({ token }) => token.text === name);

/** Returns which statement has a name between its braces. */
function clauseOf({ at }: Code, { within }: Place): "import" | "export" | undefined {
  if (within === undefined || at(within.from) !== "{") return undefined;
  const word = at(within.from - (at(within.from - 1) === "type" ? 2 : 1));
  if (word === "export" || word === "import") return word;
  return at(within.to + 1) === "from" ? "import" : undefined;
}

const isFrom = ({ at }: Code, { within }: Place, { isMeantBy }: RenamedModule): boolean =>
  within !== undefined && at(within.to + 1) === "from" && isMeantBy(unquoted(at(within.to + 2)));

/** Returns a name between the braces of an import or export; what others import from the file stays as it is called. */
function inClause(
  code: Code,
  place: Place,
  now: string,
  clause: "import" | "export",
  bound: ReadonlySet<string>,
  module: RenamedModule,
): string | undefined {
  const { at } = code;
  const { index, within, token } = place;
  if (at(index - 1) === "as") return undefined;
  const isReexport = clause === "export" && at((within?.to ?? 0) + 1) === "from";
  const isOurs =
    clause === "export" && !isReexport ? bound.has(token.text) : isFrom(code, place, module);
  if (!isOurs) return undefined;
  const isNewThroughout = clause === "import" ? bound.has(token.text) : module.isItself;
  return isNewThroughout || at(index + 1) === "as" ? now : `${now} as ${token.text}`;
}

/**
 * Returns code that reads what a step has left under its new name: `results.createOrder`, `results: { createOrder }`
 * and `{ createOrder } = state.results`; and that has the state of the step, `StateOf<"create-order">`.
 */
export function withStepState(text: string, { from, to }: StepRename): string {
  const code = codeIn(text);
  if (code === undefined) return text;
  const [old, now] = [camelCase(from), camelCase(to)];
  return withTokens(text, code.places, (place) => {
    const { kind, text: token } = place.token;
    const { index } = place;
    if (kind === "string" && code.at(index - 2) === "StateOf" && unquoted(token) === from) {
      return token.replace(from, to);
    }
    if (token !== old) return undefined;
    if (isRead(code, place)) return now;
    if (!isOfResults(code, place)) return undefined;
    if (isKey(code, place)) return now;
    return isShorthand(code, place) ? `${now}: ${old}` : undefined;
  });
}

const RESULTS = /^(?:results|errors)$/;

function isRead({ at }: Code, { index }: Place): boolean {
  const root = at(index - 2) === "?" ? index - 3 : index - 2;
  return at(index - 1) === "." && RESULTS.test(at(root));
}

/** Returns whether the braces around a name are those of the results of steps, or of a pattern that reads them. */
function isOfResults({ at }: Code, { within }: Place): boolean {
  if (within === undefined) return false;
  if (at(within.from - 1) === ":" && RESULTS.test(at(within.from - 2))) return true;
  if (at(within.to + 1) !== "=") return false;
  let last = within.to + 2;
  while (/^[.?]$/.test(at(last + 1))) last += at(last + 1) === "?" ? 3 : 2;
  return RESULTS.test(at(last));
}
