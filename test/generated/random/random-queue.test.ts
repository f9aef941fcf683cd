import { testRandomProjects } from "./random-projects.ts";

testRandomProjects("queue", 30);
