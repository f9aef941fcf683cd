import { describe, expect, test } from "vitest";
import { version } from "../../../src/cli/version.ts";
import { generatorProblem } from "../../../src/commands/change/generator-version.ts";

test.each([true, false])(
  "a project of its own version is changed, upgrade or not: %s",
  (isUpgrade) => {
    expect(generatorProblem(version, isUpgrade)).toBeUndefined();
  },
);

describe("a project of an older version", () => {
  test("is upgraded", () => {
    expect(generatorProblem("0.1.0", true, "0.2.0")).toBeUndefined();
    expect(generatorProblem("0.9.0", true, "0.10.0")).toBeUndefined();
    expect(generatorProblem("1.0.0-rc.1", true, "1.0.0")).toBeUndefined();
  });

  test("is not upgraded on the way by another command", () => {
    expect(generatorProblem("0.1.0", false, "0.2.0")).toEqual({
      code: "GENERATED_BY_OLDER",
      message: expect.stringContaining("Unchain 0.1.0 generated this project"),
      suggestion: "Use that version (npx --package create-unchain@0.1.0 unchain), or first run:",
      run: { words: ["upgrade"] },
      path: ".unchain/lock.json",
    });
  });
});

describe("a project of a newer version", () => {
  test.each([true, false])("is not taken back, upgrade or not: %s", (isUpgrade) => {
    expect(generatorProblem("0.10.0", isUpgrade, "0.9.1")).toMatchObject({
      code: "GENERATED_BY_NEWER",
      suggestion: "Use that version or a later one: npx --package create-unchain@0.10.0 unchain",
    });
  });

  test("is one of a release, for its candidate", () => {
    expect(generatorProblem("1.0.0", true, "1.0.0-rc.1")?.code).toBe("GENERATED_BY_NEWER");
  });
});

test.each(["", "latest", "^0.1.0", "v0.1.0", "0.1", "0.1.0 || 9", "file:../evil", "0.1.0\n"])(
  "what is no version is not used: %j",
  (generator) => {
    expect(generatorProblem(generator, true)?.code).toBe("INVALID_LOCK");
  },
);
