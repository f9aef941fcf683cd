import type { Options } from "./arguments.ts";

/** What the decision is made from; decided once, at the start. */
export interface Surroundings {
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const isCi = ({ CI }: Surroundings["env"]): boolean =>
  CI !== undefined && CI !== "" && CI !== "0" && CI !== "false";

/** Whether there is somebody to ask, and something to ask them. */
export function isInteractive(
  options: Pick<Options, "yes" | "json">,
  { stdinIsTerminal, stdoutIsTerminal, env }: Surroundings,
): boolean {
  return (
    stdinIsTerminal &&
    stdoutIsTerminal &&
    !isCi(env) &&
    env.TERM !== "dumb" &&
    !options.yes &&
    !options.json
  );
}
