import { testFixtures } from "./test-fixtures.ts";

testFixtures("state-machine");
