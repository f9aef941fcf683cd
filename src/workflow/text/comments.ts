import { Lexer } from "yaml";

/**
 * The mark that the YAML lexer puts before a scalar, whose text may begin with a `#` where it is a block.
 */
const SCALAR = "\u001f";

/** The comments of a text in YAML, in their order, each from its `#` to the end of the line. */
export function commentsOf(text: string): string[] {
  const tokens = [...new Lexer().lex(text)];
  return tokens.filter((token, index) => token.startsWith("#") && tokens[index - 1] !== SCALAR);
}

/** The comments that a text has had before an edit and has no more. */
export function lostComments(before: string, after: string): string[] {
  const kept = commentsOf(after);
  return commentsOf(before).filter((comment) => {
    const index = kept.indexOf(comment);
    if (index >= 0) kept.splice(index, 1);
    return index < 0;
  });
}
