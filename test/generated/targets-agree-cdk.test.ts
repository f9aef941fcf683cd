import { testAgreement } from "./targets-agree.ts";

testAgreement("cdk", 30);
