import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../shared';
import { startPack, type Pack } from '../drivers/pulumi';
import { runEngine, said, settings } from './engine';

const own = { accounts: { own: ['111122223333'] } };
const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-report-'));
const file = join(folder, 'report.json');
const env = { STS_GUARDRAILS_REPORT: `json=${file}` };
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = () => JSON.parse(readFileSync(file, 'utf8')) as Report;
const inShort = ({ findings }: Report) =>
  findings.map(({ rule, subject }) => `${subject.id.split('::').at(-1)} ${rule}`).sort();
const unleveled = (lines: readonly string[]) => lines.map((line) => line.split(' ').slice(0, 2).join(' '));

describe('the report of a run', () => {
  test('holds all findings of a preview that fails', async () => {
    const run = await runEngine('test/pulumi/programs/outputs.ts', { settings: own, env });
    expect(run.ok).toBe(false);
    expect(inShort(written())).toEqual(unleveled(said(run)));
    expect(written().summary).toMatchObject({ subjects: 8, accepted: 0, skipped: 0 });
  });

  test('holds the findings of a program that ends with an error of its own', async () => {
    const run = await runEngine('test/pulumi/programs/broken.ts', { settings: own, env });
    expect(run.ok).toBe(false);
    expect(run.output).toContain('the program is broken');
    expect(inShort(written())).toEqual(['open trusted-account', 'open wildcard-principal']);
    expect(written().summary).toMatchObject({ subjects: 1, error: 1, warning: 1 });
  });

  test('holds what an update judged before it was stopped', async () => {
    const run = await runEngine('test/pulumi/programs/broken.ts', { command: 'up', settings: own, env });
    expect(run.ok).toBe(false);
    expect(inShort(written())).toEqual(['open trusted-account', 'open wildcard-principal']);
  });

  test('of a run that passes says which exceptions cover nothing', async () => {
    const exceptions = [{ rule: 'external-id', where: '**/nobody', reason: 'left over' }];
    const clean = 'examples/pulumi/clean/index.ts';
    const run = await runEngine(clean, { settings: { ...(settings as object), exceptions }, env });
    expect(run.ok).toBe(true);
    expect(written().findings.map(({ rule }) => rule)).toContain('exception');
    expect(written().summary.subjects).toBe(4);
  });

  test('holds no secret', async () => {
    await runEngine('test/pulumi/programs/secret.ts', { settings: own, env });
    expect(inShort(written())).toContain('open wildcard-principal');
    expect(readFileSync(file, 'utf8')).not.toMatch(/hush-hush|whisper/);
  });

  test.each([
    ['html=out.html', /there is no report form html/],
    [`json=${join(folder, 'no/such/out.json')}`, /its folder does not exist/],
  ])('that cannot be, as %s, stops the run', async (report, message) => {
    const run = await runEngine('examples/pulumi/clean/index.ts', { settings, env: { STS_GUARDRAILS_REPORT: report } });
    expect(run.ok).toBe(false);
    expect(run.output).toMatch(message);
  });
});

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};
const role = (name: string, policy: object = trust) => ({
  type: 'aws:iam/role:Role',
  name,
  props: { assumeRolePolicy: JSON.stringify(policy) },
});

describe('a pack that keeps a report', () => {
  let pack: Pack;
  const place = join(folder, 'sts-guardrails.json');
  const exceptions = [{ rule: 'external-id', where: '**/nobody', reason: 'left over' }];
  beforeEach(async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(place, JSON.stringify({ ...own, exceptions }));
    pack = await startPack('executable', { cwd: folder, env });
  });

  test('has it whole when it is interrupted, however fast the roles came', async () => {
    const names = Array.from({ length: 50 }, (_none, index) => `role-${index}`);
    await Promise.all(names.map((name) => pack.analyze(role(name))));
    await pack.stop('SIGINT');
    expect(written().summary.subjects).toBe(50);
    // whether the exception covers something, only a whole run can tell
    expect(new Set(inShort(written()).map((line) => line.split(' ')[0]))).toEqual(new Set(names));
    expect(written().summary.warning).toBe(50);
  });

  test('has it a moment after the last answer, should it be killed', async () => {
    await Promise.all(['one', 'two', 'three'].map((name) => pack.analyze(role(name))));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await pack.stop('SIGKILL');
    expect(written().summary.subjects).toBe(3);
  });

  test('writes the same as the command line does', async () => {
    await pack.analyze(role('one'));
    await pack.analyzeStack([role('one')]);
    await pack.stop();
    const template = {
      Resources: { one: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } } },
    };
    const source = join(folder, 'template.json');
    writeFileSync(source, JSON.stringify(template));
    const cli = join(__dirname, '../../dist/cli/main.js');
    const { stdout } = spawnSync(process.execPath, [cli, 'check', source, '--format', 'json', '--settings', place], {
      encoding: 'utf8',
    });
    const plain = ({ findings, ...rest }: Report) => ({
      ...rest,
      // where it stands is each host's own
      findings: findings.map(({ subject: _, fingerprint: _same, line: _line, column: _column, ...finding }) => finding),
    });
    expect(plain(written())).toEqual(plain(JSON.parse(stdout) as Report));
  });

  test('says it in a finding that blocks when the file cannot be written any more', async () => {
    await pack.analyze(role('one'));
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const said = await pack.analyze(role('two', { ...trust, Statement: [{ ...trust.Statement[0], Effect: 'Deny' }] }));
    expect(said).toEqual([
      expect.objectContaining({
        policy: 'rule-crash',
        enforcementLevel: 'mandatory',
        message: expect.stringMatching(/the report could not be written/),
      }),
    ]);
    expect(existsSync(file)).toBe(false);
    const last = await pack.analyzeStack([]);
    expect(last).toContainEqual(expect.objectContaining({ enforcementLevel: 'mandatory' }));
    await pack.stop();
  });
});
