import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { openProject } from "./load-project.ts";
import type { Files } from "./project-files.ts";

/** How a tool ends in place of deploying. */
export interface Ending {
  readonly status: number;
  readonly error?: Error;
  readonly said?: string;
}

/** Runs a command of a project that leads to a tool, with a tool of ours. */
export async function runTool(
  files: Files,
  command: string,
  { status, error, said }: Ending,
  ...args: string[]
) {
  const calls: [tool: string, args: string[]][] = [];
  let printed = "";
  let env: NodeJS.ProcessEnv = {};
  const spawn = (...[tool, parameters, options]: [string, string[], { env: typeof env }]) => {
    calls.push([tool, parameters]);
    env = options.env;
    const stderr = new PassThrough();
    stderr.end(said);
    const child = Object.assign(new EventEmitter(), { stderr });
    const end = () => (error ? child.emit("error", error) : child.emit("close", status));
    stderr.on("end", end);
    return child;
  };
  const print = (text: unknown) => {
    printed += text;
  };
  const own = Object.create(process, {
    argv: { value: ["node", command, ...args] },
    exitCode: { value: undefined, writable: true },
    stderr: { value: { write: print } },
    on: { value: () => {} },
  });
  const project = openProject(files, {
    modules: { "node:child_process": { spawn } },
    process: own,
    console: { error: print },
  });
  await project.load(command);
  project.close();
  return { calls, printed, env, exitCode: own.exitCode as unknown };
}
