import type { Command } from 'commander';
import { fileForms } from '../load/report-files';
import { ownRules, rules } from '../shared/index';
import { suggest, type Values } from './suggest';

/** The shells that completion is written for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

const values: Values = {
  rule: () => [...rules, ...ownRules].map(({ name }) => name),
  format: () => fileForms,
};

/**
 * How a command line may go on, one way a line, with a tab before what it is. The last word is the one under the cursor,
 * behind an equals sign, because shells drop words that are empty.
 */
export function completions(program: Command, words: readonly string[]): string {
  const last = words.at(-1)?.replace(/^=/, '') ?? '';
  const found = suggest(program, [...words.slice(0, -1), last], values);
  return found.map(({ value, about }) => `${value}\t${about.replace(/\s+/g, ' ')}\n`).join('');
}

/** The script that a shell reads to complete the commands of this program; where none fits, the shell offers files. */
export function completionScript(shell: (typeof shells)[number]): string {
  return scripts[shell];
}

// Bash 3.2, as macOS has it, knows neither mapfile nor a way to give back descriptions.
const bash = `# completion of sts-guardrails for bash
_sts_guardrails() {
  local value
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    COMPREPLY+=("$value")
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "=\${COMP_WORDS[COMP_CWORD]}" 2>/dev/null)
}
complete -o bashdefault -o default -F _sts_guardrails sts-guardrails
`;

const zsh = `#compdef sts-guardrails
# completion of sts-guardrails for zsh
_sts_guardrails() {
  local line
  local -a found
  while IFS= read -r line; do
    found+=("\${\${line//:/\\\\:}/$'\\t'/:}")
  done < <("\${words[1]}" complete -- "\${(@)words[2,CURRENT-1]}" "=\${words[CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then
    _describe 'sts-guardrails' found
  else
    _files
  fi
}
compdef _sts_guardrails sts-guardrails
`;

const fish = `# completion of sts-guardrails for fish
function __sts_guardrails_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l found (sts-guardrails complete -- $before[2..-1] "=$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path $current
    end
end
complete -c sts-guardrails -f -a '(__sts_guardrails_complete)'
`;

const powershell = `# completion of sts-guardrails for PowerShell
Register-ArgumentCompleter -Native -CommandName sts-guardrails -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    & sts-guardrails complete -- @before "=$wordToComplete" 2>$null | ForEach-Object {
        $value, $about = $_ -split "\`t", 2
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
`;

const scripts: { readonly [shell in (typeof shells)[number]]: string } = { bash, zsh, fish, powershell };
