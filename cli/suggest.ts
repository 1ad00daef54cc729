import type { Command, Option } from 'commander';

/** Values that options and arguments take, by their names; a name that is not here takes files. */
export interface Values {
  readonly [name: string]: () => readonly string[];
}

/** One way to go on, and what it is. */
export interface Suggestion {
  readonly value: string;
  readonly about: string;
}

/**
 * How the last of these words may go on, the name of the program left out; none where a file is to be named, which
 * shells know best.
 */
export function suggest(program: Command, words: readonly string[], values: Values): readonly Suggestion[] {
  const joined = withValues(words);
  const [before, current] = [joined.slice(0, -1), joined.at(-1) ?? ''];
  const { command, rest } = commandIn(program, before);
  return ways(command, rest, current, values).filter(({ value }) => value.startsWith(current) && value !== '');
}

function ways(command: Command, before: readonly string[], current: string, values: Values): readonly Suggestion[] {
  const asking = taking(command, before.at(-1));
  if (asking !== undefined) return valuesOf(asking, values).map((value) => ({ value, about: '' }));
  const [, long = ''] = /^(--[^=]+)=/.exec(current) ?? [];
  const inline = taking(command, long);
  if (inline !== undefined) {
    return valuesOf(inline, values).map((value) => ({ value: `${long}=${value}`, about: '' }));
  }
  const help = command.createHelp();
  if (current.startsWith('-')) {
    const options = help.visibleOptions(command);
    return options.map(({ long: value, description }) => ({ value: value ?? '', about: description }));
  }
  const { commands } = command;
  if (commands.length > 0) {
    return help.visibleCommands(command).map((one) => ({ value: one.name(), about: one.description() }));
  }
  const places = command.registeredArguments;
  const place = places[Math.min(operands(command, before).length, places.length - 1)];
  const listed = place?.argChoices ?? values[place?.name() ?? '']?.() ?? [];
  return listed.map((value) => ({ value, about: '' }));
}

/** The option that takes the next word as its value. */
function taking(command: Command, word: string | undefined): Option | undefined {
  return command.options.find(({ long, short, required, optional }) => {
    return (required || optional) && word !== undefined && (word === long || word === short);
  });
}

function valuesOf(option: Option, values: Values): readonly string[] {
  return option.argChoices ?? values[option.attributeName()]?.() ?? [];
}

function commandIn(program: Command, words: readonly string[]): { command: Command; rest: readonly string[] } {
  const index = words.findIndex((word) => !word.startsWith('-'));
  const command = program.commands.find((one) => one.name() === words[index]);
  return command === undefined ? { command: program, rest: words } : { command, rest: words.slice(index + 1) };
}

/** The words that are neither options nor their values. */
function operands(command: Command, words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && taking(command, words[index - 1]) === undefined);
}

/** Bash makes `--level=error` three words; here they are the two of `--level error`. */
function withValues(words: readonly string[]): readonly string[] {
  const isSplit = (word: string, index: number) => word === '=' && words[index - 1]?.startsWith('--') === true;
  const kept = words.filter((word, index) => !isSplit(word, index));
  return words.length > 0 && isSplit(words.at(-1) ?? '', words.length - 1) ? [...kept, ''] : kept;
}
