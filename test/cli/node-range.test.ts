import semver from "semver";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { refusal } from "../../src/cli/node-range.ts";
import { versions } from "../../src/plan/versions.ts";

describe("the versions of Node.js", () => {
  test("are the same for Unchain and for what it makes", () => {
    expect(versions.nodeEngine).toBe(packageJson.engines.node);
  });

  test("are refused where `engines` leaves them out, and only there", () => {
    const all = Array.from({ length: 16 * 30 }, (_, n) => `${12 + Math.floor(n / 30)}.${n % 30}.0`);
    const refused = all.filter((version) => refusal(version) !== undefined);
    expect(refused).toEqual(all.filter((one) => !semver.satisfies(one, versions.nodeEngine)));
  });

  test("are told in one line, with what would work", () => {
    expect(refusal("18.20.8")?.split("\n")).toEqual([
      "Unchain needs Node.js 20.19 or a later 20, 22.12 or a later 22, or 24 and later; this is 18.20.8.",
      "  fix: Install Node.js 24 from https://nodejs.org/en/download, then run it again.",
      "  code: NODE_VERSION",
    ]);
  });
});
