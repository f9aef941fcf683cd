import { describe, expect, test } from "vitest";
import { generatorProblem } from "../../src/commands/generator-version.ts";
import { version } from "../../src/version.ts";

const COMMANDS = ["add step", "remove step", "sync", "check", "upgrade"];

test.each(COMMANDS)("%s goes on in a project of its own version", (command) => {
  expect(generatorProblem(version, command)).toBeUndefined();
});

describe("a project of an older version", () => {
  test("is upgraded", () => {
    expect(generatorProblem("0.1.0", "upgrade", "0.2.0")).toBeUndefined();
    expect(generatorProblem("0.9.0", "upgrade", "0.10.0")).toBeUndefined();
    expect(generatorProblem("1.0.0-rc.1", "upgrade", "1.0.0")).toBeUndefined();
  });

  test.each(COMMANDS.slice(0, -1))("is not changed on the way by %s", (command) => {
    expect(generatorProblem("0.1.0", command, "0.2.0")).toEqual({
      code: "GENERATED_BY_OLDER",
      message: expect.stringContaining("Unchain 0.1.0 has generated this project"),
      suggestion: `Run unchain upgrade first, or use that version: npx --package create-unchain@0.1.0 unchain ${command}`,
      path: ".unchain/lock.json",
    });
  });
});

describe("a project of a newer version", () => {
  test.each(COMMANDS)("is not taken back by %s", (command) => {
    expect(generatorProblem("0.10.0", command, "0.9.1")).toMatchObject({
      code: "GENERATED_BY_NEWER",
      suggestion: `Use that version or a newer one: npx --package create-unchain@0.10.0 unchain ${command}`,
    });
  });

  test("is one of a release, for its candidate", () => {
    expect(generatorProblem("1.0.0", "upgrade", "1.0.0-rc.1")?.code).toBe("GENERATED_BY_NEWER");
  });
});

test.each(["", "latest", "^0.1.0", "v0.1.0", "0.1", "0.1.0 || 9", "file:../evil", "0.1.0\n"])(
  "what is no version is not used: %j",
  (generator) => {
    expect(generatorProblem(generator, "upgrade")?.code).toBe("INVALID_LOCK");
  },
);
