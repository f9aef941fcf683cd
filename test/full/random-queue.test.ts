import { testRandomProjects } from "../generated/random/random-projects.ts";

testRandomProjects("queue", 1_000);
