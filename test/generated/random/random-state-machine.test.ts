import { testRandomProjects } from "./random-projects.ts";

testRandomProjects("state-machine", 30);
