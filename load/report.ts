import { resolve } from 'node:path';
import { type About, type Report, ruleCards, type RulePage, rules as packageRules } from '../shared/index';
import { baselineForm, refuse, reportFiles, type Wish } from './report-files';
import { version } from './version';

/** The environment variable that names the files for the report of a run: `json=out.json`, several with commas. */
export const reportVariable = 'STS_GUARDRAILS_REPORT';

/** Where a host runs, and what its reports are to say beside what was found. */
export interface ReportPlaces {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** The rules that are asked; those of the package when left out. */
  readonly rules?: readonly RulePage[];
  /** The file that a finding without one is shown at, where a form must name a file. */
  readonly anchor?: string;
}

/**
 * What writes the report of a run into the files that `STS_GUARDRAILS_REPORT` names, undefined where it is not set.
 * Throws SettingsError at once where it names a form that does not exist or a file that cannot be written; the writer
 * throws ReportError where writing fails, and a host must not let such a run pass.
 */
export function reportWriter(places: ReportPlaces): ((report: Report) => void) | undefined {
  const wishes = reportWishes(places.env);
  return wishes.length === 0 ? undefined : reportFiles(wishes, places.cwd, () => aboutRun(places));
}

/** What reports say beside what was found. */
export function aboutRun({ rules = packageRules, anchor }: Omit<ReportPlaces, 'cwd' | 'env'>): About {
  return { version: version(), rules: ruleCards(rules), ...(anchor !== undefined && { anchor }) };
}

/** The reports that `STS_GUARDRAILS_REPORT` asks for; throws SettingsError where it cannot be understood. */
export function reportWishes(env: ReportPlaces['env']): readonly Wish[] {
  const source = reportVariable;
  return entriesIn(env).map((entry) => {
    if (entry === '') refuse(source, 'names no report: write json=report.json, or unset it');
    const [form = '', ...rest] = entry.split('=');
    const file = rest.join('=');
    if (file === '') refuse(source, `${JSON.stringify(entry)} is no form and file: write json=report.json`);
    return { form, file, source };
  });
}

/** Whether the report of a run is to bring this baseline, named from the working folder, up to date. */
export function isReportedTo(baseline: string, { cwd, env }: Pick<ReportPlaces, 'cwd' | 'env'>): boolean {
  const start = `${baselineForm}=`;
  return entriesIn(env).some(
    (entry) => entry.startsWith(start) && resolve(cwd, entry.slice(start.length)) === resolve(cwd, baseline),
  );
}

function entriesIn(env: ReportPlaces['env']): readonly string[] {
  return env[reportVariable]?.split(',').map((entry) => entry.trim()) ?? [];
}
