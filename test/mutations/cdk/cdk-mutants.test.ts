import { testMutants } from "../test-mutants.ts";

testMutants("queue", "cdk");
testMutants("state-machine", "cdk");
