import { testChanges } from "./random-changes.ts";
testChanges(40);
