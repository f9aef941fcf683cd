import type { Shell } from "../../commands/definitions/commands.ts";
import { answered, type Outcome } from "../../commands/outcome/outcome.ts";
import type { Call } from "../arguments/invocation.ts";
import { fish } from "./fish.ts";
import { bash } from "./posix.ts";
import { powershell } from "./powershell.ts";
import { zsh } from "./zsh.ts";

const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish, powershell };

/** Returns the script that makes a shell complete `unchain`, derived from the table of commands. */
export const completionScript = (shell: Shell): string => SCRIPTS[shell]();

/** Runs `unchain completion <shell>`: prints the script. */
export async function printCompletion({ words: [shell] }: Call<"completion">): Promise<Outcome> {
  return answered({ text: () => completionScript(shell as Shell) });
}
