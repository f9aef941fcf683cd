import { expect, test } from "vitest";
import { changeDirectory } from "../../../src/commands/create/next-commands.ts";

test.each([
  ["/x/app", ["cd app"]],
  ["/x/my app", ['cd "my app"']],
  ["/up", ["cd ../up"]],
  ["/x", []],
  ["/x/-app", ["cd ./-app"]],
  ["/x/~/app", ["cd ./~/app"]],
])("the way from /x to %s", (to, commands) => {
  expect(changeDirectory("/x", to)).toEqual(commands);
});
