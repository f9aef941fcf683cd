import type { Message } from "../../messages/message.ts";
import type { Finding } from "../../workflow/findings/finding.ts";

/** Returns findings with their places in the text of the workflow; reads it only where there are any. */
export async function located(
  findings: readonly Finding[],
  { text, path }: { readonly text: string; readonly path: string },
): Promise<Message[]> {
  if (findings.length === 0) return [];
  const { locate } = await import("../../workflow/text/parse.ts");
  return locate(text, path, findings);
}
