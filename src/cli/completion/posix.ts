import { COMMAND_NAMES, flagsOf } from "../../commands/definitions/commands.ts";
import {
  argumentOffers,
  nextWords,
  type Offer,
  PROGRAMS,
  VALUE_FLAGS,
  valueGroups,
} from "./words.ts";

/** The names of the steps in the nearest `workflow.yaml` upwards, for bash and zsh. */
export const STEPS = String.raw`_unchain_steps() {
  local folder=$PWD
  while [ ! -f "$folder/workflow.yaml" ] && [ -n "$folder" ]; do folder=${"${folder%/*}"}; done
  sed -nE 's/^ +(- )?name: *"?([a-z][a-z0-9-]*)"?.*/\2/p' "$folder/workflow.yaml" 2>/dev/null
}`;

/** Returns flags as a pattern of `case`. */
export const dashed = (flags: readonly string[], separator = "|"): string =>
  flags.map((flag) => `--${flag}`).join(separator);

/** Returns the lines that put into `found` the words in front of the cursor that are neither flags nor their values. */
export const findWords = (before: string): string => `  for word in ${before}; do
    if [ -n "$skip" ]; then
      [ "$word" = "=" ] || skip=
      continue
    fi
    case $word in
      ${dashed(VALUE_FLAGS)}) skip=1 ;;
      -* | =) ;;
      *) found="$found $word" ;;
    esac
  done
  found=\${found# }`;

/** Returns the branches of `case` that offer what the value of a flag is completed with. */
export const valueCases = (offered: (offer: Offer) => string): string =>
  valueGroups()
    .map(([offer, flags]) => `    ${dashed(flags)}) ${offered(offer)}return ;;`)
    .join("\n");

/** Returns the branches of `case` that offer what the word behind a command is completed with. */
export const argumentCases = (offered: (offer: Offer) => string): string =>
  argumentOffers()
    .map(([name, offer]) => `    '${name}') ${offered(offer)}return ;;`)
    .join("\n");

function offered(offer: Offer): string {
  switch (offer) {
    case "nothing":
      return "";
    case "step":
      return 'COMPREPLY=($(compgen -W "$(_unchain_steps)" -- "$current")); ';
    case "file":
      return "_unchain_paths -f; ";
    case "directory":
      return "_unchain_paths -d; ";
    default:
      return `COMPREPLY=($(compgen -W "${offer.join(" ")}" -- "$current")); `;
  }
}

/** Returns the script that makes bash complete, from version 3.2 on. */
export function bash(): string {
  const flags = COMMAND_NAMES.map(
    (name) => `      '${name}'*) list="${dashed(flagsOf(name), " ")}" ;;`,
  );
  const words = nextWords().map(
    ([before, next]) => `    '${before}') list="${next.map(({ word }) => word).join(" ")}" ;;`,
  );
  return `# Completion of unchain in bash, made by: unchain completion bash
${STEPS}
_unchain_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$current"))
}
_unchain() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local word skip= found= list=
  if [ "$current" = "=" ]; then
    current=
  elif [ "$previous" = "=" ]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  case $previous in
${valueCases(offered)}
  esac
${findWords('"${COMP_WORDS[@]:1:COMP_CWORD-1}"')}
  if [ "\${current#-}" != "$current" ]; then
    case $found in
${flags.join("\n")}
      *) list="--help --version" ;;
    esac
    COMPREPLY=($(compgen -W "$list" -- "$current"))
    return
  fi
  case $found in
${words.join("\n")}
${argumentCases(offered)}
  esac
  COMPREPLY=($(compgen -W "$list" -- "$current"))
}
complete -F _unchain ${PROGRAMS.join(" ")}
`;
}
