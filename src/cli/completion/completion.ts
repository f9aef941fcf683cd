import type { Shell } from "../../commands/definitions/commands.ts";
import { fish } from "./fish.ts";
import { bash } from "./posix.ts";
import { powershell } from "./powershell.ts";
import { zsh } from "./zsh.ts";

const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish, powershell };

/** Returns the script that makes a shell complete `unchain`, derived from the table of commands. */
export const completionScript = (shell: Shell): string => SCRIPTS[shell]();
