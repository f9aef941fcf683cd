import { testRandomProjects } from "../generated/random-projects.ts";

testRandomProjects("state-machine", 1_000);
