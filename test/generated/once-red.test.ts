import { test } from "vitest";
import { onceRed } from "./once-red.ts";
import { expectGreen } from "./random/random-projects.ts";

test.each(Object.entries(onceRed))("no test is red any more in a project with %s", (_, text) =>
  expectGreen(text),
);
