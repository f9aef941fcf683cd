import { testChanges } from "./random-changes.ts";

testChanges(Number(process.env.FUZZ_RUNS ?? 600));
