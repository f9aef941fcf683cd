import { testRandomProjects } from "../generated/random-projects.ts";

testRandomProjects("queue", 1_000);
