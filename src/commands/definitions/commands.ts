import { EXPLAIN_FLAGS, type Flag } from "./flags.ts";
import { RULE_FLAGS } from "./rule-flags.ts";

/** The kind of a word behind a command, by which a shell completes it. */
type Argument = "directory" | "name of the step" | "new name" | "shell" | "file";

/** A command: what the parser, the help and the completion know of it. */
export interface CommandDefinition {
  /** The words behind it. */
  readonly words: readonly Argument[];
  /** The words behind the command as they are written in its usage. */
  readonly usage: string;
  readonly flags: readonly Flag[];
  /** One line of the list of commands. */
  readonly about: string;
  /** More, in the help of the command. */
  readonly more?: readonly string[];
  /** Command lines behind the program's name. */
  readonly examples: readonly string[];
  /** Loads what runs it, and no more. `src/cli/run.ts` holds it to the words and flags of the row. */
  readonly load: () => Promise<unknown>;
}

const PLAN = ["yes", "dry-run", "diff", "json", "cwd"] as const satisfies readonly Flag[];

/** The flags of each command that changes a project. */
export const CHANGE = [
  ...PLAN,
  "no-install",
  "allow-dirty",
  "conflict",
] as const satisfies readonly Flag[];

/** The shells that completion is printed for. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof SHELLS)[number];

/** All commands, in the order of the help. */
export const COMMANDS = {
  new: {
    words: ["directory"],
    usage: "[directory]",
    flags: [
      "workflow",
      "name",
      "transport",
      "infrastructure",
      "as",
      "package-manager",
      "no-git",
      "merge",
      ...PLAN,
      "no-install",
    ],
    about: "create a project by answering questions",
    more: [
      "Same as: npm create unchain@latest [directory] -- [flags]",
      "To name a directory like a command, write ./new, ./help and so on.",
    ],
    examples: ["new shop", "new shop --yes", "new shop --workflow workflow.yaml --dry-run"],
    load: async () => (await import("../new.ts")).makeNew,
  },
  "add step": {
    words: ["name of the step"],
    usage: "[name]",
    flags: ["after", "before", ...RULE_FLAGS, ...CHANGE],
    about: "add a step and generate everything it needs",
    examples: ["add step send-parcel --after pack --on-failure continue"],
    load: async () => (await import("../add-step.ts")).addStepToProject,
  },
  "edit step": {
    words: ["name of the step"],
    usage: "[name]",
    flags: [...RULE_FLAGS, "without", ...CHANGE],
    about: "change the rules of a step; comments stay",
    examples: ["edit step create-invoice --max-attempts 5 --without catch"],
    load: async () => (await import("../edit-step.ts")).editStepOfProject,
  },
  "rename step": {
    words: ["name of the step", "new name"],
    usage: "[old] [new]",
    flags: CHANGE,
    about: "rename a step and its code",
    examples: ["rename step create-invoice send-invoice"],
    load: async () => (await import("../rename-step.ts")).renameStepOfProject,
  },
  "remove step": {
    words: ["name of the step"],
    usage: "<name>",
    flags: CHANGE,
    about: "remove a step; code you wrote stays",
    examples: ["remove step create-invoice --dry-run"],
    load: async () => (await import("../remove-step.ts")).removeStepFromProject,
  },
  sync: {
    words: [],
    usage: "",
    flags: ["restore", ...CHANGE],
    about: "regenerate the project from workflow.yaml",
    examples: ["sync", "sync --diff template.yaml", "sync --restore template.yaml"],
    load: async () => (await import("../sync.ts")).syncProject,
  },
  upgrade: {
    words: [],
    usage: "",
    flags: CHANGE,
    about: "regenerate with this version and merge your edits",
    examples: ["upgrade --dry-run", "upgrade"],
    load: async () => (await import("../upgrade.ts")).upgradeProject,
  },
  check: {
    words: [],
    usage: "",
    flags: ["strict", ...PLAN],
    about: "exit with 1 if sync would change something, for CI",
    examples: ["check", "check --diff"],
    load: async () => (await import("../check.ts")).checkProject,
  },
  status: {
    words: [],
    usage: "",
    flags: ["json", "cwd"],
    about: "show state and next commands, like unchain alone",
    examples: ["status"],
    load: async () => (await import("../status.ts")).showStatus,
  },
  explain: {
    words: ["file"],
    usage: "[file]",
    flags: [...EXPLAIN_FLAGS, "json", "cwd"],
    about: "compare the costs and failures of several designs",
    examples: ["explain", "explain --duration 1.5s --rate 100/s --html explain.html"],
    load: async () => (await import("../explain.ts")).explainCommand,
  },
  schema: {
    words: [],
    usage: "",
    flags: ["output", "json"],
    about: "print the JSON Schema of workflow.yaml",
    examples: ["schema > workflow.schema.json", "schema --output result"],
    load: async () => (await import("../schema.ts")).printSchema,
  },
  completion: {
    words: ["shell"],
    usage: "<shell>",
    flags: [],
    about: "print completion for bash, zsh, fish or powershell",
    more: [
      "  bash        unchain completion bash >> ~/.bashrc",
      '  zsh         unchain completion zsh > "${fpath[1]}/_unchain"',
      "  fish        unchain completion fish > ~/.config/fish/completions/unchain.fish",
      "  powershell  unchain completion powershell >> $PROFILE",
    ],
    examples: ["completion bash"],
    load: async () => (await import("../../cli/completion/completion.ts")).printCompletion,
  },
} as const satisfies Record<string, CommandDefinition>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export const isCommand = (words: string): words is CommandName => Object.hasOwn(COMMANDS, words);

/** Returns the first word of a command, which several may have: `add` of `add step`. */
export const firstWordOf = (name: CommandName): string => name.split(" ")[0] ?? name;

/** Returns the definition of a command, with all that one may have. */
export const commandOf = (name: CommandName): CommandDefinition => COMMANDS[name];

/** Returns the flags that a command understands, without their dashes. */
export const flagsOf = (name: CommandName): readonly Flag[] => [
  ...COMMANDS[name].flags,
  "help",
  "version",
];
