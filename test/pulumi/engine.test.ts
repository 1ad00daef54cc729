import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeState, packs, runEngine, type EngineRun } from './engine';

const blocked = 'examples/pulumi/blocked/index.ts';
const clean = 'examples/pulumi/clean/index.ts';
const settings: unknown = JSON.parse(
  readFileSync(join(__dirname, '../../examples/pulumi/sts-guardrails.json'), 'utf8'),
);

/** `role rule level` of each violation, in order of the alphabet. */
function said({ violations }: EngineRun): string[] {
  return violations
    .map(({ resourceUrn, policyName, enforcementLevel }) => {
      return `${resourceUrn.split('::').at(-1)} ${policyName} ${enforcementLevel}`;
    })
    .sort();
}

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

describe('pulumi up', () => {
  let log: string;
  beforeEach(() => (log = join(mkdtempSync(join(tmpdir(), 'sts-guardrails-log-')), 'calls')));
  afterEach(() => rmSync(join(log, '..'), { recursive: true }));

  const created = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).sort() : []);
  const up = (program: string) => runEngine(program, { command: 'up', settings, env: { AWS_STAND_IN_LOG: log } });

  test('never creates a role that is blocked', async () => {
    const run = await up(blocked);
    expect(run.ok).toBe(false);
    expect(created()).toEqual([]);
  });

  test('creates each role of the clean variant', async () => {
    const run = await up(clean);
    expect(run.ok).toBe(true);
    const roles = ['data-reader', 'developer', 'log-shipping', 'nightly-batch'];
    expect(created()).toEqual(roles.map((role) => `create aws:iam/role:Role ${role}`));
  });

  test('judges by real values what the preview could not know', async () => {
    const run = await up('test/pulumi/programs/unknown.ts');
    expect(run.ok).toBe(false);
    expect(said(run)).toContain('called wildcard-principal mandatory');
    expect(created()).toEqual(['create aws:iam/role:Role caller']);
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

describe('pulumi policy analyze', () => {
  test('fails on a deployed role that lets a stranger in', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    };
    const run = await analyzeState(stateOf({ assumeRolePolicy: JSON.stringify(trust), maxSessionDuration: 43200 }), {
      settings,
    });
    expect(said(run)).toEqual(
      expect.arrayContaining(['deployed session-duration mandatory', 'deployed wildcard-principal mandatory']),
    );
    expect(run.status).toBe(1);
  });

  test('passes a deployed role of a service', async () => {
    const Principal = { Service: 'ec2.amazonaws.com' };
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
    const run = await analyzeState(stateOf({ assumeRolePolicy: JSON.stringify(trust), maxSessionDuration: 3600 }), {
      settings,
    });
    expect(run.violations).toEqual([]);
    expect(run.status).toBe(0);
  });
});

function stateOf(inputs: object): object {
  const urn = (type: string, name: string) => `urn:pulumi:prod::deployed::${type}::${name}`;
  const id = '2b4f9f6c-0a55-4c9c-8f67-6f2a4f0f5a11';
  const stack = urn('pulumi:pulumi:Stack', 'deployed-prod');
  const provider = urn('pulumi:providers:aws', 'default');
  const region = { region: 'eu-central-1' };
  const role = { urn: urn('aws:iam/role:Role', 'deployed'), type: 'aws:iam/role:Role', custom: true, id: 'deployed' };
  const resources = [
    { urn: stack, custom: false, type: 'pulumi:pulumi:Stack' },
    { urn: provider, custom: true, id, type: 'pulumi:providers:aws', inputs: region, outputs: region },
    { ...role, inputs, outputs: inputs, parent: stack, provider: `${provider}::${id}` },
  ];
  const manifest = { time: '2026-01-01T00:00:00Z', magic: '', version: 'v3.259.0' };
  return { version: 3, deployment: { manifest, resources } };
}
