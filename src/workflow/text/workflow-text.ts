import { type Document, parseDocument } from "yaml";

/** Options without messages, which the check of the workflow words itself; the tokens say where an edit goes. */
const OPTIONS = { prettyErrors: false, logLevel: "error", keepSourceTokens: true } as const;

/** The text of a workflow with the document that it is, which is shared, and which nobody changes. */
export interface WorkflowText {
  /** The byte order mark that it begins with, if it does. */
  readonly mark: string;
  /** The text behind the mark, in which the document has its positions. */
  readonly body: string;
  /** Parsed when it is first asked for. */
  readonly document: Document.Parsed;
}

/** A change has two, before and after; questions check a draft each time. */
const MOST_KEPT = 4;

const known = new Map<string, WorkflowText>();

/** Returns the text of a workflow, parsed once in a run, however many ask for it. */
export function readText(text: string): WorkflowText {
  const read = known.get(text) ?? parsed(text);
  known.delete(text);
  known.set(text, read);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
  return read;
}

function parsed(text: string): WorkflowText {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  let document: Document.Parsed | undefined;
  return {
    mark,
    body,
    get document() {
      document ??= parseDocument(body, OPTIONS);
      return document;
    },
  };
}

/** Returns a text of `workflow.yaml` as plain data; the check of the workflow has counted its aliases. @throws where it is no YAML */
export function documentOf(text: string): unknown {
  const { document } = readText(text);
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return document.toJS({ maxAliasCount: -1 });
}
