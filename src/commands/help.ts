/** What `--help` prints. */
export const HELP = `Make an AWS Lambda project in which no function waits for another.

Usage
  create-unchain [dir] [flags]   a new project; the same as: unchain new [dir]
  unchain schema                 print the JSON Schema of workflow.yaml
  npm create unchain@latest [dir] -- [flags]

Without flags you are asked for the steps of your workflow, and what happens
when each of them fails.

What to make
  --workflow <file|->       the workflow, YAML or JSON; - reads standard input
  --transport <name>        queue | state-machine; wins over the file
  --infrastructure <name>   sam; wins over the file
  --package-manager <name>  npm | pnpm | yarn | bun
  -y, --yes                 no questions; without --workflow: the order example

How to make it
  --dry-run                 show what would be made, write nothing
  --diff [path]             show the contents too (of one file or folder); a dry
                            run. Name the directory first: app --diff README.md
  --no-install              do not install packages
  --no-git                  make no repository and no first commit
  --cwd <dir>               work as if started there
  --json                    print one JSON document; all else goes to stderr

  -h, --help                this text
  -v, --version             the version

Examples
  npm create unchain@latest
  npm create unchain@latest shop -- --yes
  npm create unchain@latest shop -- --workflow workflow.yaml
  npx create-unchain@latest shop --workflow - --json < workflow.json

Exit codes
  0 the result exists   1 failed   2 wrong usage or invalid workflow
  3 files in the way, or answers missing without a terminal   130 cancelled

A directory with the name of a command is ./new or ./schema.
`;
