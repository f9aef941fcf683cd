import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments/arguments.ts";
import type { UnknownWord } from "../../../src/cli/arguments/find-command.ts";
import type { Invocation } from "../../../src/cli/arguments/invocation.ts";
import { choicesOf } from "../../../src/commands/definitions/flags.ts";
import { packageManagers } from "../../../src/plan/package-manager.ts";
import { workflowJsonSchema } from "../../../src/workflow/grammar/json-schema.ts";
import { byName } from "../../messages/by-name.ts";

const parse = (line: string, program = "create-unchain") =>
  parseArguments(line.split(" ").filter(Boolean), program);

const command = (invocation: Invocation) => {
  if (invocation.kind !== "command") throw new Error(JSON.stringify(invocation));
  return { ...invocation, options: invocation.options as Readonly<Record<string, unknown>> };
};

const problems = (invocation: Invocation) => {
  if (invocation.kind !== "usage-error") throw new Error(JSON.stringify(invocation));
  return byName(invocation.problems);
};

describe("the command", () => {
  test.each([
    ["create-unchain", "my-app", "new", "my-app"],
    ["create-unchain", "new my-app", "new", "my-app"],
    ["create-unchain", "new", "new", undefined],
    ["create-unchain", "./new", "new", "./new"],
    ["create-unchain", "schema", "schema", undefined],
    ["create-unchain", "--yes new", "new", undefined],
    ["create-unchain", "-- my-app", "new", "my-app"],
    ["create-unchain", "new new", "new", "new"],
    ["unchain", "new my-app", "new", "my-app"],
    ["unchain", "schema", "schema", undefined],
    ["cli", "my-app", "new", "my-app"],
    ["create-unchain", "add step", "add step", undefined],
    ["create-unchain", "add step send", "add step", "send"],
    ["unchain", "add --after x step send", "add step", "send"],
    ["unchain", "remove step send", "remove step", "send"],
    ["unchain", "sync", "sync", undefined],
    ["unchain", "upgrade --yes", "upgrade", undefined],
    ["unchain", "check", "check", undefined],
    ["create-unchain", "./add", "new", "./add"],
    ["create-unchain", "new sync", "new", "sync"],
  ])("%s %s is %s in %s", (program, line, name, directory) => {
    const parsed = command(parse(line, program));
    expect([parsed.command, parsed.words[0]]).toEqual([name, directory]);
  });

  test("an unknown command of unchain is not a directory", () => {
    expect(problems(parse("shcema", "unchain"))).toMatchObject([
      { code: "UNKNOWN_COMMAND", suggestion: "Did you mean:  unchain schema" },
    ]);
    expect(problems(parse("my-app", "unchain"))[0]?.suggestion).toContain("unchain new my-app");
  });

  test.each([
    ["unchain", "add", /--help. Run: {2}unchain add step$/],
    ["create-unchain", "add", /Run: {2}unchain add step$/],
    ["unchain", "add send-parcel", /Did you mean: {2}unchain add step send-parcel$/],
    ["unchain", "remove stpe send", /Did you mean: {2}unchain remove step send$/],
    ["unchain", "delete send", "Did you mean:  unchain remove step"],
    ["unchain", "stat", "Did you mean:  unchain status"],
    ["unchain", "remvoe step send", "Did you mean:  unchain remove step"],
    ["unchain", "snyc", "Did you mean:  unchain sync"],
    ["unchain", "hlep", "Did you mean:  unchain help"],
    ["unchain", "help hlep", "Did you mean:  unchain help"],
    ["unchain", "help snyc", "Did you mean:  unchain help sync"],
  ])("%s %s: %s", (program, line, suggestion) => {
    expect(problems(parse(line, program))).toMatchObject([
      {
        code: "UNKNOWN_COMMAND",
        suggestion: typeof suggestion === "string" ? suggestion : expect.stringMatching(suggestion),
      },
    ]);
  });

  test.each([
    ["create-unchain", "upgarde --yes", { word: "upgarde", meant: "upgrade" }],
    ["create-unchain", "ad step x --cwd a", { word: "ad", meant: "add step" }],
    ["unchain", "snyc", { word: "snyc", meant: "sync" }],
    ["create-unchain", "my-app", { word: "my-app" }],
    ["create-unchain", "./upgarde", undefined],
    ["create-unchain", "services/my-app", undefined],
    ["create-unchain", ".", undefined],
    ["create-unchain", "new upgarde", undefined],
  ])("%s %s begins with a word that is no command: %j", (program, line, unknown) => {
    expect((parse(line, program) as { unknown?: UnknownWord }).unknown).toEqual(unknown);
  });

  test.each(["", "--json", "--cwd shop"])(
    "without a word, with %s, a project says where one is",
    (line) => {
      expect(command(parse(line))).toMatchObject({
        command: "status",
        outside: { kind: "command", command: "new" },
      });
      expect(command(parse(line, "unchain"))).toMatchObject({
        command: "status",
        outside: { kind: "help" },
      });
    },
  );

  test("without a word, flags of a new project ask for one", () => {
    expect(command(parse("--yes")).command).toBe("new");
    expect(command(parse("--workflow w.yaml")).command).toBe("new");
  });

  test.each([
    ["unchain", "help"],
    ["unchain", "help sync"],
    ["create-unchain", "help"],
  ])("%s %s shows its help", (program, line) => {
    expect(parse(line, program).kind).toBe("help");
  });

  test("a directory may be called help", () => {
    expect(parse("./help")).toMatchObject({ command: "new", words: ["./help"] });
  });

  test.each([["a b"], ["new a b"], ["schema a"], ["sync a"], ["check a b"], ["add step a b"]])(
    "%s has one word too many",
    (line) => {
      expect(problems(parse(line))).toMatchObject([{ code: "UNEXPECTED_ARGUMENT" }]);
    },
  );

  test("an empty directory is refused", () => {
    expect(problems(parseArguments([""], "create-unchain"))).toMatchObject([
      { code: "INVALID_VALUE" },
    ]);
  });
});

test("the words behind a command are the names of steps", () => {
  expect(command(parse("rename step a b"))).toMatchObject({ words: ["a", "b"] });
  expect(command(parse("rename step a")).words).toEqual(["a"]);
  expect(command(parse("edit step a --without catch --without retry")).options.without).toEqual([
    "catch",
    "retry",
  ]);
});

test("explain takes a file, or standard input, and some of its flags more than once", () => {
  const line = "explain - --duration a=1s --duration=b=2s --memory 512 --rate 1/s";
  expect(command(parse(line))).toMatchObject({
    command: "explain",
    words: ["-"],
    options: { duration: ["a=1s", "b=2s"], memory: ["512"], rate: "1/s" },
  });
});

test("a command has the options of its own flags and no others", () => {
  const invocation = parse("schema --output result");
  if (invocation.kind !== "command" || invocation.command !== "schema") throw new Error();
  expect(invocation.options).toEqual({ output: "result", json: false });
  // @ts-expect-error: `schema` has no --yes.
  expect(invocation.options.yes).toBeUndefined();
});

describe("flags", () => {
  test("nothing given: install, commit, ask", () => {
    expect(command(parse("new")).options).toEqual({
      yes: false,
      dryRun: false,
      json: false,
      install: true,
      git: true,
      merge: false,
    });
  });

  test("everything given, in both spellings of a value", () => {
    const line =
      "app --workflow=- --transport queue --infrastructure=sam --package-manager pnpm --cwd=/x -y --dry-run --json --no-install --no-git --merge";
    expect(command(parse(line)).options).toEqual({
      workflow: "-",
      transport: "queue",
      infrastructure: "sam",
      packageManager: "pnpm",
      cwd: "/x",
      yes: true,
      dryRun: true,
      json: true,
      install: false,
      git: false,
      merge: true,
    });
  });

  test.each([
    ["--as construct", "construct", "cdk"],
    ["--as module --infrastructure=terraform", "module", "terraform"],
  ])("%s says what deploys it", (flags, as, infrastructure) => {
    expect(command(parse(`app ${flags}`)).options).toMatchObject({ as, infrastructure });
  });

  test("a part of another tool than the one that is named is refused", () => {
    expect(problems(parse("app --as module --infrastructure sam"))).toEqual([
      {
        code: "CONFLICTING_FLAGS",
        message: "--as module goes with --infrastructure terraform, not with sam",
        suggestion: "Remove --infrastructure: --as module implies it",
      },
    ]);
    expect(problems(parse("app --as stack")).map(({ code }) => code)).toEqual(["INVALID_VALUE"]);
  });

  test("the first -- is a package manager's, wherever it is", () => {
    expect(command(parse("app -- --yes")).options.yes).toBe(true);
    expect(command(parse("-- app --yes"))).toMatchObject({
      words: ["app"],
      options: { yes: true },
    });
    expect(command(parse("-- -- --yes")).words[0]).toBe("--yes");
  });

  test("letters behind one dash that are not all flags are no call for help", () => {
    expect(problems(parse("--yes -- -dash"))).toMatchObject([
      {
        code: "UNKNOWN_FLAG",
        message: "Unknown flag -dash",
        suggestion: expect.stringContaining("./-dash"),
      },
    ]);
    expect(problems(parse("-help"))[0]?.suggestion).toContain("Did you mean --help?");
    expect(parse("-yh").kind).toBe("help");
    expect(command(parse("./-dash -y")).words[0]).toBe("./-dash");
    expect(command(parse("add step a --description=-dash", "unchain")).words[0]).toBe("a");
  });

  test.each(["--transprt queue", "sync --afetr create-order", "--yess sync now"])(
    "the word behind an unknown flag is its value, but a command is one: %s",
    (line) => {
      expect(problems(parse(line, "unchain")).map(({ code }) => code)).toEqual(
        line.endsWith("now") ? ["UNKNOWN_FLAG", "UNEXPECTED_ARGUMENT"] : ["UNKNOWN_FLAG"],
      );
    },
  );

  test.each([
    ["app --diff", "app", true],
    ["app --diff template.yaml", "app", "template.yaml"],
    ["--diff app", "app", true],
    ["--diff=template.yaml app", "app", "template.yaml"],
    ["app --diff --json", "app", true],
    ["app --diff=", "app", true],
  ])("%s: directory %s, diff %s, and a dry run", (line, directory, diff) => {
    const parsed = command(parse(line));
    expect(parsed.words[0]).toBe(directory);
    expect(parsed.options).toMatchObject({ diff, dryRun: true });
  });

  test.each([
    ["--transprot queue", "UNKNOWN_FLAG", "Did you mean --transport?"],
    ["--dryrun", "UNKNOWN_FLAG", "Did you mean --dry-run?"],
    ["--install", "UNKNOWN_FLAG", "Did you mean --no-install?"],
    ["--zzz", "UNKNOWN_FLAG", "Flags:  unchain new --help"],
    ["-x", "UNKNOWN_FLAG", "Flags:  unchain new --help"],
    ["--transport sqs", "INVALID_VALUE", "Did you mean --transport queue?"],
    ["--transport sns", "INVALID_VALUE", "Use --transport queue|state-machine"],
    ["--transport quue", "INVALID_VALUE", "Did you mean --transport queue?"],
    ["--transport", "MISSING_VALUE", "Use --transport queue|state-machine"],
    ["--transport --yes", "MISSING_VALUE", "Use --transport queue|state-machine"],
    ["--workflow=", "MISSING_VALUE", "Use --workflow <file>, or - for standard input"],
    ["--yes=true", "UNEXPECTED_VALUE", "Use --yes without a value, or remove it"],
  ])("%s is %s: %s", (line, code, suggestion) => {
    expect(problems(parse(line))).toMatchObject([{ code, suggestion }]);
  });

  test.each([
    ["sync --diff template.yaml", undefined, "template.yaml"],
    ["check --diff", undefined, true],
    ["add step --diff send", "send", true],
    ["add step send --diff test", "send", "test"],
  ])("%s: argument %s, diff %s", (line, argument, diff) => {
    const parsed = command(parse(line));
    expect([parsed.words[0], parsed.options.diff]).toEqual([argument, diff]);
  });

  test("the rules of a new step, of which catch may be repeated", () => {
    const line =
      "add step send --after pack --timeout 20s --timeout=20s --catch A:fail --catch B,C:continue --on-failure compensate --conflict markers --allow-dirty";
    expect(command(parse(line)).options).toMatchObject({
      after: "pack",
      timeout: "20s",
      catch: ["A:fail", "B,C:continue"],
      onFailure: "compensate",
      conflict: "markers",
      allowDirty: true,
    });
  });

  test.each([
    ["sync --after a", "UNEXPECTED_FLAG", "Commands with this flag: add step"],
    ["check --allow-dirty", "UNEXPECTED_FLAG", /rename step, remove step, sync/],
    ["add step x --without catch", "UNEXPECTED_FLAG", "Commands with this flag: edit step"],
    ["edit step x --without ctach", "INVALID_VALUE", "Did you mean --without catch?"],
    ["edit step x --without retries", "INVALID_VALUE", "Did you mean --without retry?"],
    ["edit step x --without name", "INVALID_VALUE", /^Use --without description\|timeout\|/],
    ["sync now", "UNEXPECTED_ARGUMENT", "Remove it. Flags:  unchain sync --help"],
    ["rename step a b c", "UNEXPECTED_ARGUMENT", /Quote/],
    ["app --timeout 3s", "UNEXPECTED_FLAG", "Commands with this flag: add step, edit step"],
    ["sync --transport queue", "UNEXPECTED_FLAG", /transport in workflow.yaml.*unchain sync/],
    ["schema --yes", "UNEXPECTED_FLAG", /flag: new/],
    ["schema --output reslut", "INVALID_VALUE", "Did you mean --output result?"],
    ["sync --output result", "UNEXPECTED_FLAG", "Commands with this flag: schema"],
    ["sync --afetr a", "UNKNOWN_FLAG", "Flags:  unchain sync --help"],
    ["add step x --afetr a", "UNKNOWN_FLAG", "Did you mean --after?"],
    ["add step x --after a --before b", "CONFLICTING_FLAGS", "Use one of them"],
    ["add step x --timeout 1s --timeout 2s", "CONFLICTING_FLAGS", "Give --timeout once"],
    ["sync --diff=a --diff=b", "CONFLICTING_FLAGS", "Give --diff once"],
    ["sync --diff a --diff b", "UNEXPECTED_ARGUMENT", /^Remove it/],
    ["add step x --on-failure undo", "INVALID_VALUE", "Did you mean --on-failure compensate?"],
    ["add step x --on-failure retry", "INVALID_VALUE", /use --max-attempts 5, and in --on-failure/],
    ["add step x --max-attempts -1", "INVALID_VALUE", /^Use --max-attempts 0 for no retry/],
    ["add step x --timeout=-3s", "INVALID_VALUE", "Use e.g. --timeout 30s"],
    ["completion", "MISSING_VALUE", /unchain completion --help/],
    ["completion zhs", "INVALID_VALUE", "Did you mean:  unchain completion zsh"],
    ["completion pwsh", "INVALID_VALUE", "Did you mean:  unchain completion powershell"],
    ["add step x --jitter ful", "INVALID_VALUE", "Did you mean --jitter full?"],
    ["add step x --max-attempts", "MISSING_VALUE", "Use --max-attempts 3"],
    ["sync --conflict ours", "INVALID_VALUE", "Use --conflict markers"],
  ])("%s is %s", (line, code, suggestion) => {
    const found = problems(parse(line)).filter((problem) => problem.code === code);
    expect(found).toMatchObject([
      {
        suggestion: typeof suggestion === "string" ? suggestion : expect.stringMatching(suggestion),
      },
    ]);
  });

  test("all mistakes are told at once, and as JSON where that was asked for", () => {
    const parsed = parse("a b --nope --transport x --json");
    expect(parsed.json).toBe(true);
    expect(problems(parsed).map(({ code }) => code)).toEqual([
      "UNKNOWN_FLAG",
      "INVALID_VALUE",
      "UNEXPECTED_ARGUMENT",
    ]);
  });

  test("help and version win over mistakes", () => {
    expect(parse("--nope --help").kind).toBe("help");
    expect(parse("-v").kind).toBe("version");
  });
});

test("flags that take one of a few values take those of workflow.yaml, and every package manager", () => {
  expect(choicesOf("package-manager")).toEqual(packageManagers);
  const { properties, definitions } = workflowJsonSchema() as Schema;
  const step = definitions.step?.properties;
  expect(choicesOf("transport")).toEqual(properties.transport?.enum);
  expect(choicesOf("infrastructure")).toEqual(properties.infrastructure?.enum);
  expect(choicesOf("as")).toEqual(properties.as?.enum);
  expect(choicesOf("jitter")).toEqual(step?.retry?.properties?.jitter?.enum);
  expect(choicesOf("on-failure")).toEqual(step?.onFailure?.enum);
});

interface Properties {
  readonly [name: string]: { readonly enum?: readonly string[]; readonly properties?: Properties };
}

interface Schema {
  readonly properties: Properties;
  readonly definitions: Readonly<Record<string, { readonly properties: Properties }>>;
}
