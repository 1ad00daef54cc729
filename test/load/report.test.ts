import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportWriter } from '../../load';
import { check, defaultSettings, jsonReport, type Report, SettingsError, type Subject } from '../../shared';

const place = { id: 'Open', type: 'AWS::IAM::Role', path: 'Stack/Open' };
const trust = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } };
const subject: Subject = { kind: 'role', place, owner: {}, trust, maxSeconds: undefined };
const report = check([subject], defaultSettings, { today: '2026-06-01' });
let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'sts-guardrails-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function writer(variable?: string): ((report: Report) => void) | undefined {
  return reportWriter({ cwd, env: variable === undefined ? {} : { STS_GUARDRAILS_REPORT: variable } });
}

test('without the variable nothing is written', () => {
  expect(writer()).toBeUndefined();
});

test('the file holds what the command line prints, relative to the working folder, and no draft stays behind', () => {
  writer('json=out.json')?.(report);
  expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(jsonReport(report));
  expect(readdirSync(cwd)).toEqual(['out.json']);
});

test('an older report is replaced, several files are written, and an equals sign may stand in a name', () => {
  writeFileSync(join(cwd, 'out.json'), 'x'.repeat(100_000));
  writer(`json=out.json, json=${join(cwd, 'a=b.json')}`)?.(report);
  expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(jsonReport(report));
  expect(readFileSync(join(cwd, 'a=b.json'), 'utf8')).toBe(jsonReport(report));
});

test('a run that breaks off leaves no report of an earlier one', () => {
  writer('json=out.json')?.(report);
  writer('json=out.json');
  expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('');
});

test('a link stays a link, and a device is written to', () => {
  writeFileSync(join(cwd, 'real.json'), '');
  symlinkSync('real.json', join(cwd, 'link.json'));
  writer('json=link.json,json=/dev/null')?.(report);
  expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(cwd, 'real.json'), 'utf8')).toBe(jsonReport(report));
});

test.each([
  ['', 'names no report'],
  [' ', 'names no report'],
  ['json=a.json,', 'names no report'],
  ['out.json', '"out.json" is no form and file: write json=report.json'],
  ['json=', 'is no form and file'],
  ['html=out.html', 'there is no report form html: this version knows text, json, sarif, code-scanning, junit,'],
  ['toString=x', 'there is no report form toString'],
  ['json=no/such/out.json', 'no/such/out.json: its folder does not exist'],
  ['json=file/out.json', 'its folder does not exist'],
  ['json=folder', 'it is a folder'],
  ['json=a.json,json=./a.json', 'names ./a.json twice'],
])('%j is refused before anything is judged', (variable, message) => {
  writeFileSync(join(cwd, 'file'), '');
  mkdirSync(join(cwd, 'folder'));
  expect(() => writer(variable)).toThrow(SettingsError);
  expect(() => writer(variable)).toThrow(message);
  expect(() => writer(variable)).toThrow('STS_GUARDRAILS_REPORT');
});

test('a file that cannot be written is an error that names it, with nothing left behind', () => {
  mkdirSync(join(cwd, 'later'));
  const write = writer('json=later/out.json');
  rmSync(join(cwd, 'later'), { recursive: true });
  expect(() => write?.(report)).toThrow('the report could not be written to later/out.json (ENOENT)');
  expect(readdirSync(cwd)).toEqual([]);
});
