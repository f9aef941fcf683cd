import { COMMAND_NAMES } from "../../commands/definitions/commands.ts";
import { argumentCases, findWords, STEPS, valueCases } from "./posix.ts";
import { flagsWithHelp, nextWords, type Offer, PROGRAMS } from "./words.ts";

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Words with a line about each, as `_describe` takes them. */
const described = (words: readonly (readonly [word: string, about: string])[]) =>
  words.map(([word, about]) => quoted(`${word.replaceAll(":", "\\:")}:${about}`)).join(" ");

function offered(offer: Offer): string {
  switch (offer) {
    case "nothing":
      return "";
    case "step":
      return "compadd -- $(_unchain_steps); ";
    case "file":
      return "_files; ";
    case "directory":
      return "_files -/; ";
    default:
      return `compadd -- ${offer.join(" ")}; `;
  }
}

/** Returns the script that makes zsh complete, as a file in `fpath` or sourced. */
export function zsh(): string {
  const flags = COMMAND_NAMES.map((name) => {
    const list = flagsWithHelp(name).map(({ flag, about }) => [`--${flag}`, about] as const);
    return `      '${name}'*) list=(${described(list)}) ;;`;
  });
  const words = nextWords().map(([before, next]) => {
    const list = next.map(({ word, about }) => [word, about] as const);
    return `    '${before}') list=(${described(list)}) ;;`;
  });
  return `#compdef ${PROGRAMS.join(" ")}
# Completion of unchain in zsh, made by: unchain completion zsh
${STEPS}
_unchain() {
  local current=\${words[CURRENT]} previous=\${words[CURRENT-1]} word skip= found=
  local -a list
  if [[ $current == --*=* ]]; then
    previous=\${current%%=*}
    compset -P '*='
  fi
  case $previous in
${valueCases(offered)}
  esac
${findWords("${words[2,CURRENT-1]}")}
  if [[ $current == -* ]]; then
    case $found in
${flags.join("\n")}
      *) list=('--help:what there is' '--version:the version') ;;
    esac
    _describe flag list
    return
  fi
  case $found in
${words.join("\n")}
${argumentCases(offered)}
  esac
  _describe command list
}
if [ "$funcstack[1]" = "_unchain" ]; then
  _unchain "$@"
else
  compdef _unchain ${PROGRAMS.join(" ")}
fi
`;
}
