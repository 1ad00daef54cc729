import { CommanderError, type Command } from 'commander';
import { ReportError } from '../load/report-files';
import { clean, SettingsError } from '../shared/index';
import { CommandError } from './command-error';
import { commandLine } from './command-line';
import { completions } from './complete';
import { status } from './conclusion';
import { RulesError } from './own-rules';
import type { Terminal } from './terminal';

/** Runs the command that the arguments (without `node` and the script) spell; gives the exit status, never throws. */
export function run(args: readonly string[], terminal: Terminal): number {
  let result: number = status.useless;
  const program: Command = commandLine(terminal, (value) => (result = value));
  try {
    if (args[0] === 'complete' && args[1] === '--') {
      terminal.out.write(completions(program, args.slice(2)));
      return status.good;
    }
    program.parse([...args], { from: 'user' });
    return result;
  } catch (error) {
    // commander has written what is wrong, or the help that was asked for
    if (error instanceof CommanderError) return error.exitCode === 0 ? status.good : status.useless;
    terminal.err.write(`${wording(error).split('\n').map(clean).join('\n')}\n`);
    return status.useless;
  }
}

function wording(error: unknown): string {
  const isExplained = [SettingsError, RulesError, ReportError, CommandError].some((kind) => error instanceof kind);
  if (isExplained) return `error: ${(error as Error).message}`;
  const trace = error instanceof Error ? (error.stack ?? error.name) : String(error);
  return `error: sts-guardrails itself failed, so nothing can be said about the roles; report this\n${trace}`;
}
