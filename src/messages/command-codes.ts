import type { CodeTopic } from "./message.ts";

/** The codes of what is wrong with a command, or with the files that it works on. */
export const COMMAND_CODES: readonly CodeTopic[] = [
  {
    title: "Command line",
    text: "The command does not run. The exit code is 2, or 3 if an answer is missing and there is no terminal.",
    codes: {
      CONFLICTING_FLAGS: "Two flags contradict each other. Give one of them.",
      INVALID_DIRECTORY: "The directory that you named does not exist, or no project can be in it.",
      INVALID_VALUE: "A flag or a word of the command has a value that it does not take.",
      MISSING_FLAG: "A flag needs another one.",
      MISSING_VALUE: "A flag or a command needs a value.",
      NEEDS_INPUT:
        "A question would be asked, but there is no terminal, or a flag forbids questions. The message names commands that contain the answer.",
      NPM_TOOK_FLAG:
        "`npm create` reads flags itself unless they come after `--`. The message shows the command to run.",
      UNEXPECTED_ARGUMENT: "The command takes fewer words. Put a text of several words in quotes.",
      UNEXPECTED_FLAG: "Another command takes this flag.",
      UNEXPECTED_VALUE: "The flag takes no value.",
      UNKNOWN_CODE: "`unchain help <CODE>` names a code that no message has.",
      UNKNOWN_COMMAND: "There is no such command. `unchain help` lists all.",
      UNKNOWN_FLAG:
        "There is no such flag. `--help` behind a command lists those that it takes: `unchain sync --help`.",
      UNKNOWN_PATH:
        "`--diff` or `--restore` names a path at which the project has no generated file.",
    },
  },
  {
    title: "Editing steps",
    text: "`add`, `edit`, `rename` and `remove` change `workflow.yaml` and leave its comments and layout alone. Where that is not possible, they change nothing.",
    codes: {
      COMMENTS_REMOVED:
        "The comments of a step were deleted with the step. The message shows them.",
      LAST_STEP: "The workflow, a branch or a map would have no step left.",
      NOT_A_STEP:
        "The name belongs to a compensation or a fallback. It changes with the step that it belongs to.",
      NOT_EDITABLE:
        "`workflow.yaml` is written in a way that cannot be edited in place. Change it by hand, then run `unchain sync`.",
      NO_TRANSPORT:
        "`workflow.yaml` names no transport, and the transport of the last run is unknown.",
      SAME_NAME: "The step already has this name.",
      WORKFLOW_NOT_READABLE: "The file that `--workflow` names cannot be read.",
    },
  },
  {
    title: "Changing a project",
    text: "Unchain merges its changes with yours and writes all files or none.",
    codes: {
      CANCELLED: "You cancelled the run. Nothing was changed, or everything was taken back.",
      CHANGED_HERE:
        "Generated files were edited, moved, deleted or hidden. `unchain sync --restore <path>` brings one back.",
      CHANGED_MEANWHILE: "A file changed while Unchain was running. Run the command again.",
      CONFLICT:
        "You and Unchain changed the same lines, something is in the way of a file, or a file still has conflict markers.",
      DIRECTORY_NOT_EMPTY: "A new project needs a directory without files of the same names.",
      GENERATED_BY_NEWER:
        "A newer version of Unchain generated the project. Use that version or a newer one.",
      GENERATED_BY_OLDER:
        "An older version of Unchain generated the project. Run `unchain upgrade` first, so that the change contains only what you ask for.",
      IGNORED_BY_GIT: "Git ignores files of the project, so other people do not receive them.",
      IMPORTS_REMOVED_FILE: "Your code imports a generated file that was removed or renamed.",
      IMPORTS_REMOVED_STEP: "Your code imports a step that was removed or renamed.",
      INPUT_SCHEMA:
        "Workflows now start with another input. `src/input.ts` is yours: change its schema.",
      INVALID_LOCK:
        "`.unchain/lock.json`, which Unchain merges from, was edited or has a merge conflict. Restore it from version control.",
      LOCK_VERSION: "Another version of Unchain wrote `.unchain/lock.json`.",
      MISSING_FILE:
        "A file was deleted that a generated file imports. `unchain sync --restore <path>` brings it back.",
      NOT_A_PROJECT:
        "There is no project in this directory or above it. A project has the file `.unchain/lock.json`.",
      NOT_RESTORED: "`--restore` restores generated text files only.",
      NO_LONGER_GENERATED:
        "The project no longer needs this generated file. It stays because you edited it.",
      NO_LONGER_USED: "The workflow no longer has this step. Its code stays because it is yours.",
      OUT_OF_DATE: "The project is not what `workflow.yaml` describes. Run `unchain sync`.",
      SET_ASIDE:
        "A new version replaced a file that you edited. Your version is kept beside it, and nothing runs it.",
      UNCOMMITTED_CHANGES:
        "A file that Unchain would write has uncommitted changes. Commit them, or pass `--allow-dirty`.",
      USES_REMOVED_ERROR: "Your code uses an error class that `src/workflow.ts` no longer has.",
      USES_REMOVED_RESULT: "Your code reads a result that the workflow no longer has.",
      USES_REMOVED_TYPE: "Your code uses a type that `src/workflow.ts` no longer has.",
    },
  },
  {
    title: "Files and processes",
    text: "The file system, the package manager or another process is in the way. Exit code 1.",
    codes: {
      ALREADY_RUNNING: "Another run of Unchain is changing the project.",
      DISK_FAILED: "The disk reports an error.",
      DISK_FULL: "The disk is full, or your quota is used up.",
      INSTALL_FAILED: "The project was written, but its packages could not be installed.",
      INSTALL_SKIPPED: "The project was written, but the installation was cancelled.",
      INTERRUPTED:
        "A run is changing the project, or was interrupted. `unchain sync` takes back what an interrupted run did.",
      INVALID_JOURNAL:
        "The journal of an interrupted run cannot be read, so that the run cannot be taken back.",
      IN_THE_WAY: "A directory or another entry is where a file is needed.",
      IN_USE: "Another program is using a file.",
      LINK_LOOP: "Symbolic links form a cycle.",
      NAME_TOO_LONG: "A path is too long for the file system.",
      NOT_A_DIRECTORY: "A file or a broken link is where a directory is needed.",
      NOT_READABLE: "A file cannot be read.",
      NOT_THERE: "A file or directory does not exist, or no longer exists.",
      NOT_WRITABLE: "A file or directory cannot be written to.",
      OUTSIDE_ROOT: "A symbolic link leads out of the project. Nothing is written there.",
      PATH_COLLISION: "Two files of the project would be the same file.",
      READ_FAILED: "The file system refused to read a file for another reason.",
      ROLL_BACK_INCOMPLETE:
        "Not every change could be taken back. The next run in the project repairs it.",
      TOO_MANY_FILES: "Too many files are open at once.",
      UNEXPECTED: "This is a bug in Unchain. Please report it.",
      UNSAFE_PATH: "A path is not inside of the project, or not valid on every operating system.",
      WRITE_FAILED: "The file system refused to write a file for another reason.",
    },
  },
  {
    title: "Comparing designs",
    text: "Messages of `unchain explain`; docs/explain.md describes its files.",
    codes: {
      CANNOT_WRITE: "The picture or page cannot be written to the file that you named.",
      FILE_EXISTS: "`unchain explain` did not make the file that it would overwrite.",
      FILE_NOT_READABLE: "A file that a flag names cannot be read.",
      INVALID_PRICE: "A price is not a number of US dollars.",
      INVALID_PRICES: "The file of prices does not map names to numbers.",
      MISSING_PRICE: "The prices of the region are unknown, and the file of prices is incomplete.",
      NOT_A_RUN: "The file is not the output of `npm run local -- --json`.",
      NO_WORKFLOW: "There is no `workflow.yaml` in the project.",
      UNKNOWN_REGION: "The prices of the region are unknown. Pass them with `--prices`.",
    },
  },
];
