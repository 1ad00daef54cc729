import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runEngine, said } from './engine';

const settings = { accounts: { own: ['111122223333'] } };
const subjects = 'test/pulumi/programs/subjects.ts';
const grants = 'test/pulumi/programs/grants.ts';
const chain = 'test/pulumi/programs/chain.ts';

describe('what is judged beside roles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-subjects-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('stops an update before it is made', async () => {
    const log = join(folder, 'calls');
    const up = (program: string) => runEngine(program, { command: 'up', settings, env: { AWS_STAND_IN_LOG: log } });
    const granted = await up(grants);
    expect(granted.ok).toBe(false);
    expect(said(granted)).toContain('grant assume-any-role mandatory');
    const valued = await up(subjects);
    expect(valued.ok).toBe(false);
    expect(said(valued)).toContain('set session-duration mandatory');
    const calls = readFileSync(log, 'utf8');
    expect(calls).toContain('create aws:iam/role:Role wide');
    expect(calls).not.toMatch(/RolePolicy grant|PermissionSet set/);
  });

  test('is said in a preview', async () => {
    const run = await runEngine(subjects, { settings });
    expect(said(run)).toEqual([
      'key access-key advisory',
      'set session-duration mandatory',
      'worker global-endpoint advisory',
    ]);
  });

  test('is judged with the guards that came before', async () => {
    const run = await runEngine(grants, { settings });
    expect(said(run)).toEqual(['grant assume-any-role mandatory']);
  });
});

describe('a rule on the whole program', () => {
  test('speaks of the resource, at the level that is configured for the rule', async () => {
    const run = await runEngine(chain, { settings, config: { 'role-chain': 'mandatory' } });
    expect(said(run)).toEqual(['third role-chain mandatory']);
    expect(run.ok).toBe(false);
    expect(run.violations[0]?.message).toContain('error role-chain third');
  });

  test('is a note by itself, stands in the report, and is silent where it is disabled', async () => {
    const report = join(mkdtempSync(join(tmpdir(), 'sts-guardrails-report-')), 'findings.json');
    const run = await runEngine(chain, { settings, env: { STS_GUARDRAILS_REPORT: `json=${report}` } });
    expect(said(run)).toEqual(['third role-chain advisory']);
    expect(run.ok).toBe(true);
    const { findings } = JSON.parse(readFileSync(report, 'utf8')) as { findings: readonly { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toContain('role-chain');
    rmSync(join(report, '..'), { recursive: true });
    const silent = await runEngine(chain, { settings, config: { 'role-chain': 'disabled' } });
    expect(said(silent)).toEqual([]);
  });
});
