import { statSync } from "node:fs";
import { resolve } from "node:path";
import { failure, Stop } from "../commands/outcome/outcome.ts";
import type { Context } from "./context.ts";

/** The context as it is for a run with `--cwd`; throws {@link Stop} where there is no such directory. */
export function contextIn(context: Context, cwd: string | undefined): Context {
  if (cwd === undefined) return context;
  const there = resolve(context.cwd, cwd);
  if (statSync(there, { throwIfNoEntry: false })?.isDirectory()) return { ...context, cwd: there };
  throw new Stop(
    failure("error", 2, [
      {
        code: "INVALID_DIRECTORY",
        message: `--cwd ${cwd}: the directory does not exist.`,
        suggestion: "Name an existing directory, or omit --cwd.",
      },
    ]),
  );
}
