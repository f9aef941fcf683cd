import { COMMAND_NAMES } from "../../commands/definitions/commands.ts";
import { takesValue } from "../../commands/definitions/flags.ts";
import { dashed } from "./posix.ts";
import {
  argumentOffers,
  flagsWithHelp,
  nextWords,
  type Offer,
  PROGRAMS,
  VALUE_FLAGS,
  valueOffer,
} from "./words.ts";

const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;

function offered(offer: Offer): string {
  switch (offer) {
    case "nothing":
      return "-x";
    case "step":
      return "-x -a '(__unchain_steps)'";
    case "file":
      return "-r -F";
    case "directory":
      return "-x -a '(__fish_complete_directories)'";
    default:
      return `-x -a '${offer.join(" ")}'`;
  }
}

const HEAD = String.raw`# Completion of unchain in fish, made by: unchain completion fish
function __unchain_steps
    set -l folder $PWD
    while not test -f $folder/workflow.yaml; and test -n "$folder"
        set folder (string replace -r '/[^/]*$' '' -- $folder)
    end
    test -f $folder/workflow.yaml
    and sed -nE 's/^ +(- )?name: *"?([a-z][a-z0-9-]*)"?.*/\2/p' $folder/workflow.yaml
end
function __unchain_words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${dashed(VALUE_FLAGS, " ")}
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end
function __unchain_at
    set -l words (__unchain_words)
    test "$words" = "$argv[1]"
end
function __unchain_in
    set -l words (__unchain_words)
    string match -q -- "$argv[1]*" "$words"
end
`;

/** Returns the script that makes fish complete. */
export function fish(): string {
  const lines = [
    "-f",
    ...nextWords().flatMap(([before, next]) =>
      next.map(
        ({ word, about }) =>
          `-n ${quoted(`__unchain_at "${before}"`)} -a ${word} -d ${quoted(about)}`,
      ),
    ),
    ...argumentOffers().map(
      ([name, offer]) =>
        `-n ${quoted(`__unchain_at "${name}"`)} ${offered(offer).replace("-x ", "")}`,
    ),
    ...COMMAND_NAMES.flatMap((name) =>
      flagsWithHelp(name).map(
        ({ flag, about }) =>
          `-n ${quoted(`__unchain_in "${name}"`)} -l ${flag} ${takesValue(flag) ? `${offered(valueOffer(flag))} ` : ""}-d ${quoted(about)}`,
      ),
    ),
  ];
  return `${HEAD}${PROGRAMS.flatMap((program) => lines.map((line) => `complete -c ${program} ${line}\n`)).join("")}`;
}
