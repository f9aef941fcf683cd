#!/usr/bin/env node
import { refusal } from "./node-range.ts";

// The only file that an old Node reads: as JavaScript, it has no syntax that Node 12 lacks.
const refused = refusal(process.versions.node);
if (refused === undefined) {
  import("./main.ts").then(({ main }) => main());
} else {
  process.exitCode = 1;
  process.stderr.write(`${refused}\n`);
}
