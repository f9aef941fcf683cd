/** The answer of git to one command. */
interface GitAnswer {
  readonly failed: boolean;
  /** `ENOENT`: there is no git. */
  readonly code?: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode?: number;
}

/** Runs git with arguments, and with a text on its standard input. */
export type Git = (args: readonly string[], input?: string) => Promise<GitAnswer>;

/**
 * The variables by which git tells its hooks which repository it is at work in ("git rev-parse --local-env-vars").
 * In a linked worktree a command below the top would take its own directory for the top. Those of the
 * configuration are left out: people set them.
 */
const OF_A_HOOK = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
];

/**
 * Returns what runs git in a directory, and finds the repository that the directory is in, also in a hook of
 * another one. It never rejects: an answer that failed says so.
 */
export async function gitIn(directory: string, signal?: AbortSignal): Promise<Git> {
  const { execa } = await import("execa");
  const withoutHook = Object.fromEntries(OF_A_HOOK.map((name) => [name, undefined]));
  return async (args, input = "") => {
    const { failed, code, exitCode, stdout, stderr, shortMessage } = await execa("git", args, {
      cwd: directory,
      input,
      reject: false,
      stripFinalNewline: false,
      env: { ...withoutHook, LC_ALL: "C" },
      ...(signal && { cancelSignal: signal }),
    });
    return {
      failed,
      stdout,
      stderr: stderr.trim() || (shortMessage ?? ""),
      ...(code !== undefined && { code }),
      ...(exitCode !== undefined && { exitCode }),
    };
  };
}

/**
 * Returns whether an answer means that there is no git, or no repository. Anything else that failed is about a
 * repository: its owner is not trusted, its files are broken, or it has been moved away.
 */
export const isWithoutRepository = ({ code, stderr }: GitAnswer): boolean =>
  code === "ENOENT" || /not a git repository \(or any/.test(stderr);
