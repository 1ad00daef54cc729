import { Command, InvalidArgumentError, Option } from 'commander';
import { check, type CheckOptions } from './check';
import { status } from './conclusion';
import { addFormat } from './output-option';
import { printSettings, settingsFormats, type SettingsOptions } from './settings';
import { version } from '../load/version';
import { levels } from '../shared/index';
import type { Terminal } from './terminal';

const examples = `
Examples:
  sts-guardrails check cdk.out                     every template that cdk synth wrote
  sts-guardrails check role.json --account 111122223333
                                                   a trust policy of an account of yours
  sts-guardrails check templates --format json     the report for a program to read
  sts-guardrails check cdk.out --format text --format sarif=out.sarif
                                                   the report as text, and as SARIF in a file
  sts-guardrails check cdk.out --rules ./rules.js  rules of your own beside ours
  sts-guardrails settings                          the merged settings, and where each value came from

Exit status:
  0  no finding at level error
  1  some finding at level error, or an input that cannot be read
  2  wrong usage or settings, or nothing to judge`;

/** The commands and options; each command hands its exit status to `finish`. */
export function commandLine(terminal: Terminal, finish: (status: number) => void): Command {
  const program = new Command('sts-guardrails')
    .description('Says who could get a session on an AWS role and should not, before the role exists.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out.write(text),
      writeErr: (text) => void terminal.err.write(text),
    })
    .showHelpAfterError('(add --help for examples)')
    .version(version(), '--version', 'print the version');
  program
    .command('check')
    .description('judge the trust policies in these files, or in folders of them')
    .argument('<paths...>', 'CloudFormation templates in JSON, trust policies in JSON, or folders')
    .option('--settings <file>', 'settings to use above the nearest sts-guardrails.json')
    .option(
      '--account <id>',
      'account of your own, 12 digits; may be given again; adds to accounts.own',
      addAccount,
      [],
    )
    .addOption(rulesOption())
    .option(
      '--format <form[=file]>',
      'form of the report, on standard output or in a file; may be given again (default: text)',
      addFormat,
    )
    .addOption(
      new Option('--quiet', 'as text, show errors alone, and nothing where there is none').conflicts('verbose'),
    )
    .option('--verbose', 'as text, show also what passed, and the settings in use')
    .option('--parameters <file>', 'values of the parameters of templates, as JSON or YAML')
    .option('--assume-defaults', 'take it that parameters without a value have their defaults')
    .option('--rule <name>', 'ask this rule alone; may be given again', another)
    .addOption(new Option('--level <level>', 'show findings of this level and above').choices([...levels].reverse()))
    .option('--max-warnings <count>', 'exit with 1 where more warnings than this are left', wholeNumber)
    .option('--update-baseline', 'write what is found into the baseline: from then on only new findings count')
    .addHelpText('after', examples)
    .action((paths: string[], options: CheckOptions) => finish(check(paths, options, terminal)));
  program
    .command('settings')
    .description('print the settings that a check in this folder would use, and where each value came from')
    .option('--settings <file>', 'settings to use above the nearest sts-guardrails.json')
    .addOption(rulesOption())
    .addOption(new Option('--format <format>', 'form of the output').choices(settingsFormats).default('text'))
    .action((options: SettingsOptions) => {
      printSettings(options, terminal);
      finish(status.good);
    });
  return program.addHelpText('after', examples);
}

function rulesOption(): Option {
  return new Option('--rules <module>', 'a file or package that exports rules of your own; may be given again')
    .argParser(another)
    .default([]);
}

function another(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('A whole number from 0 on is needed here.');
  return Number(value);
}

function addAccount(value: string, accounts: readonly string[] = []): readonly string[] {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('An account number has 12 digits.');
  return [...accounts, value];
}
