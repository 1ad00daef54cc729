import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeState, blocked, clean, runEngine, said, settings } from './engine';

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

  test('cannot judge a secret of a state, and says so', async () => {
    const kept = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', ciphertext: 'v1:AAAA:BBBB' };
    const run = await analyzeState(stateOf({ assumeRolePolicy: kept, maxSessionDuration: kept }), { settings });
    expect(said(run)).toEqual(['deployed readable-trust-policy advisory', 'deployed session-duration advisory']);
    expect(run.status).toBe(0);
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
  // the key to secrets is elsewhere
  const secrets_providers = { type: 'passphrase', state: { salt: 'v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAA' } };
  return { version: 3, deployment: { manifest, secrets_providers, resources } };
}
