import { testFixtures } from "./test-fixtures.ts";

testFixtures("queue");
