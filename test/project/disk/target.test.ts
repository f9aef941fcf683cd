import { expect, test } from "vitest";
import { ProjectError } from "../../../src/project/disk/project-error.ts";
import { filesInTheWay, listTarget } from "../../../src/project/disk/target.ts";
import { disk } from "../faulty-fs.ts";

test("what git, a desktop, an editor or a forge leaves is not in the way of a new project", () => {
  expect(
    filesInTheWay([".git", ".DS_Store", "Thumbs.db", ".idea", "shop.iml", ".vscode", "LICENSE"]),
  ).toEqual([]);
});

test("everything else is, and is named", () => {
  expect(filesInTheWay(["src", ".git", "README.md", ".gitignore"])).toEqual([
    ".gitignore",
    "README.md",
    "src",
  ]);
});

test("a target that does not exist is empty, one that is a file is an error", () => {
  const { fs } = disk({ "/home/file": "", "/home/shop/a": "" });
  expect(listTarget("/home/absent", fs)).toEqual([]);
  expect(listTarget("/home/shop", fs)).toEqual(["a"]);
  expect(() => listTarget("/home/file", fs)).toThrow(ProjectError);
});
