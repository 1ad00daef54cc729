import { jsonReport, textReport, type Report } from '../../shared';
import { sample } from './all-rows';

const { finding, undecided, accepted } = sample();
const report: Report = {
  formatVersion: 1,
  findings: [finding, undecided],
  accepted: [accepted],
  summary: { subjects: 1, error: 1, warning: 1, info: 0, undecided: 1, accepted: 1, skipped: 2 },
};

test('as text: what, where, the request, the fix, the page, and the sum', () => {
  expect(textReport(report)).toEqual([
    'error external-id IAM-STS-1 my stacks/a.json:12:9 Vendor /Statement/0',
    '  account 999988887777 can assume this role without an external ID',
    '  request that gets through: {"actions":["sts:AssumeRole"],"principal":{"type":"AWS","id":"999988887777"},"context":{"k":["v"]}}',
    '  fix: Require it.',
    '  docs: docs/rules/external-id.md (npx sts-guardrails explain external-id)',
    '',
    'warning trusted-account (undecided) urn:x',
    '  it depends',
    '  depends on: Ref Tenant',
    '  fix: Settle it.',
    '  docs: docs/rules/trusted-account.md (npx sts-guardrails explain trusted-account)',
    '',
    'accepted external-id my stacks/a.json:12:9 Vendor /Statement/0',
    '  account 999988887777 can assume this role without an external ID',
    '  accepted by: exceptions[0] of platform@example.com, until 2027-01-31: moves soon',
    '',
    '1 subject judged: 1 error, 1 warning, 0 info (1 undecided, 1 accepted, 2 skipped)',
  ]);
});

test('colours come from the painter alone', () => {
  const painted = textReport(report, (style, text) => `<${style}>${text}</>`);
  expect(painted[0]).toBe('<error>error</> <strong>external-id IAM-STS-1</> my stacks/a.json:12:9 Vendor /Statement/0');
  expect(painted.at(-1)).toContain('<error>1 error, 1 warning, 0 info</>');
});

test('nothing from a template is a command to the runner of a build, in a log of text or JSON', () => {
  const message = '::stop-commands::x ##[add-mask]y ##vso[task.setvariable variable=PATH]z # ## [';
  const given = { ...report, findings: [{ ...finding, message }] };
  const text = textReport(given).join('\n');
  expect(text).toContain(
    '  \\u003a:stop-commands::x #\\u0023[add-mask]y #\\u0023vso[task.setvariable variable=PATH]z # ## [\n',
  );
  const json = jsonReport(given);
  for (const log of [text, json]) expect(log).not.toMatch(/^\s*::|##\w*\[/m);
  expect((JSON.parse(json) as Report).findings[0]?.message).toBe(message);
});

test('nothing from a template can steer the terminal', () => {
  const message = 'a\u001b[2Jb\nc\u0085d\u202Ee\u2028f';
  const id = 'R\r\u001b]0;t\u0007';
  const lines = textReport({ ...report, findings: [{ ...finding, message, subject: { ...finding.subject, id } }] });
  expect(lines[1]).toBe('  a\\u001b[2Jb\\u000ac\\u0085d\\u202ee\\u2028f');
  expect(lines[0]).toContain('R\\u000d\\u001b]0;t\\u0007');
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

test('as JSON: exactly the report, with a line break at its end', () => {
  const text = jsonReport(report);
  expect(JSON.parse(text)).toEqual(report);
  expect(text).toMatch(/^\{\n {2}"formatVersion": 1,[^]*\}\n$/);
});
