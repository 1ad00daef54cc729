import type { Report } from '../model/finding';
import type { About } from './about';
import { jsonReport } from './json';
import { textReport } from './text';

/** One way to write a report; total: whatever stands in the report, the result is a valid text of its form. */
export type Form = (report: Report, about: About) => string;

// most runs write one form or none, and a host that starts must not wait for the others
/** Every form of the report by its name. */
export const forms: { readonly [name: string]: Form } = {
  text: (report, { text }) => lines(textReport(report, text?.paint, text)),
  json: jsonReport,
  sarif: (report, about) => (require('./sarif') as typeof import('./sarif')).sarifReport(report, about),
  'code-scanning': (report, about) =>
    (require('./sarif') as typeof import('./sarif')).codeScanningReport(report, about),
  junit: (report) => (require('./junit') as typeof import('./junit')).junitReport(report),
  markdown: (report) => (require('./markdown') as typeof import('./markdown')).markdownReport(report),
  github: (report) => (require('./github') as typeof import('./github')).githubReport(report),
  gitlab: (report, about) => (require('./gitlab') as typeof import('./gitlab')).gitlabReport(report, about),
};

/** The form of this name, undefined where there is none. */
export function formNamed(name: string): Form | undefined {
  return Object.hasOwn(forms, name) ? forms[name] : undefined;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
