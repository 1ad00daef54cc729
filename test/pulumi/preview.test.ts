import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocked, clean, packs, runEngine, said, settings } from './engine';

const holes = [
  'data-reader wildcard-principal mandatory',
  'developer tag-session mandatory',
  'log-shipping external-id mandatory',
  'nightly-batch session-duration mandatory',
];

describe.each(Object.keys(packs) as (keyof typeof packs)[])('pulumi preview with the pack as %s', (pack) => {
  test('fails on the four holes', async () => {
    const run = await runEngine(blocked, { pack, settings });
    expect(said(run)).toEqual(expect.arrayContaining(holes));
    expect(run.ok).toBe(false);
    expect(run.output).toMatch(/request that gets through: \{"actions":\["sts:AssumeRole"\]/);
    expect(run.output).toMatch(/fix: \S/);
    expect(run.output).toContain('docs: docs/rules/external-id.md');
  });

  test('passes the same roles with their holes closed', async () => {
    const run = await runEngine(clean, { pack, settings });
    expect(said(run).filter((line) => line.endsWith('mandatory'))).toEqual([]);
    expect(run.output).toContain('sts-guardrails@v');
    expect(run.ok).toBe(true);
  });

  test('stops with the place and the correction when the settings are misspelt', async () => {
    const run = await runEngine(clean, { pack, settings: { sesions: {} } });
    expect(run.ok).toBe(false);
    expect(run.output).toMatch(/sts-guardrails\.json:1:\d+.*sesions.*sessions/);
    expect(run.output).not.toMatch(/\n\s+at /);
  });
});

describe('the variables of a runner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-runner-'));
  const file = join(folder, 'platform.json');
  writeFileSync(file, JSON.stringify({ ...(settings as object), locked: true }));
  const env = { PULUMI_OPTION_POLICY_PACK: packs.executable, STS_GUARDRAILS_SETTINGS: file };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('demand the pack and its settings where no command names them', async () => {
    const run = await runEngine(blocked, { packPath: null, env });
    expect(said(run)).toEqual(expect.arrayContaining(holes));
    expect(run.ok).toBe(false);
  });

  test('hold against looser settings beside the program', async () => {
    const run = await runEngine(clean, { packPath: null, env, settings: { rules: { 'external-id': 'off' } } });
    expect(run.output).toMatch(/rules\.external-id: would loosen what .*platform\.json locks/);
    expect(run.ok).toBe(false);
  });
});

describe('pulumi preview', () => {
  test('says once that a document is not known yet, and goes on', async () => {
    const run = await runEngine('test/pulumi/programs/unknown.ts', { settings });
    const about = run.violations.filter(({ resourceUrn }) => resourceUrn.endsWith('::called'));
    expect(about.map(({ enforcementLevel }) => enforcementLevel)).toEqual(['advisory']);
    expect(about[0]?.message).toContain('(undecided)');
    expect(run.output).not.toContain("can't run policy");
    expect(run.ok).toBe(true);
  });

  test('takes a level from the policy pack configuration', async () => {
    const config = {
      'external-id': 'advisory',
      'wildcard-principal': 'disabled',
      'session-duration': { enforcementLevel: 'advisory' },
      'tag-session': 'advisory',
    };
    const run = await runEngine(blocked, { settings, config });
    expect(said(run)).toEqual(
      expect.arrayContaining([
        'developer tag-session advisory',
        'log-shipping external-id advisory',
        'nightly-batch session-duration advisory',
      ]),
    );
    expect(said(run).filter((line) => line.includes('wildcard-principal'))).toEqual([]);
  });

  test('blocks nothing under audit, and shows everything', async () => {
    const run = await runEngine(blocked, { settings: { ...(settings as object), enforce: 'audit' } });
    expect(run.ok).toBe(true);
    expect(said(run)).toEqual(expect.arrayContaining(holes.map((line) => line.replace('mandatory', 'advisory'))));
  });

  test('shows an accepted finding with its reason and lets it through', async () => {
    const exceptions = [...holes.map((line) => line.split(' ')[1]), 'trusted-account'].map((rule) => {
      return { rule, where: '**', reason: `moved in spring ${rule}`, expires: '2999-12-31' };
    });
    const run = await runEngine(blocked, { settings: { ...(settings as object), exceptions } });
    expect(said(run).filter((line) => line.endsWith('mandatory'))).toEqual([]);
    expect(run.output).toContain('moved in spring tag-session');
    expect(run.ok).toBe(true);
  });

  test('names an exception that covers nothing', async () => {
    const exceptions = [{ rule: 'external-id', where: '**/nobody', reason: 'left over', expires: '2999-12-31' }];
    const run = await runEngine(clean, { settings: { ...(settings as object), exceptions } });
    expect(run.violations.map(({ policyName }) => policyName)).toContain('exception');
    expect(run.output).toContain('exceptions[0]');
  });

  test('quotes no secret', async () => {
    const run = await runEngine('test/pulumi/programs/secret.ts', { settings });
    expect(said(run)).toContain('open wildcard-principal mandatory');
    expect(run.output).not.toMatch(/hush-hush|whisper/);
  });
});
