import { Command, InvalidArgumentError, Option } from 'commander';
import { check, type CheckOptions } from './check';
import { addGuides } from './guide-commands';
import { another, rulesOption, settingsOption } from './options';
import { addFormat } from './output-option';
import { version } from '../load/version';
import { levels } from '../shared/index';
import type { Terminal } from './terminal';

const examples = `
Examples:
  sts-guardrails check cdk.out                     every template that cdk synth wrote
  sts-guardrails check role.json --account 111122223333
                                                   a trust policy of an account of yours
  sts-guardrails check 'infra/**/*.yaml' '!**/test/**'
                                                   what fits a pattern, and not what fits another
  sts-guardrails check templates --format json     the report for a program to read
  sts-guardrails check cdk.out --format text --format sarif=out.sarif
                                                   the report as text, and as SARIF in a file
  sts-guardrails check cdk.out --rules ./rules.js  rules of your own beside ours
  sts-guardrails check . --rule external-id --level error
                                                   errors of one rule alone
  sts-guardrails check . --update-baseline         what is found now is known; only new findings count later`;

const overview = `
Examples:
  sts-guardrails check cdk.out                     every template that cdk synth wrote
  sts-guardrails init                              a settings file from what is found in this folder
  sts-guardrails rules                             all rules, with the level that each has here
  sts-guardrails explain external-id               what a rule stops, and what to do about it
  sts-guardrails settings                          the merged settings, and where each value came from`;

const exits = `
Exit status:
  0  no finding at level error
  1  some finding at level error, more warnings than --max-warnings allows, or an input that cannot be read
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
    .argument('<paths...>', 'files, folders, patterns in quotes, ! and what to leave out, or - for standard input')
    .addOption(settingsOption())
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
    .option('--workers <count>', 'threads that read YAML; 0 for none, as many as pay where it is left out', fewWorkers)
    .addHelpText('after', `${examples}\n${exits}`)
    .action((paths: string[], options: CheckOptions) => finish(check(paths, options, terminal)));
  addGuides(program, terminal, finish);
  return program.addHelpText('after', `${overview}\n${exits}`);
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('A whole number from 0 on is needed here.');
  return Number(value);
}

function fewWorkers(value: string): number {
  if (!/^(?:[0-9]|[1-5][0-9]|6[0-4])$/.test(value))
    throw new InvalidArgumentError('A number from 0 to 64 is needed here.');
  return Number(value);
}

function addAccount(value: string, accounts: readonly string[] = []): readonly string[] {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('An account number has 12 digits.');
  return [...accounts, value];
}
