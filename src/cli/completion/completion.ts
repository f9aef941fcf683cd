import type { Shell } from "../../commands/definitions/commands.ts";
import { answered, type Outcome } from "../../commands/outcome/outcome.ts";
import type { Call } from "../arguments/invocation.ts";
import { complete } from "./complete.ts";

/** The first word of the command line by which a shell asks what another one goes on with. */
const COMPLETE = "__complete";

/**
 * Answers a shell: a line for each word, with what it is about behind a tab.
 *
 * @param asked the word at the cursor behind `current=`, as not every shell hands an empty word over, then those before
 */
export function completionAnswer(asked: readonly string[], cwd: string): string {
  const [current = "", ...before] = asked;
  const answer = complete(current.replace("current=", ""), before, cwd);
  const lines =
    typeof answer === "string" ? [answer] : answer.map((offer) => offer.join("\t").trimEnd());
  return lines.map((line) => `${line}\n`).join("");
}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_unchain() {
  local word paths= current=\${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    case $word in
      :file) paths=-f ;;
      :directory) paths=-d ;;
      *) COMPREPLY+=("$word") ;;
    esac
  done < <("\${COMP_WORDS[0]}" ${COMPLETE} "current=$current" "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
  if [ -n "$paths" ]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen "$paths" -- "\${current#=}"))
  fi
}
complete -F _unchain unchain create-unchain
`,
  zsh: `_unchain() {
  local -a offers
  offers=("\${(@f)$($words[1] ${COMPLETE} "current=$words[CURRENT]" "\${(@)words[2,CURRENT-1]}" 2>/dev/null)}")
  if [[ $offers[1] == :* ]]; then
    [[ $words[CURRENT] == --*=* ]] && compset -P '*='
    if [[ $offers[1] == :file ]]; then _files; else _files -/; fi
  elif [[ -n $offers[1] ]]; then
    offers=("\${(@)offers//:/\\\\:}")
    offers=("\${(@)offers/$'\\t'/:}")
    _describe word offers
  fi
}
if [ "$funcstack[1]" = "_unchain" ]; then
  _unchain "$@"
else
  compdef _unchain unchain create-unchain
fi
`,
  fish: `function __unchain_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l offers ($words[1] ${COMPLETE} "current=$current" $words[2..-1] 2>/dev/null)
    switch "$offers[1]"
        case :file
            __fish_complete_path $current
        case :directory
            __fish_complete_directories $current
        case '*'
            printf '%s\\n' $offers
    end
end
complete -c unchain -f -a '(__unchain_complete)'
complete -c create-unchain -f -a '(__unchain_complete)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName unchain, create-unchain -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $program, $words = @($commandAst.CommandElements |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  # Where nothing is offered, PowerShell completes paths by itself.
  & $program ${COMPLETE} "current=$wordToComplete" @words 2>$null | Where-Object { $_ -notlike ':*' } |
    ForEach-Object {
      $word, $about = $_ -split "\`t", 2
      [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $(if ($about) { $about } else { $word }))
    }
}
`,
};

/** Returns the script that makes a shell ask {@link completionAnswer} what \`unchain\` goes on with. */
const completionScript = (shell: Shell): string =>
  `${shell === "zsh" ? "#compdef unchain create-unchain\n" : ""}# Completion of unchain in ${shell === "powershell" ? "PowerShell" : shell}, made by: unchain completion ${shell}
${SCRIPTS[shell]}`;

/** Runs `unchain completion <shell>`: prints the script. */
export async function printCompletion({ words: [shell] }: Call<"completion">): Promise<Outcome> {
  return answered({ text: () => completionScript(shell as Shell) });
}
