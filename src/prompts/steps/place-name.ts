/** Returns what a directory is called in a sentence. */
export const placeName = (named: string): string =>
  /^[.][/\\]*$/.test(named) ? "this directory" : named;
