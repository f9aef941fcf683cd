// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text of others without the control characters that could move the cursor or change what a terminal shows. */
export function withoutControls(text: string): string {
  return text.replace(control, "\ufffd");
}
