import { COMMAND_NAMES, flagsOf } from "../../commands/definitions/commands.ts";
import {
  argumentOffers,
  nextWords,
  type Offer,
  PROGRAMS,
  VALUE_FLAGS,
  valueOffer,
} from "./words.ts";

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const list = (words: readonly string[]) => `@(${words.map(quoted).join(", ")})`;

const offered = (offer: Offer) => (typeof offer === "string" ? quoted(offer) : list(offer));

const table = (rows: readonly (readonly [string, string])[]) =>
  rows.map(([key, value]) => `    ${quoted(key)} = ${value}\n`).join("");

/** Returns the script that makes PowerShell complete, from version 5.1 on. */
export function powershell(): string {
  return `# Completion of unchain in PowerShell, made by: unchain completion powershell
Register-ArgumentCompleter -Native -CommandName ${PROGRAMS.join(", ")} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $values = @{
${table(VALUE_FLAGS.map((flag) => [`--${flag}`, offered(valueOffer(flag))]))}  }
  $next = @{
${table(nextWords().map(([before, next]) => [before, list(next.map(({ word }) => word))]))}  }
  $behind = @{
${table(argumentOffers().map(([name, offer]) => [name, offered(offer)]))}  }
  $flags = @{
${table(COMMAND_NAMES.map((name) => [name, list(flagsOf(name).map((flag) => `--${flag}`))]))}  }
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $found = @()
  $previous = ''
  foreach ($word in $typed) {
    if (-not $values.ContainsKey($previous) -and -not $word.StartsWith('-')) { $found += $word }
    $previous = $word
  }
  $line = $found -join ' '
  $command = ($found | Select-Object -First 2) -join ' '
  if (-not $flags.ContainsKey($command)) { $command = @($found)[0] }
  $offer = @()
  if ($values.ContainsKey($previous)) { $offer = $values[$previous] }
  elseif ($wordToComplete.StartsWith('-')) {
    $offer = @('--help', '--version')
    if ($command -and $flags.ContainsKey($command)) { $offer = $flags[$command] }
  }
  elseif ($next.ContainsKey($line)) { $offer = $next[$line] }
  elseif ($behind.ContainsKey($line)) { $offer = $behind[$line] }
  if ($offer -is [string]) {
    if ($offer -eq 'step') {
      $folder = Get-Item .
      while ($folder -and -not (Test-Path (Join-Path $folder.FullName 'workflow.yaml'))) { $folder = $folder.Parent }
      $offer = @()
      if ($folder) {
        $offer = @(Select-String -Path (Join-Path $folder.FullName 'workflow.yaml') -Pattern '^ +(- )?name: *"?([a-z][a-z0-9-]*)' |
          ForEach-Object { $_.Matches[0].Groups[2].Value })
      }
    }
    # Nothing: PowerShell completes files by itself.
    else { $offer = @() }
  }
  $offer | Where-Object { $_ -like "$wordToComplete*" } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}
