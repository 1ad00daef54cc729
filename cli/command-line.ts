import { Command, InvalidArgumentError, Option } from 'commander';
import { check, formats, type CheckOptions } from './check';
import type { Terminal } from './terminal';
import { version } from './version';

const examples = `
Examples:
  sts-guardrails check cdk.out                     every template that cdk synth wrote
  sts-guardrails check role.json --account 111122223333
                                                   a trust policy of an account of yours
  sts-guardrails check templates --format json     the report for a program to read

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
    .addOption(new Option('--format <format>', 'form of the report').choices(formats).default('text'))
    .addHelpText('after', examples)
    .action((paths: string[], options: CheckOptions) => finish(check(paths, options, terminal)));
  return program.addHelpText('after', examples);
}

function addAccount(value: string, accounts: readonly string[] = []): readonly string[] {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('An account number has 12 digits.');
  return [...accounts, value];
}
