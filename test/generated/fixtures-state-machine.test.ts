import { testFixtures } from "./run/test-fixtures.ts";

testFixtures("state-machine");
