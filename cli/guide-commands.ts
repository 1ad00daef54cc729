import { Argument, type Command, Option } from 'commander';
import { completionScript, shells } from './complete';
import { status } from './conclusion';
import { explain, type ExplainOptions } from './explain';
import { init, type InitOptions } from './init';
import { rulesOption, settingsOption } from './options';
import { languages } from './rule-page';
import { printRules } from './rules';
import { printSettings, settingsFormats, type SettingsOptions } from './settings';
import type { Terminal } from './terminal';

/** Adds the commands beside `check`: those that start, that tell about settings and rules, and that serve a shell. */
export function addGuides(program: Command, terminal: Terminal, finish: (status: number) => void): void {
  const done = (work: () => void) => {
    work();
    finish(status.good);
  };
  program
    .command('init')
    .description('write a settings file with comments from what is found in a folder')
    .argument('[folder]', 'where to look, and where the file goes', '.')
    .option('--force', 'write it anew where there is one')
    .addHelpText('after', examplesOf('init', 'init packages/app'))
    .action((folder: string, options: InitOptions) => done(() => init(folder, options, terminal)));
  program
    .command('rules')
    .description('list the rules with the level that each has here')
    .addOption(settingsOption())
    .addOption(rulesOption())
    .addOption(formatOption())
    .addHelpText('after', examplesOf('rules', 'rules --format json'))
    .action((options: SettingsOptions) => done(() => printRules(options, terminal)));
  program
    .command('explain')
    .description('tell what a rule is about, what it stops and lets pass, and what to do')
    .argument('<rule>', 'the name of the rule')
    .addOption(new Option('--in <language>', 'how to show the examples').choices(languages).default('cloudformation'))
    .addOption(settingsOption())
    .addOption(rulesOption())
    .addHelpText('after', examplesOf('explain external-id', 'explain tag-session --in cdk'))
    .action((rule: string, options: ExplainOptions) => done(() => explain(rule, options, terminal)));
  program
    .command('settings')
    .description('print the settings that a check in this folder would use, and where each value came from')
    .addOption(settingsOption())
    .addOption(rulesOption())
    .addOption(formatOption())
    .addHelpText('after', examplesOf('settings', 'settings --settings platform.json --format json'))
    .action((options: SettingsOptions) => done(() => printSettings(options, terminal)));
  program
    .command('complete')
    .description('print the script by which a shell completes commands, options and names of rules')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', completeExamples)
    .action((shell: (typeof shells)[number]) => done(() => void terminal.out.write(completionScript(shell))));
}

function formatOption(): Option {
  return new Option('--format <format>', 'form of the output').choices(settingsFormats).default('text');
}

function examplesOf(...commands: readonly string[]): string {
  return `\n${['Examples:', ...commands.map((command) => `  sts-guardrails ${command}`)].join('\n')}`;
}

const completeExamples = `
Examples:
  source <(sts-guardrails complete bash)                       in ~/.bashrc
  source <(sts-guardrails complete zsh)                        in ~/.zshrc, after compinit
  sts-guardrails complete fish | source                        in ~/.config/fish/config.fish
  sts-guardrails complete powershell | Out-String | Invoke-Expression
                                                               in $PROFILE`;
