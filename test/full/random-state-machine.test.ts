import { testRandomProjects } from "../generated/random/random-projects.ts";

testRandomProjects("state-machine", 1_000);
