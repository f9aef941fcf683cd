/** What `--help` prints. */
export const HELP = `Make an AWS Lambda project in which no function waits for another.

Usage
  create-unchain [dir] [flags]   a new project; the same as: unchain new [dir]
  npm create unchain@latest [dir] -- [flags]

In a project
  unchain add step [name]        add a step to workflow.yaml, and all it needs
  unchain edit step [name]       give it other rules; comments stay
  unchain rename step [old] [new]  give it another name; its code goes with it
  unchain remove step <name>     take it out again; code you wrote stays
  unchain sync                   make the project what workflow.yaml says
  unchain upgrade                the same with this version of Unchain
  unchain check                  exit 1 where sync would change something
  unchain explain [file|-]       what nested calls, queues and a state machine
                                 cost, wait for and survive for this workflow
  unchain schema                 print the JSON Schema of workflow.yaml

Without flags you are asked for the steps of your workflow, and what happens
when each of them fails.

A new project
  --workflow <file|->       the workflow, YAML or JSON; - reads standard input
  --transport <name>        queue | state-machine; wins over the file
  --infrastructure <name>   sam; wins over the file
  --package-manager <name>  npm | pnpm | yarn | bun
  --no-git                  make no repository and no first commit

A step (left out: the default, or with edit what it is)
  --after, --before <step>  where a new one goes (at the end)
  --wait <duration>         it is no function, but a pause
  --approval <duration>     it asks, and waits so long for an answer
  --description <text>      one line for the README
  --timeout <duration>      of one try, 1s to 15m (30s)
  --max-attempts <number>   retries after the first try (3)
  --interval <duration>     before the first retry (2s)
  --backoff-rate <number>   each further wait is longer by this factor (2)
  --max-delay <duration>    no wait is longer (1m)
  --jitter <full|none>      spread the waits at random (full)
  --catch <Error,…>:<what>  errors not worth a retry, and what follows them;
                            may be repeated
  --on-failure <what>       fail | compensate | continue | fallback (fail)
  --fallback <step>         the step that runs in its place
  --compensation <step>     the step that undoes it
  --concurrency <number>    at most so many at once
  --idempotency natural     it is safe to repeat as it is
  --idempotency-key <path>  done once for all workflows with the same key,
  --idempotency-window 1h   for so long (28d)
  --claim-check             its result is kept in S3, a reference passed on
  --expected-duration 1.5s  how long a try takes, for unchain explain
  --expected-memory <MB>    the memory of its function, for unchain explain
  --without <rule>          edit: takes out description, timeout, retry, catch,
                            on-failure, fallback, compensation, concurrency,
                            idempotency, claim-check, expected; may be repeated

A change
  --allow-dirty             write over edits that are not committed too
  --restore <path>          sync: make a generated file what is generated again
  --conflict markers        write conflicts into the files, for a merge tool

What is explained (left out: as workflow.yaml expects it, else assumed)
  --duration <step>=1.5s    how long a step takes; without <step>= all of them;
                            may be repeated
  --memory <step>=512       the memory of its function in MB; the same
  --rate 100/s              how often the workflow is started: s, m, h or d
  --items 10                how many items each map has
  --region <region>         us-east-1 | eu-west-1 | eu-central-1 (us-east-1)
  --prices <file>           prices of your own, JSON or YAML: docs/explain.md
  --architecture <name>     arm64 | x86_64 (arm64)
  --html <file>             write a page with pictures, in which steps can fail
  --run <file>              with --html: show a run, npm run local -- --json
  --svg <file>              write a picture for a README: who works, who waits

All commands, but that schema takes --json and --output only, and explain
--json and --cwd besides its own
  --output <workflow|result|explanation>
                            the schema of workflow.yaml, or of what --json
                            prints (workflow)
  -y, --yes                 no questions; new without --workflow: the example
  --dry-run                 show what would be done, write nothing
  --diff [path]             show the contents too (of one file or folder); a dry
                            run. Name the directory first: app --diff README.md
  --no-install              do not install packages (check never does)
  --cwd <dir>               work as if started there
  --json                    print one JSON document; all else goes to stderr
  -h, --help, help          this text
  -v, --version             the version

Examples
  npm create unchain@latest
  npm create unchain@latest shop -- --workflow workflow.yaml
  npx create-unchain@latest shop --workflow - --json < workflow.json
  npx create-unchain@latest add step send-parcel --after create-invoice
  npx create-unchain@latest sync --diff template.yaml

Exit codes
  0 the result exists   1 failed   2 wrong usage or invalid workflow
  3 conflicts, or answers missing without a terminal   130 cancelled

A directory with the name of a command is ./new, ./help and so on.`;
