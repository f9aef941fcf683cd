import { testFixtures } from "./run/test-fixtures.ts";

testFixtures("queue");
