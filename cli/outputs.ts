import { aboutRun, reportWishes } from '../load/report';
import { reportFiles, type Wish } from '../load/report-files';
import { type About, formNamed, forms, type Report, ruleLevel, type Rule, type Settings } from '../shared/index';
import { neededFor, type Needs } from './needed';
import { painterFor } from './paint';
import type { Terminal } from './terminal';

/** One `--format`: the form alone goes to standard output, with a file into that. */
export interface Output {
  readonly form: string;
  readonly file?: string;
}

/** How a run is to be shown. */
export interface Showing {
  /** None stands for text on standard output. */
  readonly formats: readonly Output[];
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** By what a run judges, as far as reports speak of it. */
export interface Judging {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  /** What the settings came from, strongest first, and what of it is locked. */
  readonly sources: readonly string[];
  readonly locked: readonly string[];
}

/**
 * What writes the report of a run to all its places: standard output, the files of `--format` and those of
 * `STS_GUARDRAILS_REPORT`. Throws SettingsError at once where one of them cannot be written or holds what the run needs;
 * the writer throws ReportError where writing fails.
 */
export function openOutputs(
  showing: Showing,
  judging: Judging,
  terminal: Terminal,
  needs: Needs = { paths: [], others: [] },
): (report: Report) => void {
  const { cwd, env, out } = terminal;
  const shown: readonly Output[] = showing.formats.length === 0 ? [{ form: 'text' }] : showing.formats;
  const wishes = shown.flatMap(({ form, file }): Wish[] =>
    file === undefined ? [] : [{ form, file, source: `--format ${form}=${file}` }],
  );
  const about: About = { ...aboutRun(judging), text: mannerOf(showing, judging) };
  const toFiles = reportFiles([...wishes, ...reportWishes(env)], cwd, () => about, neededFor(needs, cwd));
  const onScreen = { ...about, text: { ...about.text, paint: painterFor(terminal) } };
  return (report) => {
    for (const { form, file } of shown) {
      const text = file === undefined ? formNamed(form)?.(report, onScreen) : undefined;
      if (text !== undefined && text !== '') out.write(text);
    }
    toFiles(report);
  };
}

/** The forms that standard output can have. */
export const screenForms: readonly string[] = Object.keys(forms);

function mannerOf({ quiet, verbose }: Showing, judging: Judging): NonNullable<About['text']> {
  if (quiet) return { detail: 'errors' };
  return verbose ? { detail: 'all', head: headOf(judging) } : {};
}

function headOf({ settings, rules, sources, locked }: Judging): string[] {
  const off = rules.filter((rule) => ruleLevel(rule, settings) === 'off').map(({ name }) => name);
  const names = sources.map((name) => (locked.includes(name) ? `${name} (locked)` : name));
  return [
    `settings: ${names.join(', ') || 'none, so the defaults hold'}`,
    `rules: ${rules.length - off.length} on${off.length === 0 ? '' : `, ${off.length} off (${off.join(', ')})`}`,
  ];
}
