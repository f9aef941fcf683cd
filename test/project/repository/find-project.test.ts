import { expect, test } from "vitest";
import { findProject } from "../../../src/project/repository/find-project.ts";
import { disk } from "../faulty-fs.ts";

test("the nearest project upwards", () => {
  const { fs } = disk({
    "/repo/.unchain/lock.json": "{}",
    "/repo/services/shop/.unchain/lock.json": "{}",
    "/repo/services/shop/src/steps/a.ts": "",
    "/repo/docs/a.md": "",
    "/other/.unchain/running": "",
  });
  expect(findProject("/repo/services/shop/src/steps", fs)).toBe("/repo/services/shop");
  expect(findProject("/repo/services/shop", fs)).toBe("/repo/services/shop");
  expect(findProject("/repo/docs", fs)).toBe("/repo");
  expect(findProject("/other", fs)).toBeUndefined();
});

test("a run that was killed while it replaced the lock has left a project all the same", () => {
  const { fs } = disk({ "/shop/.unchain/journal.json": "{}", "/shop/src/a.ts": "" });
  expect(findProject("/shop/src", fs)).toBe("/shop");
});
