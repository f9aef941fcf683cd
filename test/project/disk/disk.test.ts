import { expect, test } from "vitest";
import { readDisk } from "../../../src/project/disk/disk.ts";
import { disk } from "../faulty-fs.ts";

test("tells what is at each path, and leaves out what is absent", () => {
  const { fs, raw } = disk({
    "/shop/a.ts": "\ufeffa\r\n",
    "/shop/dir": null,
    "/shop/lib/real.ts": "real",
    "/outside/secret": "secret",
  });
  raw.writeFileSync("/shop/image.png", Buffer.from([0x89, 0xff, 0xfe]));
  raw.symlinkSync("/outside/secret", "/shop/link");
  raw.symlinkSync("/outside", "/shop/out");
  raw.symlinkSync("lib", "/shop/in");
  raw.symlinkSync("/nowhere", "/shop/broken");
  const paths = [
    "a.ts",
    "dir",
    "image.png",
    "link",
    "out/secret",
    "out/deep/secret",
    "in/real.ts",
    "broken/a",
    "a.ts/b",
    "absent.ts",
    "absent/absent.ts",
  ];
  expect(readDisk("/shop", paths, fs)).toEqual(
    new Map([
      ["a.ts", { kind: "file", text: "\ufeffa\r\n" }],
      ["dir", { kind: "directory" }],
      ["image.png", { kind: "binary" }],
      ["link", { kind: "symlink" }],
      ["out/secret", { kind: "blocked", by: "out" }],
      ["out/deep/secret", { kind: "blocked", by: "out" }],
      ["in/real.ts", { kind: "file", text: "real" }],
      ["broken/a", { kind: "blocked", by: "broken" }],
      ["a.ts/b", { kind: "blocked", by: "a.ts" }],
    ]),
  );
});

test("a root that is a link is followed, one that is absent is empty", () => {
  const { fs, raw } = disk({ "/real/src/a.ts": "a" });
  raw.symlinkSync("/real", "/shop");
  expect(readDisk("/shop", ["src/a.ts"], fs)).toEqual(
    new Map([["src/a.ts", { kind: "file", text: "a" }]]),
  );
  expect(readDisk("/absent", ["src/a.ts"], fs)).toEqual(new Map());
});
