import { testMutants } from "../test-mutants.ts";

testMutants("state-machine");
