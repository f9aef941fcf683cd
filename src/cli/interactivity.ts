import type { Context } from "./context.ts";

/** The facts that decide whether questions are asked; read once, at the start. */
export interface Terminals {
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const isCi = ({ CI }: Terminals["env"]): boolean =>
  CI !== undefined && CI !== "" && CI !== "0" && CI !== "false";

/** Returns whether there is somebody to ask, and something to ask them. */
export function isInteractive(
  options: { readonly yes?: boolean; readonly json?: boolean },
  { stdinIsTerminal, stdoutIsTerminal, env }: Terminals,
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

/** Returns why nobody is asked, as the end of a sentence: a terminal may be there, and a variable say that it is none. */
export function whyNobodyIsAsked({
  env,
  stdin,
  quietFlag,
}: Pick<Context, "env" | "stdin" | "quietFlag">): string {
  if (stdin.isTerminal && quietFlag !== undefined) return `${quietFlag} turns questions off`;
  const variable = isCi(env) ? "CI" : env.TERM === "dumb" ? "TERM" : undefined;
  return stdin.isTerminal && variable !== undefined
    ? `${variable}=${env[variable]} turns questions off`
    : "there is no terminal";
}
