import { homepage } from "../cli/version.ts";

/** Explains what a path begins with. */
export const ABOUT_PATHS = `The state has input, and what each step returned as results.<stepName>. ${homepage}#workflowyaml`;

/** Explains the kinds of step. */
export const ABOUT_KINDS = `A step is a function with your code, or one of these. ${homepage}#steps-other-than-a-function`;
