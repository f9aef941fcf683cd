import { build } from "../../scripts/bundle.ts";

/** Builds dist/ once before the end-to-end tests, which run the package as it is published. */
export default async function setup(): Promise<void> {
  await build();
}
