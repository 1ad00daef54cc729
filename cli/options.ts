import { Option } from 'commander';

/** The option that names a settings file. */
export function settingsOption(): Option {
  return new Option('--settings <file>', 'settings to use above the nearest sts-guardrails.json');
}

/** The option that names modules with rules of one's own. */
export function rulesOption(): Option {
  return new Option('--rules <module>', 'a file or package that exports rules of your own; may be given again')
    .argParser(another)
    .default([]);
}

/** One more value of an option that may be given again. */
export function another(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}
