import { testMutants } from "../test-mutants.ts";

testMutants("queue", "terraform");
testMutants("state-machine", "terraform");
